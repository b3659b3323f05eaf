#include "tributos/ordenanza.hpp"

#include <gtest/gtest.h>
#include <string>

namespace sctf::tributos {
namespace {

const std::string kDesign = SCTF_TEST_DATA "/ordenanza_design.yaml";

Ordenanza loaded(const std::string& file) {
  auto out = load_ordenanza(file);
  if (!out)
    for (const auto& one : out.error()) ADD_FAILURE() << to_string(one);
  return out.value_or(Ordenanza{});
}
Decimal number(const char* text) {
  return Decimal::parse(text).value();
}
Day on(const char* text) {
  return parse_day(text).value();
}

TEST(Ordenanza, ReadsTheContractsExample) {
  const auto o = loaded(kDesign);
  EXPECT_EQ(o.ejercicio, 2026);
  EXPECT_TRUE(o.ejemplo);
  EXPECT_EQ(o.texto, config::read_document(kDesign).value());
  const auto* ibi = o.periodo("ibi").value();
  EXPECT_EQ(ibi, o.periodo("ivtm").value());
  EXPECT_EQ(ibi->desde, on("2026-05-20"));
  EXPECT_EQ(ibi->hasta, on("2026-07-22"));
  EXPECT_EQ(ibi->cargo_domiciliados, on("2026-07-08"));
  ASSERT_TRUE(ibi->segundo_plazo);
  EXPECT_EQ(ibi->segundo_plazo->hasta, on("2026-12-31"));
  EXPECT_EQ(ibi->segundo_plazo->recargo.str(), "5.00");
  EXPECT_FALSE(o.periodo("basura").value()->segundo_plazo);
  EXPECT_EQ(o.periodo("agua").error().code, Code::no_tariff);

  EXPECT_EQ(o.parte("ibi")->recibo_minimo, Cents{600});
  EXPECT_EQ(o.parte("ivtm")->recibo_minimo, Cents{0});
  EXPECT_EQ(o.parte("agua"), nullptr);
  ASSERT_TRUE(o.parte("ibi")->domiciliacion);
  EXPECT_EQ(o.parte("ibi")->domiciliacion->porcentaje.str(), "5.00");
  EXPECT_EQ(o.parte("ibi")->domiciliacion->solicitud_hasta, on("2026-04-20"));
  EXPECT_EQ(o.parte("ibi")->domiciliacion->pierde_por.size(), 5u);
  EXPECT_FALSE(o.parte("basura")->domiciliacion);
  EXPECT_EQ(o.beneficio("ibi", "FN")->nombre, "familia numerosa");
  EXPECT_EQ(o.beneficio("ibi", "FN")->base, Beneficio::Base::integra);
  EXPECT_EQ(o.beneficio("ivtm", "FN"), nullptr);
  EXPECT_EQ(o.beneficio("agua", "FN"), nullptr);
  EXPECT_TRUE(compatibles(*o.beneficio("ibi", "FN"), *o.beneficio("ibi", "VPO")));
  EXPECT_EQ(o.ibi->actualizacion_general, number("1"));
  EXPECT_TRUE(o.tasa("basura")->prorrateo_trimestres);
}

TEST(Ordenanza, TipoIsThatOfTheUseAboveItsThreshold) {
  const auto o = loaded(kDesign);
  EXPECT_EQ(o.tipo_for('U', "V", {8'500'000}).value().str(), "0.5500");
  EXPECT_EQ(o.tipo_for('U', "C", {40'000'000}).value().str(), "0.5500");
  EXPECT_EQ(o.tipo_for('U', "C", {40'000'001}).value().str(), "0.6500");
  EXPECT_EQ(o.tipo_for('R', "C", {50'000'000}).value().str(), "0.5000");
  EXPECT_EQ(o.tipo_for('B', "", {50'000'000}).value().str(), "1.3000");
  EXPECT_EQ(o.tipo_for('X', "", {1}).error().code, Code::no_tariff);
}

TEST(Ordenanza, ABandReachesUpToNotIncludingItsLimit) {
  const auto o = loaded(kDesign);
  EXPECT_EQ(o.tarifa_ivtm("turismos", number("7.99")).value().tarifa.str(), "12.62");
  EXPECT_EQ(o.tarifa_ivtm("turismos", number("8")).value().tarifa.str(), "34.08");
  EXPECT_EQ(o.tarifa_ivtm("turismos", number("11.99")).value().tarifa.str(), "34.08");
  EXPECT_EQ(o.tarifa_ivtm("turismos", number("20.00")).value().tarifa.str(), "112.00");
  EXPECT_EQ(o.tarifa_ivtm("turismos", number("8")).value().coeficiente.str(), "1.6000");
  EXPECT_EQ(o.tarifa_ivtm("motos", number("8")).error().code, Code::no_tariff);
}

TEST(Ordenanza, CuotaIsRoundedOnceAfterProrating) {
  // norms/recaudacion 8.1: 34.08 × 1.6 × 2 / 4 = 27.264.
  const auto banda = loaded(kDesign).tarifa_ivtm("turismos", number("9.50")).value();
  EXPECT_EQ(banda.tarifa.cuota(banda.coeficiente, 2, 4), Cents{2'726});
  EXPECT_EQ(Tarifa{number("0.061250")}.cuota(number("12.50"), 3, 4), Cents{57});  // 0.57421875
  EXPECT_EQ(Tarifa{number("92.40")}.cuota(number("1"), 1, 4), Cents{2'310});
}

TEST(Ordenanza, TasaByConceptAndTarifa) {
  const auto o = loaded(kDesign);
  EXPECT_EQ(o.tarifa_tasa("basura", "local_a").value().str(), "310.00");
  EXPECT_EQ(o.tarifa_tasa("basura", "local_z").error().code, Code::no_tariff);
  EXPECT_EQ(o.tarifa_tasa("vados", "metro").error().code, Code::no_tariff);
}

TEST(Ordenanza, ShippedFilesAreExamplesWithEveryClassOfArticle95) {
  for (const char* year : {"2025", "2026", "2027"}) {
    const auto o = loaded(std::string(SCTF_TEST_DATA "/../../etc/ordenanzas/") + year + ".yaml");
    EXPECT_EQ(std::to_string(o.ejercicio), year);
    EXPECT_TRUE(o.ejemplo);
    struct Row {
      const char *clase, *unidad, *potencia, *euros;
    };
    for (const auto& row :
         {Row{"turismos", "CVF", "15.99", "71.94"}, Row{"autobuses", "plazas", "50", "118.64"},
          Row{"autobuses", "plazas", "51", "148.30"}, Row{"camiones", "kg", "999", "42.28"},
          Row{"camiones", "kg", "9999", "118.64"}, Row{"camiones", "kg", "10000", "148.30"},
          Row{"tractores", "CVF", "15.99", "17.67"}, Row{"tractores", "CVF", "25.00", "27.77"},
          Row{"tractores", "CVF", "25.01", "83.30"}, Row{"remolques", "kg", "750", "0.00"},
          Row{"remolques", "kg", "751", "17.67"}, Row{"remolques", "kg", "3000", "83.30"},
          Row{"ciclomotores", "unidad", "0", "4.42"}, Row{"motos", "cc", "125", "4.42"},
          Row{"motos", "cc", "250", "7.57"}, Row{"motos", "cc", "500", "15.15"},
          Row{"motos", "cc", "1000", "30.29"}, Row{"motos", "cc", "1001", "60.58"}}) {
      ASSERT_TRUE(o.ivtm && o.ivtm->clase(row.clase)) << row.clase;
      EXPECT_EQ(o.ivtm->clase(row.clase)->unidad, row.unidad);
      EXPECT_EQ(o.tarifa_ivtm(row.clase, number(row.potencia)).value().tarifa.str(), row.euros)
          << row.clase << ' ' << row.potencia;
    }
    EXPECT_TRUE(compatibles(*o.beneficio("ibi", "ECO"), *o.beneficio("ibi", "FN")));
    EXPECT_FALSE(compatibles(*o.beneficio("ibi", "VPO"), *o.beneficio("ibi", "ECO")));
    EXPECT_EQ(o.beneficio("ibi", "ECO")->base, Beneficio::Base::restante);
    EXPECT_FALSE(o.tasa("vados")->prorrateo_trimestres);
  }
}

TEST(Ordenanza, ShippedYearHoldsTheContractsFigures) {
  const auto design = loaded(kDesign);
  const auto shipped = loaded(SCTF_TEST_DATA "/../../etc/ordenanzas/2026.yaml");
  EXPECT_EQ(shipped.ibi->tipos, design.ibi->tipos);
  EXPECT_EQ(shipped.periodo("ibi").value()->hasta, design.periodo("ibi").value()->hasta);
  EXPECT_EQ(shipped.periodo("basura").value()->cargo_domiciliados,
            design.periodo("basura").value()->cargo_domiciliados);
  EXPECT_EQ(shipped.tarifa_tasa("basura", "vivienda").value().str(), "92.40");
}

TEST(Ordenanza, RatesNeedNoQuotes) {
  const auto o = parse_ordenanza(
      "ejercicio: 2026\nperiodos: [{tributos: [ibi], voluntaria: {desde: 2026-05-20, hasta: 2026-07-22}}]\n"
      "ibi: {tipos: {U: 0.5500}}\n",
      "o.yaml");
  ASSERT_TRUE(o);
  EXPECT_EQ(o->ibi->tipos.at('U').str(), "0.5500");
  EXPECT_FALSE(o->ejemplo);
  EXPECT_FALSE(o->periodo("ibi").value()->cargo_domiciliados);
}

TEST(Ordenanza, OneAmountAClassInThreeWays) {
  for (const char* clase :
       {"\"4.42\"", "{unidad: unidad, importe: \"4.42\"}", "{unidad: unidad, bandas: [[null, \"4.42\"]]}"}) {
    const auto o = parse_ordenanza(
        "ejercicio: 2026\nperiodos: [{tributos: [ivtm], voluntaria: {desde: 2026-05-20, hasta: "
        "2026-07-22}}]\n"
        "ivtm: {tarifas: {ciclomotores: " +
            std::string(clase) + "}}\n",
        "o.yaml");
    ASSERT_TRUE(o) << clase << ": " << to_string(o.error().front());
    EXPECT_EQ(o->ivtm->clase("ciclomotores")->unidad, "unidad");
    EXPECT_EQ(o->tarifa_ivtm("ciclomotores", number("50")).value().tarifa.str(), "4.42");
  }
}

TEST(Ordenanza, CoefficientsMayDifferByBand) {
  const auto o = parse_ordenanza(
      "ejercicio: 2026\nperiodos: [{tributos: [ivtm], voluntaria: {desde: 2026-05-20, hasta: 2026-07-22}}]\n"
      "ivtm:\n  tarifas: {turismos: {unidad: CVF, bandas: [[\"8\", \"12.62\"], [null, \"34.08\"]]}}\n"
      "  coeficientes: {turismos: [\"1.5\", \"2\"]}\n",
      "o.yaml");
  ASSERT_TRUE(o);
  EXPECT_EQ(o->tarifa_ivtm("turismos", number("7")).value().coeficiente.str(), "1.5");
  EXPECT_EQ(o->tarifa_ivtm("turismos", number("8")).value().coeficiente.str(), "2");
}

TEST(Ordenanza, SaysThatAFileIsMissing) {
  const auto o = load_ordenanza("/nonexistent/2031.yaml");
  ASSERT_FALSE(o);
  EXPECT_EQ(o.error().front().code, Code::no_input);
}

}  // namespace
}  // namespace sctf::tributos
