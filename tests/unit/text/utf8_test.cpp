#include "text/utf8.hpp"

#include <gtest/gtest.h>
#include <string>

namespace sctf::text {
namespace {

constexpr auto kGood = std::string_view::npos;

TEST(Utf8, FirstInvalidByteByRfc3629) {
  const std::pair<std::string, std::size_t> cases[] = {
      {"", kGood},
      {"abcdefghijklmnop", kGood},
      {"ñandú €uro 𝄞 fin", kGood},
      {"\xC2\x80", kGood},
      {"\xDF\xBF", kGood},
      {"\xE0\xA0\x80", kGood},
      {"\xED\x9F\xBF", kGood},
      {"\xEE\x80\x80", kGood},
      {"\xEF\xBF\xBF", kGood},
      {"\xF0\x90\x80\x80", kGood},
      {"\xF4\x8F\xBF\xBF", kGood},
      {"\x80", 0},              // a continuation alone
      {"\xC0\x80", 0},          // overlong
      {"\xC1\xBF", 0},          // overlong
      {"\xE0\x9F\xBF", 0},      // overlong
      {"\xF0\x8F\xBF\xBF", 0},  // overlong
      {"\xED\xA0\x80", 0},      // surrogate
      {"\xF4\x90\x80\x80", 0},  // past U+10FFFF
      {"\xF5\x80\x80\x80", 0},
      {"\xFF", 0},
      {"12345678\xF1", 8},
      {"1234567\xC3\xB1\xC3", 9},
      {"a\xC3", 1},
      {"a\xE2\x82", 1},
      {"a\xF0\x9D\x84", 1},
      {"\xC3\x41", 0},
  };
  for (const auto& [bytes, expected] : cases) EXPECT_EQ(first_invalid_utf8(bytes), expected) << bytes;
}

TEST(Utf8, FindsItAtEveryOffset) {
  for (std::size_t before = 0; before < 20; ++before)
    EXPECT_EQ(first_invalid_utf8(std::string(before, 'x') + "\xD1" + std::string(20, 'y')), before);
}

TEST(Utf8, CountsCodePoints) {
  EXPECT_EQ(count_code_points(""), 0u);
  EXPECT_EQ(count_code_points("año €𝄞"), 6u);
}

}  // namespace
}  // namespace sctf::text
