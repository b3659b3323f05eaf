#include "tributos/corriente.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "audit/audit.hpp"
#include "identidad/partes.hpp"
#include "tributos/cartas_partes.hpp"

namespace sctf::tributos {
namespace {

constexpr std::size_t kDeudasEnPapel = 60;  // rows that the template holds

bool vencida(const Recibo& r, Day day) {
  return r.pendiente > 0_cts && r.estado != "anulado" && r.fin_voluntaria && *r.fin_voluntaria < day;
}

}  // namespace

Cents Corriente::total() const {
  Cents sum;
  for (const auto& deuda : deudas) sum += deuda.pendiente;
  return sum;
}

bool suspendida(const Recibo& recibo, Day day) {
  const auto& all = recibo.deuda.suspensiones;
  return std::any_of(all.begin(), all.end(),
                     [&](const Suspension& s) { return s.desde <= day && (!s.hasta || *s.hasta >= day); });
}

bool en_ejecutiva(const Recibo& recibo, Day day) {
  return vencida(recibo, day) && !suspendida(recibo, day);
}

Result<Corriente> situacion_tributaria(db::Transaction& tx, const Caller& caller, const Nif& nif,
                                       const std::string& nombre, const std::string& finalidad, Day day) {
  Corriente out;
  out.nif = nif.str();
  const auto persona = identidad::find_by_nif(tx, caller.ente, out.nif);
  if (!persona && nombre.empty())
    return problem(Code::missing_value,
                   "nobody with NIF {} is known here: a certificate that nothing is owed needs --name",
                   out.nif);
  out.nombre = persona ? persona->nombre : nombre;
  if (persona) out.persona = persona->id;
  for (auto& recibo : recibos_de(tx, caller.ente, out.nif)) {
    if (!recibo.domicilio_fiscal.empty()) {  // the newest comes last
      out.domicilio_fiscal = recibo.domicilio_fiscal;
      out.codigo_postal = recibo.codigo_postal;
      out.municipio = recibo.municipio;
    }
    if (!vencida(recibo, day)) continue;
    (suspendida(recibo, day) ? out.suspendidas : out.deudas).push_back(std::move(recibo));
  }
  audit::record(tx, caller,
                {.action = "tributos.corriente",
                 .object = persona ? fmt::format("persona/{}", persona->id) : audit::buscado(out.nif),
                 .reason = finalidad,
                 .detail = {{"deudas", out.deudas.size()}}});
  return out;
}

void rellenar_corriente(const documentos::Plantilla& plantilla, documentos::Registro& registro,
                        const Corriente& c, const EmisorCartas& emisor, const std::string& finalidad,
                        Day day) {
  registro.clear();
  Hoja hoja(plantilla, registro);
  hoja.put("organismo", emisor.organismo);
  hoja.put("organismo_nif", emisor.nif);
  hoja.put("nombre", c.nombre);
  hoja.put("nif", c.nif);
  hoja.put("domicilio_fiscal", c.domicilio_fiscal);
  hoja.put("codigo_postal", c.codigo_postal);
  hoja.put("municipio", municipios_or_throw().nombre(c.municipio));
  hoja.set("fecha", day);
  hoja.put("finalidad", finalidad);
  if (!c.suspendidas.empty()) hoja.set("suspendidas", static_cast<std::int64_t>(c.suspendidas.size()));
  if (c.al_corriente()) return;
  hoja.set("total", c.total());
  const auto shown = std::min(c.deudas.size(), kDeudasEnPapel);
  if (c.deudas.size() > shown) hoja.set("resto", static_cast<std::int64_t>(c.deudas.size() - shown));
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& deuda = c.deudas[i];
    auto& fila = registro.fila(plantilla.filas("deudas"));
    fila.set(plantilla.campo("deudas.referencia"), deuda.referencia);
    fila.set(plantilla.campo("deudas.concepto"), emisor.concepto(deuda.tributo));
    fila.set(plantilla.campo("deudas.ejercicio"), std::to_string(deuda.ejercicio));
    fila.set(plantilla.campo("deudas.fin"), *deuda.fin_voluntaria);
    fila.set(plantilla.campo("deudas.pendiente"), deuda.pendiente);
  }
}

}  // namespace sctf::tributos
