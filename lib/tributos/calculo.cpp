#include "tributos/calculo.hpp"

#include <algorithm>

namespace sctf::tributos {
namespace {

// Step 3: each benefit on the cuota íntegra, or on what is left where the ordinance says `restante`; never
// more than what is left (LRHL 73, 74; oficinas 1.7).
Result<void> aplicar_beneficios(Cuota& cuota, std::string_view texto, const Marco& marco) {
  cuota.liquida = cuota.integra;
  if (texto.empty()) return {};
  const auto beneficios = parse_beneficios(texto);
  if (!beneficios) return tl::unexpected(beneficios.error());
  for (const auto& linea : *beneficios) {
    if (!linea.en_vigor(marco.ordenanza.ejercicio)) continue;
    const auto* regla = marco.parte.beneficio(linea.codigo);
    if (regla == nullptr)
      return problem(Code::no_tariff, "the ordinance of {} names no benefit \"{}\" for {}",
                     marco.ordenanza.ejercicio, linea.codigo, marco.tributo);
    const bool restante = regla->base == Beneficio::Base::restante;
    const auto importe =
        std::min((restante ? cuota.liquida : cuota.integra).percent(linea.porcentaje), cuota.liquida);
    cuota.beneficios.push_back({linea.codigo, regla->nombre, linea.porcentaje, restante, importe});
    cuota.liquida -= importe;
  }
  return {};
}

// Step 6: what was never notified one by one cannot be collected by edict (LGT 102.3).
ClaseValor clase_de(const LineaComun& linea, const Antecedentes& antes, std::optional<Cents> valor_catastral,
                    const Marco& marco) {
  if (!linea.notificada) return ClaseValor::liquidacion;
  if (!antes.hay_padron) return ClaseValor::recibo;
  if (!antes.conocida) return ClaseValor::liquidacion;
  if (valor_catastral && antes.valor_anterior && marco.ordenanza.ibi) {
    // Compared exactly, not rounded: value now × 10^scale against value then × factor.
    const auto& factor = marco.ordenanza.ibi->actualizacion_general;
    if (Wide{valor_catastral->value} * power_of_ten(factor.scale) >
        Wide{antes.valor_anterior->value} * factor.units)
      return ClaseValor::liquidacion;
  }
  return ClaseValor::recibo;
}

// A mandate without debits for 36 months is dead (norms/recaudacion 4.4); the day that counts is that of the
// debit.
bool mandato_vivo(const Antecedentes& antes, const Periodo& periodo) {
  if (antes.mandato_cancelado) return false;
  const auto cobro = periodo.cargo_domiciliados.value_or(periodo.hasta);
  return !antes.mandato_vivo_desde || cobro <= add_months(*antes.mandato_vivo_desde, 36);
}

// Step 7.
void domiciliar(Calculado& c, const LineaComun& linea, const Antecedentes& antes, const Marco& marco) {
  c.importe = c.liquida;
  if (c.situacion != Situacion::valor || c.clase != ClaseValor::recibo || linea.iban.empty() ||
      !linea.fecha_mandato)
    return;
  const auto& regla = marco.parte.domiciliacion;
  if (regla && regla->solicitud_hasta && *linea.fecha_mandato > *regla->solicitud_hasta) return;
  if (!mandato_vivo(antes, marco.periodo)) return;
  c.domiciliado = true;
  if (regla) c.rebaja = c.liquida.percent(regla->porcentaje);
  c.importe = c.liquida - c.rebaja;
}

void sin_valor(Calculado& c, Situacion situacion) {
  c.situacion = situacion;
  c.integra = c.beneficios = c.liquida = c.rebaja = c.importe = {};
}

// Steps 4, 6 and 7 for an object with one holder.
Calculado calcular_uno(const LineaComun& linea, const Cuota& cuota, const Antecedentes& antes,
                       const Marco& marco) {
  Calculado c{.indice = 0,
              .clase = clase_de(linea, antes, std::nullopt, marco),
              .situacion = Situacion::valor,
              .base = cuota.base,
              .tipo = cuota.tipo,
              .integra = cuota.integra,
              .beneficios = cuota.integra - cuota.liquida,
              .liquida = cuota.liquida};
  if (cuota.liquida < marco.parte.recibo_minimo || cuota.liquida <= 0_cts) sin_valor(c, Situacion::minimo);
  domiciliar(c, linea, antes, marco);
  return c;
}

// Quarters charged, the first and the last included (TRLRHL 96.3); 0: not charged in this year.
int trimestres(int ejercicio, Day alta, std::optional<Day> baja, bool baja_prorratea) {
  if (year_of(alta) > ejercicio || (baja && year_of(*baja) < ejercicio)) return 0;
  const int primero = year_of(alta) == ejercicio ? quarter_of(alta) : 1;
  const int ultimo = baja && year_of(*baja) == ejercicio && baja_prorratea ? quarter_of(*baja) : 4;
  return std::max(0, ultimo - primero + 1);
}

}  // namespace

std::string_view to_string(ClaseValor clase) {
  switch (clase) {
    case ClaseValor::recibo: return "recibo";
    case ClaseValor::liquidacion: return "liquidacion";
  }
  return {};
}

std::string_view to_string(Situacion situacion) {
  switch (situacion) {
    case Situacion::valor: return "valor";
    case Situacion::minimo: return "minimo";
    case Situacion::solidario: return "solidario";
  }
  return {};
}

Result<Marco> marco_de(const Ordenanza& ordenanza, const std::string& tributo) {
  const auto* parte = ordenanza.parte(tributo);
  if (parte == nullptr)
    return problem(Code::no_tariff, "the ordinance of {} has no part for \"{}\"", ordenanza.ejercicio,
                   tributo);
  const auto periodo = ordenanza.periodo(tributo);
  if (!periodo) return tl::unexpected(periodo.error());
  return Marco{ordenanza, tributo, *parte, **periodo};
}

Result<Cuota> cuota_ibi(const LineaIbi& inmueble, const Marco& marco) {
  Cuota cuota;
  cuota.base = inmueble.valor_catastral;
  if (inmueble.coeficiente_reductor.units > 0 && inmueble.valor_inicial && inmueble.valor_base) {
    // The reduction is not rounded by itself: base × 10^scale = value × 10^scale − coefficient × component.
    const auto unidad = power_of_ten(inmueble.coeficiente_reductor.scale);
    const Wide componente = Wide{(*inmueble.valor_inicial - *inmueble.valor_base).value};
    const Wide reduccion = std::max(Wide{0}, Wide{inmueble.coeficiente_reductor.units} * componente);
    const Wide base = divide_rounded(Wide{inmueble.valor_catastral.value} * unidad - reduccion, unidad);
    cuota.base = Cents{static_cast<std::int64_t>(std::max(Wide{0}, base))};
  }
  cuota.reduccion = inmueble.valor_catastral - *cuota.base;
  const auto tipo = marco.ordenanza.tipo_for(inmueble.clase, inmueble.uso, inmueble.valor_catastral);
  if (!tipo) return tl::unexpected(tipo.error());
  cuota.tipo = tipo->str();
  cuota.integra = cuota.base->percent(*tipo);
  if (const auto ok = aplicar_beneficios(cuota, inmueble.beneficios, marco); !ok)
    return tl::unexpected(ok.error());
  return cuota;
}

Result<std::optional<Cuota>> cuota_ivtm(const LineaIvtm& vehiculo, const Marco& marco) {
  const bool prorratea = vehiculo.tipo_baja == "definitiva" || vehiculo.tipo_baja == "robo";
  const int q =
      trimestres(marco.ordenanza.ejercicio, vehiculo.fecha_matriculacion, vehiculo.fecha_baja, prorratea);
  if (q == 0) return std::nullopt;
  const auto banda = marco.ordenanza.tarifa_ivtm(vehiculo.clase_vehiculo, vehiculo.potencia);
  if (!banda) return tl::unexpected(banda.error());
  Cuota cuota;
  cuota.tipo = banda->tarifa.str();
  cuota.coeficiente = banda->coeficiente;
  cuota.trimestres = q;
  cuota.integra = banda->tarifa.cuota(banda->coeficiente, q, 4);
  if (const auto ok = aplicar_beneficios(cuota, vehiculo.beneficios, marco); !ok)
    return tl::unexpected(ok.error());
  return cuota;
}

Result<std::optional<Cuota>> cuota_tasa(const LineaTasa& objeto, const Marco& marco) {
  int q = trimestres(marco.ordenanza.ejercicio, objeto.fecha_alta, objeto.fecha_baja, true);
  if (q == 0) return std::nullopt;
  const auto tarifa = marco.ordenanza.tarifa_tasa(marco.tributo, objeto.tarifa);
  if (!tarifa) return tl::unexpected(tarifa.error());
  if (const auto* regla = marco.ordenanza.tasa(marco.tributo);
      regla != nullptr && !regla->prorrateo_trimestres)
    q = 4;
  Cuota cuota;
  cuota.tipo = tarifa->str();
  cuota.trimestres = q;
  cuota.integra = tarifa->cuota(objeto.unidades, q, 4);
  if (const auto ok = aplicar_beneficios(cuota, objeto.beneficios, marco); !ok)
    return tl::unexpected(ok.error());
  return cuota;
}

Result<std::vector<Calculado>> calcular_ibi(const std::vector<LineaIbi>& inmueble,
                                            const std::vector<Antecedentes>& antecedentes,
                                            const Marco& marco) {
  const auto cuota = cuota_ibi(inmueble.front(), marco);
  if (!cuota) return tl::unexpected(cuota.error());
  const auto derecho = derecho_gravado(inmueble);
  std::vector<std::size_t> gravadas;
  for (std::size_t i = 0; i < inmueble.size(); ++i)
    if (inmueble[i].derecho == derecho) gravadas.push_back(i);

  std::vector<Calculado> out;
  Cents integra_repartida, liquida_repartida;
  for (const auto i : gravadas) {
    const auto& linea = inmueble[i];
    Calculado c{.indice = i,
                .clase = clase_de(linea, antecedentes[i], linea.valor_catastral, marco),
                .situacion = Situacion::valor,
                .base = cuota->base,
                .tipo = cuota->tipo};
    if (cuota->liquida < marco.parte.recibo_minimo) {
      sin_valor(c, Situacion::minimo);  // step 4: the property is exempt, not the share (LRHL 62.4)
    } else if (linea.division) {        // step 5, divided at the holders' request (LGT 35.7)
      const bool ultima = i == gravadas.back();
      c.integra =
          ultima ? cuota->integra - integra_repartida : cuota->integra.percent(linea.cuota_participacion);
      c.liquida =
          ultima ? cuota->liquida - liquida_repartida : cuota->liquida.percent(linea.cuota_participacion);
      integra_repartida += c.integra;
      liquida_repartida += c.liquida;
      c.beneficios = c.integra - c.liquida;
      if (c.liquida <= 0_cts) sin_valor(c, Situacion::minimo);
    } else if (i == gravadas.front()) {  // one receipt for the whole, to the first
      c.integra = cuota->integra;
      c.liquida = cuota->liquida;
      c.beneficios = c.integra - c.liquida;
      if (c.liquida <= 0_cts) sin_valor(c, Situacion::minimo);
    } else {
      sin_valor(c, cuota->liquida <= 0_cts ? Situacion::minimo : Situacion::solidario);
    }
    domiciliar(c, linea, antecedentes[i], marco);
    out.push_back(std::move(c));
  }
  return out;
}

Result<std::optional<Calculado>> calcular_ivtm(const LineaIvtm& vehiculo, const Antecedentes& antecedentes,
                                               const Marco& marco) {
  const auto cuota = cuota_ivtm(vehiculo, marco);
  if (!cuota) return tl::unexpected(cuota.error());
  if (!*cuota) return std::nullopt;
  return calcular_uno(vehiculo, **cuota, antecedentes, marco);
}

Result<std::optional<Calculado>> calcular_tasa(const LineaTasa& objeto, const Antecedentes& antecedentes,
                                               const Marco& marco) {
  const auto cuota = cuota_tasa(objeto, marco);
  if (!cuota) return tl::unexpected(cuota.error());
  if (!*cuota) return std::nullopt;
  return calcular_uno(objeto, **cuota, antecedentes, marco);
}

Result<void> comprobar_beneficios(std::string_view texto, const Marco& marco) {
  const auto beneficios = parse_beneficios(texto);
  if (!beneficios) return tl::unexpected(beneficios.error());
  std::vector<const Beneficio*> en_vigor;
  for (const auto& linea : *beneficios) {
    if (!linea.en_vigor(marco.ordenanza.ejercicio)) continue;
    const auto* regla = marco.parte.beneficio(linea.codigo);
    if (regla == nullptr)
      return problem(Code::no_tariff, "the ordinance of {} names no benefit \"{}\" for {}",
                     marco.ordenanza.ejercicio, linea.codigo, marco.tributo);
    for (const auto* otra : en_vigor)
      if (!compatibles(*otra, *regla))
        return problem(Code::inconsistent, "the ordinance does not let \"{}\" and \"{}\" go together",
                       otra->codigo, regla->codigo);
    en_vigor.push_back(regla);
  }
  return {};
}

}  // namespace sctf::tributos
