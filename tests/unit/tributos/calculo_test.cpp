#include "tributos/calculo.hpp"

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sctf::tributos {
namespace {

using testing::ElementsAre;

// The ordinance of the design, with what the cases below need besides.
constexpr std::string_view kOrdenanza = R"(
ejercicio: 2026
ejemplo: true
periodos:
  - {tributos: [ibi, ivtm, basura], voluntaria: {desde: 2026-05-20, hasta: 2026-07-22}, cargo_domiciliados: 2026-07-08}
ibi:
  tipos: {U: "0.5500", R: "0.5000", B: "1.3000"}
  tipos_por_uso: {C: {tipo: "0.6500", umbral: "400000.00"}}
  beneficios:
    FN: {nombre: familia numerosa, base: integra}
    VPO: {nombre: vivienda protegida, base: integra}
    ECO: {nombre: solar, base: restante}
    SOLO: {nombre: con nadie, base: integra, compatible_con: []}
  recibo_minimo: "6.00"
  domiciliacion: {porcentaje: "5.00", solicitud_hasta: 2026-04-20}
  actualizacion_general: "1.0300"
ivtm:
  tarifas: {turismos: {unidad: CVF, bandas: [["8", "12.62"], ["12", "34.08"], ["16", "71.94"], ["20", "89.61"], [null, "112.00"]]}}
  coeficientes: {turismos: "1.6000"}
tasas:
  basura: {tarifas: {vivienda: "92.40"}, prorrateo: trimestres}
  vados: {tarifas: {metro: "10.00"}, prorrateo: ninguno}
)";

class Calculo : public testing::Test {
 protected:
  Calculo() {
    std::string text(kOrdenanza);
    text.replace(text.find("basura], vol"), 6, "basura, vados");
    auto read = parse_ordenanza(text, "o.yaml");
    if (!read) throw Error(read.error().front());
    ordenanza_ = std::move(*read);
  }
  Marco marco(const std::string& tributo = "ibi") { return must(marco_de(ordenanza_, tributo)); }

  static LineaIbi inmueble(const char* valor, const char* derecho = "PR", const char* cuota = "100") {
    LineaIbi l;
    l.objeto = "9872023VH5797S0001WX";
    l.nif = "12345678Z";
    l.uso = "V";
    l.valor_catastral = must(Cents::parse(valor));
    l.derecho = derecho;
    l.cuota_participacion = must(Decimal::parse(cuota));
    return l;
  }
  std::vector<Calculado> calcular(const std::vector<LineaIbi>& lineas, std::vector<Antecedentes> antes = {}) {
    antes.resize(lineas.size());
    return must(calcular_ibi(lineas, antes, marco()));
  }

  Ordenanza ordenanza_;
};

TEST_F(Calculo, TheExampleOfTheNorm) {  // norms/recaudacion 8.2: 467.50, −233.75, −11.69, 222.06
  auto l = inmueble("85000.00");
  l.beneficios = "FN:50.00:2024-01-01:2027-12-31";
  l.iban = "ES9121000418450200051332", l.mandato = "M", l.fecha_mandato = make_day(2024, 3, 1);
  const auto c = calcular({l}).front();
  EXPECT_EQ(c.base, 8'500'000_cts);
  EXPECT_EQ(c.tipo, "0.5500");
  EXPECT_EQ(c.integra, 46'750_cts);
  EXPECT_EQ(c.beneficios, 23'375_cts);
  EXPECT_EQ(c.liquida, 23'375_cts);
  EXPECT_TRUE(c.domiciliado);
  EXPECT_EQ(c.rebaja, 1'169_cts);
  EXPECT_EQ(c.importe, 22'206_cts);
}

TEST_F(Calculo, ReductionAsArticle68Says) {  // oficinas 1.3: bases 75,000, 80,000, 85,000
  for (const auto& [coeficiente, base] : std::vector<std::pair<const char*, std::int64_t>>{
           {"0.9", 7'500'000}, {"0.8", 8'000'000}, {"0.7000", 8'500'000}, {"0", 12'000'000}}) {
    auto l = inmueble("120000.00");
    l.valor_inicial = 12'000'000_cts, l.valor_base = 7'000'000_cts;
    l.coeficiente_reductor = must(Decimal::parse(coeficiente));
    EXPECT_EQ(must(cuota_ibi(l, marco())).base, Cents{base}) << coeficiente;
  }
}

TEST_F(Calculo, ReductionIsNotRoundedByItselfAndNeverBelowZero) {
  auto l = inmueble("100.00");
  l.valor_inicial = 101_cts, l.valor_base = 100_cts, l.coeficiente_reductor = must(Decimal::parse("0.5"));
  EXPECT_EQ(must(cuota_ibi(l, marco())).base, 10'000_cts);  // 9999.5 cents, half away from zero
  l.valor_inicial = 100_cts, l.valor_base = 101_cts;
  EXPECT_EQ(must(cuota_ibi(l, marco())).base, 10'000_cts);  // a negative component reduces nothing
  l.valor_inicial = 9'000'000_cts, l.valor_base = 0_cts;
  EXPECT_EQ(must(cuota_ibi(l, marco())).base, 0_cts);
}

TEST_F(Calculo, RateByUseOnlyAboveItsThreshold) {  // LRHL 72.4
  auto l = inmueble("400000.00");
  l.uso = "C";
  EXPECT_EQ(must(cuota_ibi(l, marco())).tipo, "0.5500");
  l.valor_catastral += 1_cts;
  EXPECT_EQ(must(cuota_ibi(l, marco())).tipo, "0.6500");
  l.clase = 'R';
  EXPECT_EQ(must(cuota_ibi(l, marco())).tipo, "0.5000");
}

TEST_F(Calculo, BenefitsInTheirOrderAndNeverMoreThanWhatIsLeft) {
  auto l = inmueble("85000.00");
  l.beneficios =
      "FN:60.00:2024-01-01:2027-12-31,ECO:50.00:2024-01-01:2027-12-31,VPO:50.00:2024-01-01:2027-12-31";
  const auto cuota = must(cuota_ibi(l, marco()));
  ASSERT_EQ(cuota.beneficios.size(), 3U);
  EXPECT_EQ(cuota.beneficios[0].importe, 28'050_cts);
  EXPECT_EQ(cuota.beneficios[1].importe, 9'350_cts);  // half of what is left
  EXPECT_EQ(cuota.beneficios[2].importe, 9'350_cts);  // 23,375 wanted, 9,350 left
  EXPECT_EQ(cuota.liquida, 0_cts);
  EXPECT_EQ(calcular({l}).front().situacion, Situacion::minimo);
}

TEST_F(Calculo, BenefitsCountOnTheFirstOfJanuary) {
  auto l = inmueble("85000.00");
  for (const auto& [texto, liquida] :
       std::vector<std::pair<const char*, std::int64_t>>{{"FN:50:2026-01-01:2026-01-01", 23'375},
                                                         {"FN:50:2026-01-02:2026-12-31", 46'750},
                                                         {"FN:50:2020-01-01:2025-12-31", 46'750}}) {
    l.beneficios = texto;
    EXPECT_EQ(must(cuota_ibi(l, marco())).liquida, Cents{liquida}) << texto;
  }
}

TEST_F(Calculo, MinimumExemptsThePropertyNotTheShare) {  // LRHL 62.4
  auto whole = inmueble("1090.90");                      // cuota 6.00
  EXPECT_EQ(calcular({whole}).front().situacion, Situacion::valor);
  EXPECT_EQ(calcular({inmueble("1089.99")}).front().situacion, Situacion::minimo);  // 5.99
  auto a = inmueble("1090.90", "PR", "50"), b = a;
  a.division = b.division = true;
  const auto c = calcular({a, b});
  EXPECT_EQ(c[0].liquida, 300_cts);
  EXPECT_EQ(c[0].situacion, Situacion::valor);
}

TEST_F(Calculo, UndividedGoesToTheFirstAndBindsTheOthers) {  // LGT 35.7
  const auto c = calcular({inmueble("85000.00", "PR", "50"), inmueble("85000.00", "PR", "50")});
  EXPECT_EQ(c[0].liquida, 46'750_cts);
  EXPECT_EQ(c[1].situacion, Situacion::solidario);
  EXPECT_EQ(c[1].importe, 0_cts);
  EXPECT_EQ(c[1].base, 8'500'000_cts);
}

TEST_F(Calculo, TheLastOfADivisionTakesWhatIsLeft) {
  std::vector<LineaIbi> lineas = {inmueble("85000.01", "PR", "33.3333"),
                                  inmueble("85000.01", "PR", "33.3333"),
                                  inmueble("85000.01", "PR", "33.3334")};
  for (auto& l : lineas) l.division = true, l.beneficios = "FN:33.33:2024-01-01:2027-12-31";
  Cents integra, liquida;
  for (const auto& c : calcular(lineas)) {
    integra += c.integra, liquida += c.liquida;
    EXPECT_EQ(c.beneficios, c.integra - c.liquida);
  }
  const auto cuota = must(cuota_ibi(lineas.front(), marco()));
  EXPECT_EQ(integra, cuota.integra);
  EXPECT_EQ(liquida, cuota.liquida);
}

TEST_F(Calculo, ChargedIsTheFirstRightPresent) {  // LRHL 63.1
  const auto c = calcular({inmueble("85000.00", "NP"), inmueble("85000.00", "US", "40"),
                           inmueble("85000.00", "PR"), inmueble("85000.00", "US", "60")});
  ASSERT_EQ(c.size(), 2U);
  EXPECT_EQ(c[0].indice, 1U);
  EXPECT_EQ(c[1].indice, 3U);
  EXPECT_EQ(derecho_gravado({inmueble("1", "PR"), inmueble("1", "DS"), inmueble("1", "CA")}), "CA");
}

TEST_F(Calculo, FirstYearIsALiquidacionAndNotDebited) {  // LGT 102.3
  auto l = inmueble("85000.00");
  l.iban = "ES9121000418450200051332", l.mandato = "M", l.fecha_mandato = make_day(2024, 3, 1);
  const auto clase = [&](Antecedentes a, bool notificada = true) {
    auto linea = l;
    linea.notificada = notificada;
    const auto c = calcular({linea}, {a}).front();
    EXPECT_EQ(c.domiciliado, c.clase == ClaseValor::recibo);
    return c.clase;
  };
  EXPECT_EQ(clase({}), ClaseValor::recibo);
  EXPECT_EQ(clase({}, false), ClaseValor::liquidacion);
  Antecedentes padron;
  padron.hay_padron = true;
  EXPECT_EQ(clase(padron), ClaseValor::liquidacion);
  padron.conocida = true;
  padron.valor_anterior = 8'500'000_cts;
  EXPECT_EQ(clase(padron), ClaseValor::recibo);
  padron.valor_anterior = 8'252'427_cts;  // × 1.03 = 8,499,999.81: the value now is above it
  EXPECT_EQ(clase(padron), ClaseValor::liquidacion);
  padron.valor_anterior = 8'252'428_cts;  // × 1.03 = 8,500,000.84
  EXPECT_EQ(clase(padron), ClaseValor::recibo);
}

struct DomicilioCase {
  const char* name;
  bool iban;
  Day firma;
  std::optional<Day> vivo_desde;
  bool cancelado, domiciliado;
};
class Domiciliar : public Calculo, public testing::WithParamInterface<DomicilioCase> {};
TEST_P(Domiciliar, OnlyWithALivingMandateInTime) {
  const auto& p = GetParam();
  auto l = inmueble("85000.00");
  if (p.iban) l.iban = "ES9121000418450200051332", l.mandato = "M";
  l.fecha_mandato = p.firma;
  Antecedentes a;
  a.mandato_vivo_desde = p.vivo_desde;
  a.mandato_cancelado = p.cancelado;
  EXPECT_EQ(calcular({l}, {a}).front().domiciliado, p.domiciliado);
}
INSTANTIATE_TEST_SUITE_P(
    Step7, Domiciliar,
    testing::Values(DomicilioCase{"InTime", true, make_day(2026, 4, 20), {}, false, true},
                    DomicilioCase{"ADayLate", true, make_day(2026, 4, 21), {}, false, false},
                    DomicilioCase{"NoAccount", false, make_day(2020, 1, 1), {}, false, false},
                    DomicilioCase{"Cancelled", true, make_day(2020, 1, 1), {}, true, false},
                    DomicilioCase{"DebitedThirtySixMonthsAgo", true, make_day(2020, 1, 1),
                                  make_day(2023, 7, 8), false, true},
                    DomicilioCase{"ADayTooLongAgo", true, make_day(2020, 1, 1), make_day(2023, 7, 7), false,
                                  false}),
    [](const auto& i) { return i.param.name; });

struct VehiculoCase {
  const char* name;
  const char* potencia;
  Day alta;
  std::optional<Day> baja;
  const char* tipo_baja;
  std::int64_t cuota;  // -1: not charged
};
class Vehiculo : public Calculo, public testing::WithParamInterface<VehiculoCase> {};
TEST_P(Vehiculo, TariffCoefficientAndQuartersRoundedOnce) {
  const auto& p = GetParam();
  LineaIvtm v;
  v.objeto = "0000BBB", v.clase_vehiculo = "turismos", v.unidad = "CVF";
  v.potencia = must(Decimal::parse(p.potencia));
  v.fecha_matriculacion = p.alta, v.fecha_baja = p.baja, v.tipo_baja = p.tipo_baja;
  const auto c = must(calcular_ivtm(v, {}, marco("ivtm")));
  EXPECT_EQ(c.has_value(), p.cuota >= 0);
  if (c) {
    EXPECT_EQ(c->liquida, Cents{p.cuota});
  }
}
INSTANTIATE_TEST_SUITE_P(
    Art95And96, Vehiculo,
    testing::Values(VehiculoCase{"BelowEight", "7.99", make_day(2015, 1, 1), {}, "", 2019},
                    VehiculoCase{"EightIsTheNextBand", "8", make_day(2015, 1, 1), {}, "", 5453},
                    VehiculoCase{"ElevenNinetyNine", "11.99", make_day(2015, 1, 1), {}, "", 5453},
                    VehiculoCase{"TwentyAndMore", "20", make_day(2015, 1, 1), {}, "", 17'920},
                    VehiculoCase{"TwoQuartersAsTheNormRounds", "11", make_day(2026, 7, 1), {}, "", 2726},
                    VehiculoCase{"LastQuarter", "11", make_day(2026, 12, 31), {}, "", 1363},
                    VehiculoCase{"BajaKeepsItsQuarter", "11", make_day(2015, 1, 1), make_day(2026, 4, 1),
                                 "definitiva", 2726},
                    VehiculoCase{"TheftToo", "11", make_day(2015, 1, 1), make_day(2026, 3, 31), "robo", 1363},
                    VehiculoCase{"TemporalDoesNotProrate", "11", make_day(2015, 1, 1), make_day(2026, 3, 31),
                                 "temporal", 5453},
                    VehiculoCase{"AltaAndBajaInTheYear", "11", make_day(2026, 4, 1), make_day(2026, 9, 30),
                                 "definitiva", 2726},
                    VehiculoCase{"BajaBeforeTheYear", "11", make_day(2015, 1, 1), make_day(2025, 12, 31),
                                 "definitiva", -1},
                    VehiculoCase{"AltaAfterTheYear", "11", make_day(2027, 1, 1), {}, "", -1}),
    [](const auto& i) { return i.param.name; });

TEST_F(Calculo, ATasaByUnitsAndQuarters) {
  LineaTasa t;
  t.objeto = "O1", t.concepto = "basura", t.tarifa = "vivienda", t.unidades = must(Decimal::parse("1.5")),
  t.fecha_alta = make_day(2026, 5, 1);
  EXPECT_EQ(must(calcular_tasa(t, {}, marco("basura")))->liquida, 10'395_cts);  // 92.40 × 1.5 × 3/4
  t.concepto = "vados", t.tarifa = "metro";
  EXPECT_EQ(must(calcular_tasa(t, {}, marco("vados")))->liquida, 1'500_cts);  // does not prorate
  t.fecha_baja = make_day(2025, 12, 31), t.fecha_alta = make_day(2020, 1, 1);
  EXPECT_FALSE(must(calcular_tasa(t, {}, marco("vados"))));
}

TEST_F(Calculo, WhatTheOrdinanceDoesNotNameIsRefused) {
  EXPECT_EQ(marco_de(ordenanza_, "iae").error().code, Code::no_tariff);
  LineaIvtm v;
  v.clase_vehiculo = "naves", v.fecha_matriculacion = make_day(2020, 1, 1);
  EXPECT_EQ(calcular_ivtm(v, {}, marco("ivtm")).error().code, Code::no_tariff);
  LineaTasa t;
  t.tarifa = "palacio", t.fecha_alta = make_day(2020, 1, 1);
  EXPECT_EQ(calcular_tasa(t, {}, marco("basura")).error().code, Code::no_tariff);
  auto l = inmueble("85000.00");
  l.beneficios = "XX:50:2024-01-01:2027-12-31";
  EXPECT_EQ(calcular_ibi({l}, {{}}, marco()).error().code, Code::no_tariff);
}

TEST_F(Calculo, BenefitsAgainstTheOrdinance) {
  EXPECT_TRUE(comprobar_beneficios("FN:50:2024-01-01:2027-12-31,VPO:50:2024-01-01:2027-12-31", marco()));
  EXPECT_TRUE(comprobar_beneficios("XX:50:2020-01-01:2021-12-31", marco()));  // not in force: nobody asks
  EXPECT_EQ(comprobar_beneficios("XX:50:2024-01-01:2027-12-31", marco()).error().code, Code::no_tariff);
  EXPECT_EQ(
      comprobar_beneficios("FN:50:2024-01-01:2027-12-31,SOLO:10:2024-01-01:2027-12-31", marco()).error().code,
      Code::inconsistent);
}

struct BeneficioCase {
  const char* name;
  const char* text;
  Code code;
};
class BeneficiosErrors : public testing::TestWithParam<BeneficioCase> {};
TEST_P(BeneficiosErrors, AreRefused) {
  const auto read = parse_beneficios(GetParam().text);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, GetParam().code);
}
INSTANTIATE_TEST_SUITE_P(
    Census, BeneficiosErrors,
    testing::Values(BeneficioCase{"ThreeParts", "FN:50:2024-01-01", Code::invalid_value},
                    BeneficioCase{"LowerCode", "fn:50:2024-01-01:2025-01-01", Code::invalid_value},
                    BeneficioCase{"ZeroPercent", "FN:0:2024-01-01:2025-01-01", Code::out_of_range},
                    BeneficioCase{"AboveHundred", "FN:100.01:2024-01-01:2025-01-01", Code::out_of_range},
                    BeneficioCase{"EndsBeforeItBegins", "FN:50:2025-01-02:2025-01-01", Code::inconsistent},
                    BeneficioCase{"NoSuchDay", "FN:50:2025-02-30:2025-12-31", Code::invalid_value},
                    BeneficioCase{"TwiceInForce", "FN:50:2024-01-01:2026-01-01,FN:20:2026-01-01:2027-12-31",
                                  Code::duplicate},
                    BeneficioCase{"EmptyPart", "FN:50:2024-01-01:2025-01-01,", Code::invalid_value}),
    [](const auto& i) { return i.param.name; });

TEST(Beneficios, OneAfterTheOtherIsNoDuplicate) {
  EXPECT_EQ(must(parse_beneficios("FN:50:2024-01-01:2025-12-31,FN:20:2026-01-01:2027-12-31")).size(), 2U);
  EXPECT_TRUE(must(parse_beneficios("")).empty());
}

}  // namespace
}  // namespace sctf::tributos
