// The procedures as they are shipped, their terms, and what a wrong file of them says; the table of
// alegaciones.

#include "padron/procedimientos.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "padron/alegaciones.hpp"

namespace sctf::padron {
namespace {

const std::filesystem::path kEtcPadron = std::filesystem::path(SCTF_TEST_DATA) / "../../etc/padron";

Procedimientos de_fabrica() {
  return must(Procedimientos::cargar(kEtcPadron / "procedimientos.yaml"));
}
Calendar calendario_2026() {
  Calendar out;
  out.set_year(2026, {make_day(2026, 5, 1)});
  return out;
}

TEST(Procedimientos, FromTheFirstStepToTheMovement) {
  const auto p = de_fabrica();
  EXPECT_EQ(p.primero("baja_oficio").nombre, "incoacion");
  EXPECT_EQ(p.paso("baja_oficio", "resolucion")->movimientos, "BII");
  EXPECT_EQ(p.paso("caducidad", "notificada")->movimientos, "BBC");
  EXPECT_EQ(p.paso("duda", "otra"), nullptr);
  // The resolution follows express agreement, or a favourable report (RPDT 72): never the silence itself.
  std::vector<std::string> after;
  for (const auto* one : p.siguientes("baja_oficio", "silencio")) after.push_back(one->nombre);
  EXPECT_THAT(after, testing::UnorderedElementsAre("informe_pedido", "archivo"));
  EXPECT_TRUE(p.siguientes("baja_oficio", "resolucion").empty());
}

TEST(Procedimientos, TermsAreWorkingDaysOrMonths) {
  const auto p = de_fabrica();
  const auto c = calendario_2026();
  EXPECT_EQ(*must(p.paso("baja_oficio", "notificada")->plazo(make_day(2026, 4, 15), c)),
            make_day(2026, 5, 7));
  // Three months of a day that June has not, and a Saturday at their end.
  EXPECT_EQ(*must(p.primero("duda").plazo(make_day(2026, 3, 31), c)), make_day(2026, 6, 30));
  EXPECT_EQ(*must(p.primero("duda").plazo(make_day(2026, 4, 4), c)), make_day(2026, 7, 6));
  EXPECT_FALSE(must(p.paso("duda", "aceptada")->plazo(make_day(2026, 4, 4), c)));
  EXPECT_EQ(p.paso("duda", "solicitud")->plazo(make_day(2030, 1, 1), c).error().code, Code::no_calendar);
}

struct Malo {
  const char* nombre;
  const char* yaml;
  const char* dicho;
};
class ProcedimientosMalos : public testing::TestWithParam<Malo> {};

TEST_P(ProcedimientosMalos, AreRefused) {
  const auto read = Procedimientos::parse(GetParam().yaml, "p.yaml");
  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().text, testing::HasSubstr(GetParam().dicho));
  EXPECT_GT(read.error().line, 0);
}
INSTANTIATE_TEST_SUITE_P(
    Reglas, ProcedimientosMalos,
    testing::Values(
        Malo{"NoFirst", "a:\n  b: {tras: c, texto: x}\n  c: {tras: b, texto: x}\n", "one step opens"},
        Malo{"UnknownStep", "a:\n  b: {tras: \"\", texto: x}\n  c: {tras: d, texto: x}\n", "follows no step"},
        Malo{"TwoTerms", "a:\n  b: {tras: \"\", texto: x, dias: 3, meses: 1}\n", "one in days"},
        Malo{"NoMovement", "a:\n  b: {tras: \"\", texto: x, movimientos: AAA}\n", "is no movement"},
        Malo{"UnknownKey", "a:\n  b: {tras: \"\", texto: x, dia: 3}\n", "unknown key"}),
    [](const auto& one) { return one.param.nombre; });

TEST(Alegaciones, TheTableOfTheResolution) {
  const auto t = must(TablaAlegaciones::cargar(kEtcPadron / "alegaciones.yaml"));
  const auto caleg = [&](const char* tipo, const char* cdev, std::vector<int> errors,
                         const char* chosen = "") {
    const auto found = t.caleg(tipo, cdev, errors, chosen);
    return found ? *found : std::string(info(found.error().code).name);
  };
  EXPECT_EQ(caleg("R", "IN", {57}), "INVAL");
  EXPECT_EQ(caleg("R", "NO", {72}), "ANA72");
  EXPECT_EQ(caleg("R", "NO", {77}), "BDE77");
  EXPECT_EQ(caleg("R", "NO", {82}), "BDE82");
  EXPECT_EQ(caleg("R", "NO", {76}), "BCR76");
  EXPECT_EQ(caleg("R", "NO", {80}), "FBCR");
  EXPECT_EQ(caleg("R", "NO", {106}), "FBCR");
  EXPECT_EQ(caleg("R", "NO", {83}), "FBDU");
  EXPECT_EQ(caleg("R", "NO", {84}), "FBDU");
  EXPECT_EQ(caleg("R", "NO", {101}), "missing_value");
  EXPECT_EQ(caleg("R", "NO", {101}, "FBDU"), "FBDU");
  EXPECT_EQ(caleg("R", "NO", {101}, "OTRA"), "unknown_value");
  EXPECT_EQ(caleg("R", "GE", {75}), "GEST");
  EXPECT_EQ(caleg("R", "GE", {99}), "ERR99");
  EXPECT_EQ(caleg("S", "", {}), "BAJA");
  EXPECT_EQ(caleg("R", "NO", {114}), "DU114");
  EXPECT_EQ(caleg("R", "NO", {115}), "CR115");
  EXPECT_EQ(caleg("R", "NO", {116}), "CR116");
  EXPECT_EQ(caleg("R", "NO", {112}), "EXTRJ");
  EXPECT_EQ(caleg("D", "", {111}), "EXTRJ");
  EXPECT_EQ(caleg("R", "NO", {135}), "IN135");
  EXPECT_EQ(caleg("R", "NO", {137}), "IN137");
  EXPECT_EQ(caleg("R", "NO", {144}), "IN144");
  EXPECT_EQ(caleg("R", "NO", {142}), "NOENC");
  EXPECT_EQ(caleg("R", "NE", {}), "CINEX");
  EXPECT_EQ(caleg("D", "", {}), "CINEX");
  EXPECT_EQ(caleg("R", "NO", {}), "not_found");
}

}  // namespace
}  // namespace sctf::padron
