#include "demo/random.hpp"

#include <gtest/gtest.h>

#include "demo/city_data.hpp"
#include "demo/city_people.hpp"

namespace sctf::demo {
namespace {

TEST(Random, IsTheSameOnEveryMachine) {
  // splitmix64 of 0, as its authors publish it.
  EXPECT_EQ(mix64(0), 0xE220A8397B1DCDAFU);
  Random a(1), b(1);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(a.next(), b.next());
}

TEST(Random, StaysInItsRange) {
  Random random(5);
  for (int i = 0; i < 10'000; ++i) {
    EXPECT_LT(random.below(7), 7U);
    const int value = random.between(-3, 4);
    EXPECT_TRUE(value >= -3 && value <= 4);
  }
}

TEST(Weights, FollowTheirProportions) {
  Weights weights;
  for (const std::uint64_t w : {1U, 0U, 9U}) weights.add(w);
  Random random(9);
  int count[3] = {};
  for (int i = 0; i < 10'000; ++i) ++count[weights.pick(random)];
  EXPECT_EQ(count[1], 0);
  EXPECT_NEAR(count[0], 1000, 150);
}

TEST(LatinUpper, RaisesLettersOfEuropeanNames) {
  EXPECT_EQ(latin_upper("García Núñez"), "GARCÍA NÚÑEZ");
  EXPECT_EQ(latin_upper("Großmann"), "GROßMANN");
  EXPECT_EQ(latin_upper("Łukasz Żuławski"), "ŁUKASZ ŻUŁAWSKI");
  EXPECT_EQ(latin_upper("Đorđević Ștefan Țăranu"), "ĐORĐEVIĆ ȘTEFAN ȚĂRANU");
  EXPECT_EQ(latin_upper("Šimić Åsa Ø"), "ŠIMIĆ ÅSA Ø");
}

TEST(Numbers, GoOnBehindTheReservedRanges) {
  Numbers numbers;
  std::string last;
  for (int i = 0; i < 999'999; ++i) last = numbers.dni();
  EXPECT_EQ(numbers.outside(), 0);
  EXPECT_LT(last, "01000000");
  EXPECT_GT(numbers.dni(), "01000000");
  EXPECT_EQ(numbers.outside(), 1);
}

}  // namespace
}  // namespace sctf::demo
