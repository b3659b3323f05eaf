#include "tributos/explicacion.hpp"

#include <fmt/format.h>

#include "audit/audit.hpp"
#include "base/ids.hpp"
#include "tributos/censo.hpp"
#include "tributos/emision.hpp"
#include "tributos/lineas.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

using text::Value;

std::string coma(const std::string& number) {  // 0.5500 → 0,5500
  auto out = number;
  for (auto& c : out)
    if (c == '.') c = ',';
  return out;
}

// The calculation of one line of an object, once more: cuota of the whole, and what falls on the line.
struct Repeticion {
  const Lectura& lectura;
  std::int64_t linea;
  Explicacion& e;
  const Marco& marco;

  Result<void> ibi(db::Transaction& tx) const {
    std::vector<LineaIbi> inmueble;
    std::vector<Antecedentes> antecedentes;
    for (auto& c : leer_ibi(tx, lectura))
      inmueble.push_back(std::move(c.linea)), antecedentes.push_back(c.antecedentes);
    const auto cuota = cuota_ibi(inmueble.front(), marco);
    const auto calculados = calcular_ibi(inmueble, antecedentes, marco);
    if (!cuota) return tl::unexpected(cuota.error());
    if (!calculados) return tl::unexpected(calculados.error());
    for (const auto& c : *calculados)
      if (inmueble[c.indice].linea == linea) {
        e.calculado = c;
        e.ibi = inmueble[c.indice];
        e.linea = inmueble[c.indice];
      }
    e.cuota = *cuota;
    return {};
  }

  template <class Linea, class CuotaDe, class Calcular>
  Result<void> uno(const std::vector<LineaConocida<Linea>>& lineas, std::optional<Linea>& out,
                   CuotaDe cuota_de, Calcular calcular) const {
    for (const auto& c : lineas) {
      if (c.linea.linea != linea) continue;
      const auto cuota = cuota_de(c.linea, marco);
      const auto calculado = calcular(c.linea, c.antecedentes, marco);
      if (!cuota) return tl::unexpected(cuota.error());
      if (!calculado) return tl::unexpected(calculado.error());
      if (!*cuota || !*calculado) return problem(Code::internal, "the line is not charged");
      e.cuota = **cuota;
      e.calculado = **calculado;
      out = c.linea;
      e.linea = c.linea;
    }
    return {};
  }
};

Value::List beneficios_de(const Cuota& cuota) {
  Value::List out;
  for (const auto& b : cuota.beneficios)
    out.push_back(Value::Object{{"nombre", b.nombre},
                                {"codigo", b.codigo},
                                {"porcentaje", coma(b.porcentaje.str())},
                                {"restante", b.sobre_restante},
                                {"importe", b.importe.human()}});
  return out;
}

}  // namespace

Result<Explicacion> recalcular(db::Transaction& tx, Ente ente, const Emision& emision, const Marco& marco,
                               const LineaCargada& linea) {
  Explicacion e;
  e.valor = linea.valor;
  e.tributo = emision.tributo;
  e.ejercicio = emision.ejercicio;
  e.voluntaria_desde = marco.periodo.desde;
  e.voluntaria_hasta = marco.periodo.hasta;
  e.fichero = emision.fichero;
  if (marco.parte.domiciliacion) e.porcentaje_domiciliacion = marco.parte.domiciliacion->porcentaje;
  const Lectura lectura{.ente = ente,
                        .censo = emision.censo,
                        .desde = linea.primera,
                        .hasta = linea.ultima,
                        .anteriores = {},
                        .del_ejercicio = {},
                        .concepto = emision.tributo};
  const Repeticion otra{lectura, linea.linea, e, marco};
  const auto ok = [&]() -> Result<void> {
    switch (censo_de(emision.tributo)) {
      case Censo::ibi: return otra.ibi(tx);
      case Censo::ivtm: return otra.uno(leer_ivtm(tx, lectura), e.ivtm, cuota_ivtm, calcular_ivtm);
      case Censo::tasa: return otra.uno(leer_tasa(tx, lectura), e.tasa, cuota_tasa, calcular_tasa);
    }
    return {};
  }();
  if (!ok) return tl::unexpected(ok.error());
  if (e.calculado.liquida != linea.liquida || e.calculado.integra != linea.integra)
    return problem(Code::unbalanced, "receipt {} stands at {}, but its census line and ordinance give {}",
                   referencia_text(linea.valor), linea.liquida.str(), e.calculado.liquida.str());
  return e;
}

Result<Explicacion> explicar(db::Transaction& tx, const Caller& caller, std::int64_t valor,
                             const std::string& finalidad) {
  const db::Rows rows = tx.query(sql::explica_find, caller.ente, valor);
  if (rows.empty()) return problem(Code::not_found, "there is no receipt {}", referencia_text(valor));
  const auto row = rows.front();
  const auto emision = must(find_emision(tx, caller.ente, row.get<std::int64_t>("run")));
  const auto ordenanza = ordenanza_de(emision);
  const auto marco = marco_de(ordenanza, emision.tributo);
  if (!marco) return tl::unexpected(marco.error());
  auto again = recalcular(tx, caller.ente, emision, *marco,
                          {.valor = valor,
                           .linea = row.get<std::int64_t>("linea"),
                           .primera = row.get<std::int64_t>("primera"),
                           .ultima = row.get<std::int64_t>("ultima"),
                           .integra = row.get<Cents>("integra_cts"),
                           .liquida = row.get<Cents>("liquida_cts")});
  if (!again) return again;
  auto& e = *again;
  e.estado = row.get<std::string>("estado");
  e.pendiente = row.get<Cents>("pendiente_cts");
  e.ano_anterior = row.get<std::optional<Cents>>("ano_anterior");
  // What was decided by what was known on the day of the issue is taken as it was decided then.
  e.calculado.domiciliado = row.get<bool>("domiciliado");
  e.calculado.rebaja = row.get<Cents>("rebaja_cts");
  e.calculado.importe = row.get<Cents>("importe_cts");
  e.calculado.clase = row.view("clase_valor") == "recibo" ? ClaseValor::recibo : ClaseValor::liquidacion;
  audit::record(
      tx, caller,
      {.action = "tributos.explain", .object = fmt::format("valor/{}", valor), .reason = finalidad});
  return again;
}

Value plantilla_de(const Explicacion& e) {
  Value::Object o{{"referencia", referencia_text(e.valor)},
                  {"ejercicio", std::to_string(e.ejercicio)},
                  {"tributo", e.tributo},
                  {"nombre", e.linea.nombre},
                  {"nif", e.linea.nif.empty() ? std::string("sin NIF") : e.linea.nif},
                  {"objeto", e.linea.objeto},
                  {"domicilio", e.linea.domicilio_objeto.empty() ? e.linea.objeto : e.linea.domicilio_objeto},
                  {"fichero", e.fichero},
                  {"linea", std::to_string(e.linea.linea)},
                  {"tipo", coma(e.cuota.tipo)},
                  {"integra", e.cuota.integra.human()},
                  {"con_beneficios", !e.cuota.beneficios.empty()},
                  {"beneficios", beneficios_de(e.cuota)},
                  {"liquida", e.cuota.liquida.human()},
                  {"domiciliado", e.calculado.domiciliado},
                  {"rebaja", e.calculado.rebaja.human()},
                  {"con_rebaja", e.calculado.rebaja > 0_cts},
                  {"porcentaje_domiciliacion",
                   e.porcentaje_domiciliacion ? coma(e.porcentaje_domiciliacion->str()) : std::string()},
                  {"importe", e.calculado.importe.human()},
                  {"cuota_suya", e.calculado.liquida.human()},
                  {"liquidacion", e.calculado.clase == ClaseValor::liquidacion},
                  {"desde", human_day(e.voluntaria_desde)},
                  {"hasta", human_day(e.voluntaria_hasta)},
                  {"estado", e.estado},
                  {"pendiente", e.pendiente.human()},
                  {"con_ano_anterior", e.ano_anterior.has_value()},
                  {"ano_anterior", e.ano_anterior.value_or(Cents{}).human()},
                  {"es_ibi", e.ibi.has_value()},
                  {"es_ivtm", e.ivtm.has_value()},
                  {"es_tasa", e.tasa.has_value()},
                  {"trimestres", std::to_string(e.cuota.trimestres)},
                  {"prorrateado", e.cuota.trimestres != 4}};
  const bool reducido = e.cuota.reduccion.value_or(Cents{}) > 0_cts;
  o["base"] = e.cuota.base.value_or(Cents{}).human();
  o["reducido"] = reducido;
  o["reduccion"] = e.cuota.reduccion.value_or(Cents{}).human();
  o["valor_catastral"] = e.ibi ? e.ibi->valor_catastral.human() : std::string();
  o["coeficiente_reductor"] = e.ibi ? coma(e.ibi->coeficiente_reductor.str()) : std::string();
  o["valor_inicial"] = e.ibi ? e.ibi->valor_inicial.value_or(Cents{}).human() : std::string();
  o["valor_base"] = e.ibi ? e.ibi->valor_base.value_or(Cents{}).human() : std::string();
  o["dividido"] = e.ibi && e.ibi->division;
  o["cuota_participacion"] = e.ibi ? coma(e.ibi->cuota_participacion.str()) : std::string();
  o["clase_vehiculo"] = e.ivtm ? e.ivtm->clase_vehiculo : std::string();
  o["potencia"] = e.ivtm ? coma(e.ivtm->potencia.str()) + " " + e.ivtm->unidad : std::string();
  o["coeficiente"] = e.cuota.coeficiente ? coma(e.cuota.coeficiente->str()) : std::string();
  o["tarifa"] = e.tasa ? e.tasa->tarifa : std::string();
  o["unidades"] = e.tasa ? coma(e.tasa->unidades.str()) : std::string();
  return o;
}

}  // namespace sctf::tributos
