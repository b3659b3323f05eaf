// The plan of what goes wrong: how often is exact, and what it expects can be counted in the files that
// follow.

#include "demo/banco_plan.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "tributos/cuaderno57.hpp"
#include "tributos/cuaderno60.hpp"
#include "unit/tributos/cobro_apoyo.hpp"

namespace sctf::demo {
namespace {

using tributos::ClaseCobro;
using tributos::donde;
using tributos::FormatoCobro;
using tributos::leer;

const std::vector<std::pair<Percance, int>> kSlips = {
    {Percance::digito, 10},       {Percance::desconocido, 10}, {Percance::duplicado, 20},
    {Percance::parcial, 15},      {Percance::exceso, 15},      {Percance::tarde, 25},
    {Percance::sobre_anulado, 5}, {Percance::anulado, 5},      {Percance::repetido, 10}};
const std::vector<std::pair<PercanceAdeudo, int>> kDebits = {{PercanceAdeudo::rechazado, 10},
                                                             {PercanceAdeudo::devuelto_estado, 20},
                                                             {PercanceAdeudo::devuelto_extracto, 10},
                                                             {PercanceAdeudo::devuelto_ambos, 5},
                                                             {PercanceAdeudo::importe_ajeno, 5}};

std::vector<SlipSimulado> slips(bool c57, int n) {
  std::vector<SlipSimulado> out;
  for (int i = 1; i <= n; ++i) {
    const Day limite = make_day(2026, 7, 22);
    const Cents importe{600 + i};
    if (c57) {
      const auto code = must(tributos::codigo_c57({"38038000", "000", i}, limite, importe));
      out.push_back({code.referencia, code.identificacion, importe, limite});
    } else {
      const auto code =
          must(tributos::codigo_m2({"380386", i, "001", 2026}, tributos::PlazoC60{limite, importe}));
      out.push_back({code.primero.referencia, code.primero.identificacion, importe, limite});
    }
  }
  return out;
}

TEST(BancoPlan, SharesAreExact) {
  const auto plan = plan_de_problemas(1000, kSlips, 7);
  ASSERT_TRUE(plan);
  for (const auto& [kind, share] : kSlips) EXPECT_EQ(std::count(plan->begin(), plan->end(), kind), share);
  EXPECT_EQ(*plan, *plan_de_problemas(1000, kSlips, 7));
  EXPECT_NE(*plan, *plan_de_problemas(1000, kSlips, 8));
  EXPECT_EQ(plan_de_problemas(0, kSlips, 7)->size(), 0U);
  const std::vector<std::pair<Percance, int>> too_many = {{Percance::digito, 600}, {Percance::parcial, 500}},
                                              negative = {{Percance::digito, -1}};
  EXPECT_EQ(plan_de_problemas(10, too_many, 1).error().code, Code::invalid_argument);
  EXPECT_EQ(plan_de_problemas(10, negative, 1).error().code, Code::invalid_argument);
}

class BancoPlanSlips : public testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(Cuadernos, BancoPlanSlips, testing::Bool(),
                         [](const auto& i) { return i.param ? "C57" : "C60"; });

// What the plan expects is counted again from the bytes of its two files, with no look at the plan.
TEST_P(BancoPlanSlips, WhatWasPlannedIsInTheFiles) {
  const bool c57 = GetParam();
  const auto all = slips(c57, 2000);
  const auto plan = must(plan_de_problemas(all.size(), kSlips, 7));
  const ReglasSlips rules{
      .emisora = c57 ? "38038000" : "380386", .sufijo = c57 ? "000" : "", .desde = make_day(2026, 5, 20)};
  const auto planned = realizar(all, plan, rules, 7);
  const auto read = [&](const std::vector<PagoSimulado>& pagos) {
    std::string text;
    const Salida out = [&](std::string_view piece) { text += piece; };
    const CabeceraSlips head{.emisora = rules.emisora, .sufijo = rules.sufijo, .dia = make_day(2026, 8, 20)};
    c57 ? escribir_c57(out, head, pagos) : escribir_c60(out, head, pagos);
    return leer(c57 ? FormatoCobro::c57 : FormatoCobro::c60, text);
  };
  const auto one = read(planned.primero), two = read(planned.segundo);
  ASSERT_TRUE(one.fichero) << donde(one.fichero.error());
  ASSERT_TRUE(two.fichero) << donde(two.fichero.error());

  std::set<std::int64_t> annulled, paid;
  for (const auto i : planned.por_anular) annulled.insert(static_cast<std::int64_t>(i) + 1);
  Esperado found;
  for (const auto& c : one.cobros) {
    const auto id = std::stoll(c.referencia.substr(0, c.referencia.size() - 2));
    const auto outcome = [&]() -> const char* {
      if (c.clase == ClaseCobro::anulacion) return paid.erase(id) == 1 ? "cancelled" : "unknown";
      if (!c.digitos_bien) return "bad_check_digit";
      if (id > 2000) return "unknown";
      if (annulled.contains(id)) return "annulled";
      if (!paid.insert(id).second) return "duplicate";
      if (c.pago > make_day(2026, 7, 31)) return "late";
      const Cents asked{600 + id};
      return c.importe > asked ? "excess" : c.importe < asked ? "partial" : "paid";
    }();
    found.add(outcome, c.importe);
  }
  EXPECT_EQ(found.resultados, planned.esperado_primero.resultados);
  EXPECT_EQ(found.suma, planned.esperado_primero.suma);
  EXPECT_EQ(one.fichero->suma, planned.esperado_primero.suma);
  std::set<std::string> keys;
  for (const auto& c : one.cobros) EXPECT_TRUE(keys.insert(c.clave).second) << c.clave;
  for (const auto& c : two.cobros) EXPECT_TRUE(keys.contains(c.clave)) << c.clave;
  EXPECT_EQ(planned.esperado_segundo.resultados, (std::map<std::string, std::int64_t>{{"repeated", 20}}));
  EXPECT_EQ(two.fichero->registros, 20);
  EXPECT_EQ(two.fichero->suma, planned.esperado_segundo.suma);
}

TEST(BancoPlan, OfDebitsIsInTheMessages) {
  std::vector<AdeudoEnviado> debits;
  for (int i = 1; i <= 1000; ++i)
    debits.push_back({.end_to_end = fmt::format("IBI2026-{:010}", i),
                      .bloque = i % 2 == 0 ? "REMESA-RCUR" : "REMESA-FRST",
                      .mandato = "MAND",
                      .deudor = "PERSONA INVENTADA",
                      .iban = "ES7000491500010512345678",
                      .importe = Cents{1000 + i}});
  const auto plan = must(plan_de_problemas(debits.size(), kDebits, 3));
  for (const bool whole : {false, true}) {
    const ReglasAdeudos rules{.cobro = make_day(2026, 7, 8),
                              .devolucion = make_day(2026, 7, 15),
                              .con_detalles = whole,
                              .ajenos = 9};
    const auto planned = realizar(debits, plan, rules, 3);
    EXPECT_EQ(planned.rechazos.size(), 10U);
    EXPECT_EQ(planned.devoluciones.size(), 30U);
    EXPECT_EQ(planned.abonos.size(), 2U);
    EXPECT_EQ(planned.esperado_abonos.resultados.at("provisional"), 990);
    EXPECT_EQ(planned.esperado_devoluciones.resultados,
              (std::map<std::string, std::int64_t>{{"returned", 25}, {"unknown", 5}}));
    EXPECT_EQ(planned.esperado_retornos.resultados,
              (std::map<std::string, std::int64_t>{{"returned", 10}, {"repeated", 5}, {"unknown", 10}}));
    auto entries = planned.abonos;
    entries.insert(entries.end(), planned.retornos.begin(), planned.retornos.end());
    std::string text;
    const CuentaSimulada account{.iban = "ES9121000418450200051332",
                                 .titular = "AYTO",
                                 .saldo = Cents{5},
                                 .desde = make_day(2026, 7, 1),
                                 .hasta = make_day(2026, 7, 31)};
    escribir_camt053([&](std::string_view piece) { text += piece; }, VersionCamt::v08,
                     {"E-1", "2026-08-01T06:00:00"}, account, entries);
    const auto got = leer(FormatoCobro::camt053, text);
    ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
    EXPECT_EQ(got.fichero->registros, whole ? 990 + 25 : 2 + 25);
    EXPECT_EQ(got.fichero->suma, planned.esperado_abonos.suma + planned.esperado_retornos.suma);
    EXPECT_EQ(std::count_if(got.cobros.begin(), got.cobros.end(),
                            [](const auto& c) { return c.clase == ClaseCobro::devolucion; }),
              15);
    EXPECT_EQ(std::count_if(got.cobros.begin(), got.cobros.end(),
                            [](const auto& c) { return c.clase == ClaseCobro::movimiento; }),
              10);
    // The sum of the statement explains what the report takes back alone.
    Cents alone;
    for (const auto& r : planned.devoluciones)
      if (std::none_of(got.cobros.begin(), got.cobros.end(), [&](const auto& c) {
            return c.clase == ClaseCobro::devolucion && c.end_to_end == r.end_to_end;
          }))
        alone += r.importe;
    EXPECT_EQ(std::count_if(got.cobros.begin(), got.cobros.end(),
                            [&](const auto& c) { return c.importe == -alone; }),
              1);
    std::string n43;
    escribir_n43([&](std::string_view piece) { n43 += piece; }, account, entries);
    EXPECT_TRUE(leer(FormatoCobro::n43, n43).fichero);
  }
}

}  // namespace
}  // namespace sctf::demo
