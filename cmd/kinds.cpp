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

void register_kinds(jobs::Registry& registry, const config::Settings& settings) {
  registry.add(tributos::make_carga());
  registry.add(tributos::make_emision());
  registry.add(tributos::make_lista());
  registry.add(tributos::make_cargo());
  registry.add(tributos::make_ficheros_remesa());
  const auto open_seal = [settings](Instant clock) { return documentos::Sello::abrir(settings, clock); };
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
