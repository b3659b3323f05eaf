#include "text/normal.hpp"

#include <gtest/gtest.h>

namespace sctf::text {
namespace {

TEST(Nfc, ComposesWhatUnicodeHasInOne) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {"PÉREZ NÚÑEZ", "PÉREZ NÚÑEZ"},
      {"PE\u0301REZ NU\u0301N\u0303EZ", "PÉREZ NÚÑEZ"},
      {"S\u0326", "\u0218"},                // comma below: Romanian
      {"A\u030A \u212B", "\u00C5 \u00C5"},  // Angstrom sign
      {"x\u0302", "x\u0302"},               // no such letter in one
      {"q\u0323\u0307", "q\u0323\u0307"},
      {"\u1E0B\u0323", "\u1E0D\u0307"},  // marks in canonical order
      {"日本", "日本"},
  };
  for (const auto& [from, to] : cases) EXPECT_EQ(nfc(from), to) << from;
}

}  // namespace
}  // namespace sctf::text
