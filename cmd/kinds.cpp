#include "cmd/kinds.hpp"

#include "padron/carga.hpp"
#include "padron/incidencias.hpp"
#include "padron/lote_certificados.hpp"
#include "padron/movimientos.hpp"
#include "tributos/anulacion.hpp"
#include "tributos/cartas.hpp"
#include "tributos/censo.hpp"
#include "tributos/cobros.hpp"
#include "tributos/conciliacion.hpp"
#include "tributos/devoluciones.hpp"
#include "tributos/emision.hpp"
#include "tributos/lista.hpp"
#include "tributos/pendientes.hpp"
#include "tributos/remesa.hpp"

namespace sctf::cmd {

namespace {

/// The seal of a batch: valid on the day that its documents bear, and today. One that ended meanwhile must
/// not put its name to a day when it was good.
Result<std::shared_ptr<documentos::Sello>> open_seal_of_batch(const config::Settings& settings, Instant began,
                                                              Instant now) {
  auto seal = documentos::Sello::abrir(settings, began);
  if (!seal || now <= (*seal)->certificado().not_after()) return seal;
  return problem(
      Code::seal_expired,
      "the seal \"{}\" ended on {}: a batch that began on {} is gone on with under a seal that was valid "
      "then and is valid now, or cancelled (sctf job cancel) and begun again",
      (*seal)->certificado().name(), to_string((*seal)->certificado().not_after()), to_string(began));
}

}  // namespace

void register_kinds(jobs::Registry& registry, const config::Settings& settings, Instant now) {
  const auto open_seal = [settings, now](Instant began) { return open_seal_of_batch(settings, began, now); };
  registry.add(tributos::make_carga());
  registry.add(tributos::make_emision());
  registry.add(tributos::make_lista());
  registry.add(tributos::make_cargo());
  registry.add(tributos::make_ficheros_remesa());
  registry.add(tributos::make_cartas(open_seal));
  registry.add(tributos::make_devoluciones());
  registry.add(tributos::make_cobros());
  registry.add(tributos::make_conciliacion());
  registry.add(tributos::make_anulacion());
  registry.add(tributos::make_carga_pendientes());
  registry.add(tributos::make_carga_externas());
  registry.add(padron::make_carga());
  registry.add(padron::make_movimientos());
  registry.add(padron::make_retorno());
  registry.add(padron::make_lote_certificados(open_seal));
}

}  // namespace sctf::cmd
