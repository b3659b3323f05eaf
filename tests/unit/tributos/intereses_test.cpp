#include "tributos/intereses.hpp"

#include <gtest/gtest.h>

namespace sctf::tributos {
namespace {

TablaIntereses shipped_rates() {
  auto loaded = load_intereses(SCTF_TEST_DATA "/../../etc/intereses.yaml");
  EXPECT_TRUE(loaded) << to_string(loaded.error().front());
  return loaded.value_or(TablaIntereses{});
}
Day on(const char* text) {
  return parse_day(text).value();
}

TEST(Intereses, ShippedTableHoldsEachYear) {
  const auto table = shipped_rates();
  ASSERT_EQ(table.size(), 11u);
  EXPECT_EQ(table.front().demora.str(), "3.7500");
  EXPECT_EQ(table.back().demora.str(), "4.0625");
  EXPECT_EQ(table.back().legal.str(), "3.2500");
}

struct InterestCase {
  const char* name;
  Cents principal;
  const char* from;
  const char* until;
  Cents expected;
};
class Interest : public testing::TestWithParam<InterestCase> {};

TEST_P(Interest, FollowsArticle26) {
  const auto& c = GetParam();
  const auto found = interest(c.principal, on(c.from), on(c.until), shipped_rates());
  ASSERT_TRUE(found) << found.error().text;
  EXPECT_EQ(*found, c.expected);
}

// Recaudacion86: 184.75 from 21 Nov to 10 Mar, 110 days. Two rates: 10000 × (3.75 × 10 + 4.0625 × 10) /
// 36500.
INSTANTIATE_TEST_SUITE_P(
    Lgt, Interest,
    testing::Values(InterestCase{"Recaudacion86", {18'475}, "2025-11-20", "2026-03-10", {226}},
                    InterestCase{"SplitAtTheChange", {1'000'000}, "2022-12-21", "2023-01-10", {2'140}},
                    InterestCase{"OneDay", {3'650'000}, "2025-11-20", "2025-11-21", {406}},
                    InterestCase{"NoDays", {18'475}, "2025-11-20", "2025-11-20", {0}},
                    InterestCase{"Backwards", {18'475}, "2025-11-20", "2025-01-01", {0}},
                    InterestCase{"LeapYearOver365", {3'650'000}, "2023-12-31", "2024-12-31", {148'688}},
                    InterestCase{"Nothing", {0}, "2025-01-01", "2025-12-31", {0}}),
    [](const auto& one) { return one.param.name; });

TEST(Interest, LegalRateOnRequest) {
  EXPECT_EQ(
      interest({3'650'000}, on("2024-12-31"), on("2025-12-31"), shipped_rates(), ClaseInteres::legal).value(),
      Cents{118'625});
}

TEST(Interest, RefusesADayWithoutRate) {
  const auto found = interest({18'475}, on("2026-12-30"), on("2027-01-02"), shipped_rates());
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, Code::no_interest_rate);
  EXPECT_NE(found.error().text.find("2027-01-01"), std::string::npos);
}

TEST(Interest, RefusesANegativeAmount) {
  EXPECT_EQ(interest({-1}, on("2025-01-01"), on("2025-01-02"), shipped_rates()).error().code,
            Code::invalid_argument);
}

TEST(Interest, RefusesAnOverflow) {
  TablaIntereses table{{on("1900-01-01"), on("2200-12-31"), {30, 0}, {30, 0}}};
  EXPECT_THROW((void)interest({INT64_MAX}, on("1900-01-01"), on("2200-01-01"), table), Error);
}

struct BadRates {
  const char* name;
  const char* text;
  Code code;
  std::int64_t line, column;
};
class InteresesRefusals : public testing::TestWithParam<BadRates> {};

TEST_P(InteresesRefusals, SayWhere) {
  const auto& c = GetParam();
  const auto loaded = parse_intereses(c.text, "i.yaml");
  ASSERT_FALSE(loaded);
  ASSERT_EQ(loaded.error().size(), 1u);
  const auto& found = loaded.error().front();
  EXPECT_EQ(found.code, c.code) << found.text;
  EXPECT_EQ(found.line, c.line) << found.text;
  EXPECT_EQ(found.column, c.column) << found.text;
}

INSTANTIATE_TEST_SUITE_P(
    Intereses, InteresesRefusals,
    testing::Values(
        BadRates{"NoList", "a: 1\n", Code::invalid_value, 1, 1},
        BadRates{"Missing", "- {desde: 2025-01-01, hasta: 2025-12-31, demora: \"4\"}\n", Code::missing_value,
                 1, 3},
        BadRates{"Unknown",
                 "- {desde: 2025-01-01, hasta: 2025-12-31, demora: \"4\", legal: \"3\", tipo: 1}\n",
                 Code::unknown_key, 1, 67},
        BadRates{"Backwards", "- {desde: 2025-01-01, hasta: 2024-12-31, demora: \"4\", legal: \"3\"}\n",
                 Code::inconsistent, 1, 30},
        BadRates{"TooHigh", "- {desde: 2025-01-01, hasta: 2025-12-31, demora: \"40\", legal: \"3\"}\n",
                 Code::out_of_range, 1, 50},
        BadRates{"Comma", "- {desde: 2025-01-01, hasta: 2025-12-31, demora: \"4,5\", legal: \"3\"}\n",
                 Code::invalid_value, 1, 50},
        BadRates{"Overlap",
                 "- {desde: 2025-01-01, hasta: 2025-12-31, demora: \"4\", legal: \"3\"}\n"
                 "- {desde: 2025-12-31, hasta: 2026-12-31, demora: \"4\", legal: \"3\"}\n",
                 Code::inconsistent, 2, 11}),
    [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace sctf::tributos
