#include <gtest/gtest.h>
#include <limits>

#include "base/cents.hpp"

namespace sctf {
namespace {

struct DecimalCase {
  const char* name;
  const char* text;
  bool good;
  std::int64_t units = 0;
  int scale = 0;
};
class DecimalText : public testing::TestWithParam<DecimalCase> {};
TEST_P(DecimalText, IsReadExactlyOrRefused) {
  const auto& c = GetParam();
  const auto d = Decimal::parse(c.text, 4);
  ASSERT_EQ(d.has_value(), c.good);
  if (!c.good) {
    EXPECT_EQ(d.error().code, Code::invalid_value);
    EXPECT_EQ(d.error().value, c.text);
    return;
  }
  EXPECT_EQ(d->units, c.units);
  EXPECT_EQ(d->scale, c.scale);
  EXPECT_EQ(d->str(), c.text);
}
INSTANTIATE_TEST_SUITE_P(
    Base, DecimalText,
    testing::Values(DecimalCase{"Whole", "12", true, 12, 0},
                    DecimalCase{"KeepsItsZeros", "0.5500", true, 5500, 4},
                    DecimalCase{"Negative", "-3.25", true, -325, 2}, DecimalCase{"Empty", "", false},
                    DecimalCase{"NoDigitBeforeThePoint", ".5", false},
                    DecimalCase{"NoDigitAfterThePoint", "5.", false}, DecimalCase{"Comma", "5,5", false},
                    DecimalCase{"FiveDecimals", "1.00001", false}, DecimalCase{"Exponent", "1e3", false},
                    DecimalCase{"Plus", "+1", false}, DecimalCase{"Blank", " 1", false},
                    DecimalCase{"TwoPoints", "1.2.3", false},
                    DecimalCase{"TooLong", "1234567890123456789", false}),
    [](const auto& i) { return i.param.name; });

TEST(Decimal, ComparesAsANumber) {
  EXPECT_EQ(must(Decimal::parse("0.5")), must(Decimal::parse("0.5000")));
  EXPECT_LT(must(Decimal::parse("-1")), must(Decimal::parse("-0.9999")));
}

struct RoundCase {
  const char* name;
  std::int64_t cents;
  const char* factor;
  std::int64_t numerator, denominator, expected;
};
class Rounding : public testing::TestWithParam<RoundCase> {};
TEST_P(Rounding, IsOnceAndHalfAwayFromZero) {
  const auto& c = GetParam();
  EXPECT_EQ(Cents{c.cents}.scaled(must(Decimal::parse(c.factor)), c.numerator, c.denominator).value,
            c.expected);
  EXPECT_EQ(Cents{-c.cents}.scaled(must(Decimal::parse(c.factor)), c.numerator, c.denominator).value,
            -c.expected);
}
INSTANTIATE_TEST_SUITE_P(Norm, Rounding,
                         testing::Values(RoundCase{"ProrateBeforeRounding", 3408, "1.6000", 2, 4, 2726},
                                         RoundCase{"RebateOfFivePercent", 23375, "5.00", 1, 100, 1169},
                                         RoundCase{"HalfGoesUp", 1, "0.5", 1, 1, 1},
                                         RoundCase{"BelowHalfGoesDown", 1, "0.4999", 1, 1, 0},
                                         RoundCase{"ExactStays", 8'500'000, "0.55", 1, 100, 46'750},
                                         RoundCase{"ThirdOfOne", 100, "33.3333", 1, 100, 33},
                                         RoundCase{"OddDenominator", 5, "1", 1, 3, 2}),
                         [](const auto& i) { return i.param.name; });

TEST(Cents, OverflowIsToldNotWrapped) {
  const Cents most{std::numeric_limits<std::int64_t>::max()};
  EXPECT_THROW((void)(most + 1_cts), Error);
  EXPECT_THROW((void)(Cents{std::numeric_limits<std::int64_t>::min()} - 1_cts), Error);
  EXPECT_THROW((void)most.scaled(Decimal{2, 0}), Error);
  EXPECT_THROW((void)most.scaled(Decimal{999'999'999'999'999'999, 0}, 1'000'000'000), Error);
}

TEST(Cents, TextsForFilesAndForPeople) {
  EXPECT_EQ(must(Cents::parse("1234.5")).value, 123450);
  EXPECT_EQ(Cents{-5}.str(), "-0.05");
  EXPECT_EQ(Cents{123456789}.str(), "1234567.89");
  EXPECT_EQ(Cents{123456789}.human(), "1.234.567,89 €");
  EXPECT_EQ(Cents{-100000}.human(), "-1.000,00 €");
  for (const char* bad : {"", "1.234", "1,50", "abc", "9999999999999999"})
    EXPECT_FALSE(Cents::parse(bad)) << bad;
}

}  // namespace
}  // namespace sctf
