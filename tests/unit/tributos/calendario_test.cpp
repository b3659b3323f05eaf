#include "tributos/calendario.hpp"

#include <gtest/gtest.h>

namespace sctf::tributos {
namespace {

Day on(const char* text) {
  return parse_day(text).value();
}

TEST(Calendario, ShippedYearsAreExamplesAndComplete) {
  const auto calendar = load_calendarios(SCTF_TEST_DATA "/../../etc/calendarios");
  ASSERT_TRUE(calendar) << to_string(calendar.error().front());
  for (int year = 2025; year <= 2028; ++year) {
    EXPECT_TRUE(calendar->knows(year)) << year;
    const auto file = std::string(SCTF_TEST_DATA "/../../etc/calendarios/") + std::to_string(year) + ".yaml";
    const auto one = parse_calendario(config::read_document(file).value(), file);
    ASSERT_TRUE(one);
    EXPECT_TRUE(one->ejemplo);
    EXPECT_EQ(one->festivos.size(), 15u);
    // Good Friday and Maundy Thursday are where Easter puts them.
    EXPECT_FALSE(calendar->is_working(easter_sunday(year) - std::chrono::days{2}).value());
    EXPECT_FALSE(calendar->is_working(easter_sunday(year) - std::chrono::days{3}).value());
    EXPECT_FALSE(calendar->is_working(easter_sunday(year) - std::chrono::days{47}).value());
  }
  EXPECT_FALSE(calendar->knows(2024));
  EXPECT_EQ(calendar->working_from(on("2026-05-30")).value(), on("2026-06-01"));
  EXPECT_EQ(calendar->working_from(on("2026-04-02")).value(), on("2026-04-06"));
  EXPECT_EQ(calendar->is_working(on("2029-01-02")).error().code, Code::no_calendar);
}

TEST(Calendario, AFolderThatIsNotThereKnowsNoYear) {
  const auto calendar = load_calendarios("/nonexistent");
  ASSERT_TRUE(calendar);
  EXPECT_FALSE(calendar->knows(2026));
}

TEST(Calendario, ReadsScopesInDateOrder) {
  const auto one = parse_calendario(
      "ano: 2026\nfestivos:\n  - {fecha: 2026-02-17, nombre: b, ambito: local}\n"
      "  - {fecha: 2026-02-02, nombre: a, ambito: isla}\n",
      "c.yaml");
  ASSERT_TRUE(one);
  EXPECT_FALSE(one->ejemplo);
  EXPECT_EQ(one->festivos[0].ambito, Festivo::Ambito::isla);
  EXPECT_EQ(one->festivos[1].nombre, "b");
}

struct BadYear {
  const char* name;
  const char* text;
  Code code;
  std::int64_t line, column;
};
class CalendarioRefusals : public testing::TestWithParam<BadYear> {};

TEST_P(CalendarioRefusals, SayWhere) {
  const auto& c = GetParam();
  const auto loaded = parse_calendario(c.text, "c.yaml");
  ASSERT_FALSE(loaded);
  ASSERT_EQ(loaded.error().size(), 1u);
  const auto& found = loaded.error().front();
  EXPECT_EQ(found.code, c.code) << found.text;
  EXPECT_EQ(found.line, c.line) << found.text;
  EXPECT_EQ(found.column, c.column) << found.text;
}

INSTANTIATE_TEST_SUITE_P(
    Calendario, CalendarioRefusals,
    testing::Values(
        BadYear{"NoYear", "festivos: []\n", Code::missing_value, 1, 1},
        BadYear{"Unknown", "ano: 2026\nfestivos: []\nfestivo: 1\n", Code::unknown_key, 3, 1},
        BadYear{"OtherYear", "ano: 2026\nfestivos: [{fecha: 2025-01-01, nombre: a, ambito: local}]\n",
                Code::inconsistent, 2, 20},
        BadYear{"Twice",
                "ano: 2026\nfestivos:\n  - {fecha: 2026-01-01, nombre: a, ambito: local}\n"
                "  - {fecha: 2026-01-01, nombre: b, ambito: local}\n",
                Code::duplicate, 4, 13},
        BadYear{"NoSuchDay", "ano: 2026\nfestivos: [{fecha: 2026-02-30, nombre: a, ambito: local}]\n",
                Code::invalid_value, 2, 20},
        BadYear{"Scope", "ano: 2026\nfestivos: [{fecha: 2026-01-01, nombre: a, ambito: peninsula}]\n",
                Code::unknown_value, 2, 51}),
    [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace sctf::tributos
