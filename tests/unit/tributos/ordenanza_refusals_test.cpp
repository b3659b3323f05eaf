#include <gtest/gtest.h>
#include <string>

#include "tributos/ordenanza.hpp"

namespace sctf::tributos {
namespace {

// A whole ordinance in which each case replaces one piece of text.
const std::string kGood =
    "ejercicio: 2026\n"
    "periodos:\n"
    "  - tributos: [ibi, ivtm]\n"
    "    voluntaria: {desde: 2026-05-20, hasta: 2026-07-22}\n"
    "    cargo_domiciliados: 2026-07-08\n"
    "    segundo_plazo: {hasta: 2026-12-31, recargo: \"5.00\"}\n"
    "  - {tributos: [basura], voluntaria: {desde: 2026-09-21, hasta: 2026-11-23}}\n"
    "ibi:\n"
    "  tipos: {U: \"0.5500\", R: \"0.5000\", B: \"1.3000\"}\n"
    "  tipos_por_uso: {C: {tipo: \"0.6500\", umbral: \"400000.00\"}}\n"
    "  beneficios:\n"
    "    FN: {nombre: familia numerosa, base: integra}\n"
    "    ECO: {nombre: solar, base: restante, compatible_con: [FN]}\n"
    "  recibo_minimo: \"6.00\"\n"
    "  domiciliacion: {porcentaje: \"5.00\", solicitud_hasta: 2026-04-20, pierde_por: [AC01, MD06]}\n"
    "ivtm:\n"
    "  tarifas:\n"
    "    turismos: {unidad: CVF, bandas: [[\"8\", \"12.62\"], [\"12\", \"34.08\"], [null, \"71.94\"]]}\n"
    "    ciclomotores: {unidad: unidad, importe: \"4.42\"}\n"
    "  coeficientes: {turismos: \"1.6000\"}\n"
    "tasas:\n"
    "  basura: {tarifas: {vivienda: \"92.40\"}, prorrateo: trimestres}\n";

std::string with(const std::string& piece, const std::string& other) {
  auto text = kGood;
  const auto at = text.find(piece);
  if (at == std::string::npos) return "the case is wrong: " + piece;
  return text.replace(at, piece.size(), other);
}

struct Case {
  const char* name;
  const char* piece;
  const char* other;
  Code code;
  std::int64_t line, column;
  const char* value;
  const char* says;
};
class OrdenanzaRefusals : public testing::TestWithParam<Case> {};

TEST(OrdenanzaRefusalsBase, IsTaken) {
  EXPECT_TRUE(parse_ordenanza(kGood, "o.yaml"));
}

TEST_P(OrdenanzaRefusals, SayWhereAndWhy) {
  const auto& c = GetParam();
  const auto loaded = parse_ordenanza(with(c.piece, c.other), "o.yaml");
  ASSERT_FALSE(loaded);
  for (const auto& one : loaded.error()) SCOPED_TRACE(to_string(one));
  const auto& first = loaded.error().front();
  EXPECT_EQ(loaded.error().size(), 1u);
  EXPECT_EQ(first.code, c.code) << to_string(first);
  EXPECT_EQ(first.line, c.line) << to_string(first);
  EXPECT_EQ(first.column, c.column) << to_string(first);
  EXPECT_EQ(first.value, c.value);
  EXPECT_EQ(first.file, "o.yaml");
  EXPECT_NE(first.text.find(c.says), std::string::npos) << first.text;
  EXPECT_EQ(info(first.code).exit, 65);
}

std::string case_name(const testing::TestParamInfo<Case>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(
    Top, OrdenanzaRefusals,
    testing::Values(
        Case{"NoYear", "ejercicio: 2026\n", "", Code::missing_value, 1, 1, "", "\"ejercicio\" is missing"},
        Case{"YearOutside", "2026\n", "1926\n", Code::out_of_range, 1, 12, "1926", "2000 to 2100"},
        Case{"YearNoNumber", "2026\n", "MMXXVI\n", Code::invalid_value, 1, 12, "MMXXVI", "whole number"},
        Case{"UnknownKey", "ibi:\n", "ejempl: true\nibi:\n", Code::unknown_key, 8, 1, "ejempl",
             "did you mean \"ejemplo\"?"},
        Case{"ExampleNoBool", "ibi:\n", "ejemplo: yes\nibi:\n", Code::invalid_value, 8, 10, "yes",
             "true or false"},
        Case{"DuplicatePart", "ivtm:\n", "ibi:\n", Code::duplicate, 16, 1, "ibi", "stands twice"},
        Case{"PartNoMap", "tasas:\n  basura: {tarifas: {vivienda: \"92.40\"}, prorrateo: trimestres}\n",
             "tasas: {basura: 1}\n", Code::invalid_value, 21, 17, "1", "must be a map"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Periodos, OrdenanzaRefusals,
    testing::Values(
        Case{"ShorterThanTwoMonths", "hasta: 2026-07-22", "hasta: 2026-07-18", Code::out_of_range, 4, 44,
             "2026-07-18", "LGT 62.3"},
        Case{"Backwards", "desde: 2026-09-21, hasta: 2026-11-23", "desde: 2026-11-23, hasta: 2026-09-21",
             Code::inconsistent, 7, 65, "2026-09-21", "before desde"},
        Case{"NoSuchDay", "2026-05-20", "2026-05-32", Code::invalid_value, 4, 25, "2026-05-32",
             "voluntaria.desde"},
        Case{"NoLastDay", ", hasta: 2026-07-22", "", Code::missing_value, 4, 17, "", "\"hasta\" is missing"},
        Case{"DebitAfterTheTerm", "2026-07-08", "2026-07-23", Code::inconsistent, 5, 25, "2026-07-23",
             "not inside"},
        Case{"DebitBeforeTheTerm", "2026-07-08", "2026-05-19", Code::inconsistent, 5, 25, "2026-05-19",
             "not inside"},
        Case{"SecondTermTooEarly", "2026-12-31", "2026-07-22", Code::inconsistent, 6, 28, "2026-07-22",
             "not after"},
        Case{"SecondTermSurcharge", "recargo: \"5.00\"", "recargo: \"25.00\"", Code::out_of_range, 6, 49,
             "25.00", "LGT 28"},
        Case{"UnknownTributo", "[basura]", "[basura, agua]", Code::unknown_value, 7, 25, "agua",
             "no part \"agua\""},
        Case{"TributoTwice", "[basura]", "[basura, ibi]", Code::duplicate, 7, 25, "ibi", "more than one"},
        Case{"TributoWithout", "[ibi, ivtm]", "[ibi]", Code::missing_value, 16, 1, "ivtm",
             "no periodo names \"ivtm\""},
        Case{"TasaWithout", "  basura: {", "  agua: {tarifas: {a: \"1\"}}\n  basura: {", Code::missing_value,
             22, 3, "agua", "no periodo names"},
        Case{"MisspeltKey", "cargo_domiciliados", "cargo_domiciliado", Code::unknown_key, 5, 5,
             "cargo_domiciliado", "did you mean \"cargo_domiciliados\"?"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Ibi, OrdenanzaRefusals,
    testing::Values(
        Case{"UrbanTooLow", "U: \"0.5500\"", "U: \"0.3999\"", Code::out_of_range, 9, 14, "0.3999",
             "LRHL 72.1"},
        Case{"UrbanTooHigh", "U: \"0.5500\"", "U: \"1.3001\"", Code::out_of_range, 9, 14, "1.3001", "72.3"},
        Case{"RusticTooHigh", "R: \"0.5000\"", "R: \"1.2201\"", Code::out_of_range, 9, 27, "1.2201",
             "LRHL 72.1"},
        Case{"SpecialTooLow", "B: \"1.3000\"", "B: \"0.3\"", Code::out_of_range, 9, 40, "0.3", "LRHL 72.2"},
        Case{"Comma", "U: \"0.5500\"", "U: \"0,5500\"", Code::invalid_value, 9, 14, "0,5500", "ibi.tipos.U"},
        Case{"UnknownClass", "B: \"1.3000\"", "X: \"1.3000\"", Code::unknown_key, 9, 37, "X",
             "unknown key \"X\" in \"ibi.tipos\""},
        Case{"NoTipos", "{U: \"0.5500\", R: \"0.5000\", B: \"1.3000\"}", "{}", Code::missing_value, 9, 10, "",
             "none of U, R, B"},
        Case{"Dwellings", "tipos_por_uso: {C:", "tipos_por_uso: {V:", Code::out_of_range, 10, 19, "V",
             "LRHL 72.4"},
        Case{"UseNoLetter", "tipos_por_uso: {C:", "tipos_por_uso: {comercio:", Code::invalid_value, 10, 19,
             "comercio", "one capital letter"},
        Case{"UseTooHigh", "\"0.6500\"", "\"1.9\"", Code::out_of_range, 10, 29, "1.9", "LRHL 72.4"},
        Case{"UseWithoutThreshold", ", umbral: \"400000.00\"", "", Code::missing_value, 10, 22, "",
             "\"umbral\" is missing"},
        Case{"NegativeThreshold", "\"400000.00\"", "\"-1\"", Code::out_of_range, 10, 47, "-1", "negative"},
        Case{"UnknownKey", "  recibo_minimo", "  recibo_mimino", Code::unknown_key, 14, 3, "recibo_mimino",
             "did you mean \"recibo_minimo\"?"},
        Case{"MinimumNoAmount", "\"6.00\"", "\"6.005\"", Code::invalid_value, 14, 18, "6.005",
             "ibi.recibo_minimo"},
        Case{"Update", "  recibo_minimo: \"6.00\"\n", "  actualizacion_general: \"0\"\n", Code::out_of_range,
             14, 26, "0", "actualizacion_general"},
        Case{"BenefitBase", "base: integra", "base: íntegra", Code::unknown_value, 12, 42, "íntegra",
             "integra or restante"},
        Case{"BenefitWithoutName", "nombre: familia numerosa, ", "", Code::missing_value, 12, 9, "",
             "\"nombre\" is missing"},
        Case{"BenefitKey", "compatible_con:", "compatible:", Code::unknown_key, 13, 42, "compatible",
             "unknown key"},
        Case{"BenefitUnknownPartner", "[FN]", "[FM]", Code::unknown_value, 13, 59, "FM", "no beneficio here"},
        Case{"BenefitCode", "ECO: {", "E:O: {", Code::invalid_value, 13, 5, "E:O", "letters and digits"},
        Case{"RebateOverFive", "porcentaje: \"5.00\"", "porcentaje: \"5.01\"", Code::out_of_range, 15, 31,
             "5.01", "LRHL 9.1"},
        Case{"RebateMissing", "porcentaje: \"5.00\", ", "", Code::missing_value, 15, 18, "",
             "\"porcentaje\" is missing"},
        Case{"RebateReason", "[AC01, MD06]", "[AC01, impago]", Code::invalid_value, 15, 87, "impago",
             "like AM04"},
        Case{"RebateReasonTwice", "[AC01, MD06]", "[AC01, AC01]", Code::duplicate, 15, 87, "AC01", "twice"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Ivtm, OrdenanzaRefusals,
    testing::Values(
        Case{"CoefficientOverTwo", "\"1.6000\"", "\"2.0001\"", Code::out_of_range, 20, 28, "2.0001",
             "LRHL 95.4"},
        Case{"CoefficientZero", "\"1.6000\"", "\"0\"", Code::out_of_range, 20, 28, "0", "LRHL 95.4"},
        Case{"CoefficientOfOneBandOverTwo", "\"1.6000\"", "[\"1\", \"2.5\", \"1\"]", Code::out_of_range, 20,
             34, "2.5", "LRHL 95.4"},
        Case{"CoefficientsTooFew", "\"1.6000\"", "[\"1\", \"1\"]", Code::inconsistent, 20, 28, "",
             "2 coefficients for 3 bands"},
        Case{"CoefficientOfNoClass", "coeficientes: {turismos:", "coeficientes: {turimsos:",
             Code::unknown_key, 20, 18, "turimsos", "did you mean \"turismos\"?"},
        Case{"BandsNotAscending", "[\"12\", \"34.08\"]", "[\"8\", \"34.08\"]", Code::inconsistent, 18, 55,
             "8", "not above"},
        Case{"LastBandWithLimit", "[null, \"71.94\"]", "[\"16\", \"71.94\"]", Code::inconsistent, 18, 72,
             "16", "write null"},
        Case{"InnerBandWithoutLimit", "[\"12\", \"34.08\"]", "[null, \"34.08\"]", Code::missing_value, 18, 55,
             "", "only the last"},
        Case{"BandOfThree", "[\"12\", \"34.08\"]", "[\"12\", \"34.08\", 1]", Code::invalid_value, 18, 54, "",
             "[limit, amount]"},
        Case{"NoBands", "[[\"8\", \"12.62\"], [\"12\", \"34.08\"], [null, \"71.94\"]]", "[]",
             Code::missing_value, 18, 37, "", "is empty"},
        Case{"NegativeAmount", "\"12.62\"", "\"-12.62\"", Code::out_of_range, 18, 44, "-12.62",
             "0 to 10000000"},
        Case{"UnknownUnit", "unidad: CVF", "unidad: CV", Code::unknown_value, 18, 24, "CV", "one of CVF"},
        Case{"OneAmountForAPower", "unidad: unidad", "unidad: cc", Code::inconsistent, 19, 41, "4.42",
             "has bandas"},
        Case{"NoAmount", ", importe: \"4.42\"", "", Code::missing_value, 19, 5, "ciclomotores",
             "neither bandas nor importe"},
        Case{"NoTariffs", "  coeficientes:", "  tarifes: 1\n  coeficientes:", Code::unknown_key, 20, 3,
             "tarifes", "did you mean \"tarifas\"?"}),
    case_name);

INSTANTIATE_TEST_SUITE_P(Tasas, OrdenanzaRefusals,
                         testing::Values(Case{"Prorate", "trimestres", "meses", Code::unknown_value, 22, 53,
                                              "meses", "trimestres or ninguno"},
                                         Case{"Amount", "\"92.40\"", "noventa", Code::invalid_value, 22, 32,
                                              "noventa", "tasas.basura.tarifas.vivienda"},
                                         Case{"NoTarifas",
                                              "{tarifas: {vivienda: \"92.40\"}, prorrateo: trimestres}",
                                              "{prorrateo: trimestres}", Code::missing_value, 22, 11, "",
                                              "\"tarifas\" is missing"},
                                         Case{"UnknownKey", "prorrateo:", "prorateo:", Code::unknown_key, 22,
                                              42, "prorateo", "did you mean \"prorrateo\"?"}),
                         case_name);

TEST(OrdenanzaRefusalsAll, ComeTogetherInTheFilesOrder) {
  auto text = with("U: \"0.5500\"", "U: \"9\"");
  text.replace(text.find("\"1.6000\""), 8, "\"3\"");
  text.replace(text.find("2026-07-22"), 10, "2026-06-22");
  const auto loaded = parse_ordenanza(text, "o.yaml");
  ASSERT_FALSE(loaded);
  ASSERT_EQ(loaded.error().size(), 4u);
  EXPECT_EQ(loaded.error()[0].line, 4);
  EXPECT_EQ(loaded.error()[1].line, 5);
  EXPECT_EQ(loaded.error()[2].line, 9);
  EXPECT_EQ(loaded.error()[3].line, 20);
}

TEST(OrdenanzaRefusalsAll, NothingAtAll) {
  for (const char* text : {"", "[]\n", "texto\n", "ejercicio: 2026\nperiodos: []\n"})
    EXPECT_FALSE(parse_ordenanza(text, "o.yaml")) << text;
}

}  // namespace
}  // namespace sctf::tributos
