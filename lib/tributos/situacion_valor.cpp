#include "tributos/situacion_valor.hpp"

#include "tributos/ordenanza.hpp"
#include "tributos/remesa.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

// What the bank's words on a debit make of it: a return before any credit leaves its money missing.
AdeudoVivo::Estado estado_de(int abonos, int devoluciones, int rechazos) {
  if (devoluciones > abonos) return AdeudoVivo::Estado::transito;
  if (abonos > devoluciones) return AdeudoVivo::Estado::abonado;
  if (abonos > 0) return AdeudoVivo::Estado::devuelto;
  return rechazos > 0 ? AdeudoVivo::Estado::rechazado : AdeudoVivo::Estado::enviado;
}

}  // namespace

const LectorSituaciones::Plazos& LectorSituaciones::plazos(std::int64_t run, const std::string& tributo) {
  auto& known = plazos_[run];
  if (known.hasta.contains(tributo)) return known;
  auto& hasta = known.hasta[tributo];
  const auto rows = tx_.query(sql::emision_ordenanza, ente_, run);
  const auto ordenanza = parse_ordenanza(rows.front().view(0), "ordenanza");
  if (!ordenanza) throw Error(Code::internal, "the ordinance that run {} froze cannot be read", run);
  if (const auto periodo = ordenanza->periodo(tributo)) hasta = (*periodo)->hasta;
  if (const auto* parte = ordenanza->parte(tributo); parte != nullptr && parte->domiciliacion)
    known.pierde_por[tributo] = parte->domiciliacion->pierde_por;
  return known;
}

ValorVivo LectorSituaciones::vivo(const db::Row& row) {
  ValorVivo v{.situacion = {},
              .run = row.get<std::int64_t>("run"),
              .tributo = row.get<std::string>("tributo"),
              .ejercicio = row.get<int>("ejercicio"),
              .clase_valor = row.get<std::string>("clase_valor"),
              .ultimo_apunte = row.get<int>("ultimo_apunte"),
              .ultimo_suceso = row.get<int>("ultimo_suceso")};
  auto& s = v.situacion;
  s.valor = row.get<std::int64_t>("valor");
  s.end_to_end = end_to_end_id(v.tributo, v.ejercicio, s.valor);
  s.cargado = row.get<bool>("cargado");
  s.anulado = row.get<bool>("anulado");
  s.rebaja = row.get<Cents>("rebaja_cts");
  s.deuda = {.principal = row.get<Cents>("principal"),
             .recargo = row.get<Cents>("recargo"),
             .interes = row.get<Cents>("interes"),
             .costas = row.get<Cents>("costas"),
             .fin_voluntaria = row.get<std::optional<Day>>("vence"),
             .providencia_notificada = row.get<std::optional<Day>>("notificada_apremio"),
             .suspensiones = {}};
  s.cobrado = {.principal = row.get<Cents>("cobrado_principal"),
               .recargo = row.get<Cents>("cobrado_recargo"),
               .interes = row.get<Cents>("cobrado_interes"),
               .costas = row.get<Cents>("cobrado_costas")};
  s.rebaja_vigente = row.get<Cents>("rebaja_vigente");
  if (v.clase_valor != "pendiente") {
    const auto& p = plazos(v.run, v.tributo);
    if (v.clase_valor == "recibo") s.deuda.fin_voluntaria = p.hasta.at(v.tributo);
    if (const auto found = p.pierde_por.find(v.tributo); found != p.pierde_por.end())
      s.pierde_por = found->second;
  }
  if (const auto remesa = row.get<std::optional<int>>("remesa")) {
    s.adeudo = AdeudoVivo{
        .remesa = *remesa,
        .importe = row.get<Cents>("adeudo_cts"),
        .estado = estado_de(row.get<int>("abonos"), row.get<int>("devoluciones"), row.get<int>("rechazos")),
        .aplicado = row.get<std::optional<Cents>>("aplicado_cts").value_or(0_cts),
        .rebaja = row.get<std::optional<Cents>>("suceso_rebaja_cts").value_or(0_cts),
        .depositado = row.get<std::optional<Cents>>("depositado_cts").value_or(0_cts)};
  }
  return v;
}

std::map<std::int64_t, ValorVivo> LectorSituaciones::leer(const std::vector<std::int64_t>& valores) {
  std::map<std::int64_t, ValorVivo> out;
  if (valores.empty()) return out;
  tx_.query(sql::valores_lock, ente_, valores);  // before the reading: it must see what the one before wrote
  const db::Rows rows = tx_.query(sql::situacion_valores, ente_, valores);
  for (const auto& row : rows) {
    auto v = vivo(row);
    const auto valor = v.situacion.valor;
    out.emplace(valor, std::move(v));
  }
  for (auto& [valor, suspensiones] : suspensiones_de(tx_, ente_, valores))
    if (const auto found = out.find(valor); found != out.end())
      found->second.situacion.deuda.suspensiones = std::move(suspensiones);
  return out;
}

std::map<std::int64_t, std::vector<Suspension>> suspensiones_de(db::Transaction& tx, Ente ente,
                                                                const std::vector<std::int64_t>& valores) {
  std::map<std::int64_t, std::vector<Suspension>> out;
  for (const auto& row : tx.query(sql::suspensiones_valores, ente, valores)) {
    auto& suspensiones = out[row.get<std::int64_t>("valor")];
    const auto hasta = row.get<std::optional<Day>>("hasta");
    if (!hasta)
      suspensiones.push_back({.desde = row.get<Day>("desde"), .hasta = {}});
    else if (!suspensiones.empty())
      suspensiones.back().hasta = hasta;
  }
  return out;
}

}  // namespace sctf::tributos
