#include "text/sepa.hpp"

#include <gtest/gtest.h>

namespace sctf::text {
namespace {

struct SepaCase {
  const char* name;
  std::string text;
  const char* expected;
};
class ToSepa : public testing::TestWithParam<SepaCase> {};

TEST_P(ToSepa, FollowsCuaderno19) {
  EXPECT_EQ(to_sepa(GetParam().text), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Cuaderno19, ToSepa,
    testing::Values(
        SepaCase{"Empty", "", ""}, SepaCase{"AllowedStays", "AZaz09/-?:().,'+ x", "AZaz09/-?:().,'+ x"},
        SepaCase{"Enye", "ÑOÑO ñoño", "NONO nono"}, SepaCase{"Cedilla", "Ç ç", "C c"},
        SepaCase{"AccentedVowels", "ÁÉÍÓÚÜ áéíóúü àèò âêî ïÏ", "AEIOUU aeiouu aeo aei iI"},
        SepaCase{"Ordinals", "1ª 2º", "1a 2o"}, SepaCase{"Underscore", "a_b", "a-b"},
        SepaCase{"Quotes", "\"a\" “b” ‘c’ «d» ‹e› „f‟", "'a' 'b' 'c' 'd' 'e' 'f'"},
        SepaCase{"Dashes", "a–b—c", "a-b-c"}, SepaCase{"Euro", "5€", "5EUR"},
        SepaCase{"OthersAreOneBlankEach", "a&b;c@#d", "a b c  d"},
        SepaCase{"AllOtherSigns", "x*=%<>[]{}~^|\\!$`x", "x                x"},
        SepaCase{"ControlCharacters",
                 "a\tb\nc\x7F"
                 "d",
                 "a b c d"},
        SepaCase{"EndsAreTrimmed", "  & a & ", "a"}, SepaCase{"OnlyOthers", "&&", ""},
        SepaCase{"SharpS", "Strauß ẞ", "Strauss SS"},
        SepaCase{"Ligatures", "Æsop æ Œuvre œ", "AEsop ae OEuvre oe"},
        SepaCase{"Strokes", "Øre øre Łódź łódź Đorđe", "Ore ore Lodz lodz Dorde"},
        SepaCase{"ThornEthDotless", "Þór þór Guðrún ısı", "THor thor Gudrun isi"},
        SepaCase{"LatinExtended", "Dvořák Ştefan İzmir Nguyễn Ğ ų", "Dvorak Stefan Izmir Nguyen G u"},
        SepaCase{"Decomposed", "n\xCC\x83 e\xCC\x81 A\xCC\x88", "n e A"},
        SepaCase{"LigatureFi", "ﬁn Ａ", "fin A"}, SepaCase{"OtherScriptsAreBlanks", "aαЖ中b", "a   b"},
        SepaCase{"NotUtf8",
                 "PE\xD1"
                 "A",
                 "PE A"},
        SepaCase{"CombinedLigature", "Ǽ ǿ", "AE o"},
        SepaCase{"NoBreakSpace",
                 "a\xC2\xA0"
                 "b",
                 "a b"}),
    [](const auto& test) { return test.param.name; });

TEST(SepaTruncated, AfterConversionAndWithoutBlankAtTheEnd) {
  EXPECT_EQ(sepa_truncated("ÑÑÑÑ", 3), "NNN");
  EXPECT_EQ(sepa_truncated("ß€", 4), "ssEU");
  EXPECT_EQ(sepa_truncated("abc def", 4), "abc");
  EXPECT_EQ(sepa_truncated("abc &&& def", 6), "abc");
  EXPECT_EQ(sepa_truncated("abc", 70), "abc");
  EXPECT_EQ(sepa_truncated("abc", 0), "");
}

TEST(SepaIdentifier, IsNeverChangedInSilence) {
  for (const char* good : {"M-0001", "IBI2026-0000000123", "a/b", "A B", "ES12ZZZP3500000A"})
    EXPECT_TRUE(sepa_identifier_ok(good)) << good;
  for (const char* bad : {"", "/a", "a/", "a//b", " a", "a ", "Ñ", "a_b", "a&b", "a\n", "\xD1"})
    EXPECT_FALSE(sepa_identifier_ok(bad)) << bad;
}

}  // namespace
}  // namespace sctf::text
