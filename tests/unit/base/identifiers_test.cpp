#include <gtest/gtest.h>

#include "base/catastro.hpp"
#include "base/iban.hpp"
#include "base/ids.hpp"
#include "base/nif.hpp"
#include "base/suggest.hpp"

namespace sctf {
namespace {

// Vectors of norms/recaudacion 4.1, 4.2 and 11.
struct NifCase {
  const char* name;
  const char* text;
  bool good;
  Nif::Kind kind = Nif::Kind::dni;
};
class NifText : public testing::TestWithParam<NifCase> {};
TEST_P(NifText, IsTakenOrRefused) {
  const auto& c = GetParam();
  const auto nif = Nif::parse_strict(c.text);
  ASSERT_EQ(nif.has_value(), c.good) << (nif ? "" : nif.error().text);
  if (c.good) {
    EXPECT_EQ(nif->kind(), c.kind);
  } else {
    EXPECT_EQ(nif.error().code, Code::invalid_value);
  }
}
INSTANTIATE_TEST_SUITE_P(
    Norm, NifText,
    testing::Values(NifCase{"Dni", "12345678Z", true}, NifCase{"DniZero", "00000000T", true},
                    NifCase{"DniLast", "99999999R", true}, NifCase{"DniWrongLetter", "12345678A", false},
                    NifCase{"NieX", "X0000000T", true, Nif::Kind::nie},
                    NifCase{"NieY", "Y1234567X", true, Nif::Kind::nie},
                    NifCase{"NieZ", "Z7654321H", true, Nif::Kind::nie},
                    NifCase{"NieWrongLetter", "Y1234567L", false},
                    NifCase{"CifLetter", "P3803800F", true, Nif::Kind::entity},
                    NifCase{"CifDigit", "B12345674", true, Nif::Kind::entity},
                    NifCase{"CifDigitA", "A58818501", true, Nif::Kind::entity},
                    NifCase{"CifLetterQ", "Q2826000H", true, Nif::Kind::entity},
                    NifCase{"CifWrongControl", "B12345675", false},
                    NifCase{"CifDigitWhereALetterIsWanted", "P38038006", false},
                    NifCase{"UnknownFirstLetter", "I1234567A", false}, NifCase{"Short", "1234567Z", false},
                    NifCase{"Lower", "12345678z", false}, NifCase{"LetterInside", "1234A678Z", false},
                    NifCase{"Empty", "", false}),
    [](const auto& i) { return i.param.name; });

TEST(Nif, IsReadAsPeopleWriteIt) {
  EXPECT_EQ(must(Nif::parse("12.345.678-z")).str(), "12345678Z");
  EXPECT_EQ(must(Nif::parse("1R")).str(), "00000001R");
  EXPECT_EQ(must(Nif::parse("x-0000000-t")).str(), "X0000000T");
}

TEST(Nif, TheRightControlIsNamed) {
  const auto nif = Nif::parse_strict("12345678A");
  EXPECT_NE(nif.error().text.find("should be Z"), std::string::npos);
}

TEST(Nif, IsMadeWithItsControl) {
  EXPECT_EQ(Nif::from_dni_number(12345678).str(), "12345678Z");
  EXPECT_EQ(Nif::from_nie_number('Y', 1234567).str(), "Y1234567X");
  EXPECT_EQ(Nif::from_entity_number('P', 3803800).str(), "P3803800F");
  EXPECT_EQ(Nif::from_entity_number('B', 1234567).str(), "B12345674");
}

TEST(Nif, MaskedKeepsFourDigits) {
  EXPECT_EQ(must(Nif::parse_strict("12345678Z")).masked(), "***4567**");
  EXPECT_EQ(must(Nif::parse_strict("Y1234567X")).masked(), "****4567*");
  EXPECT_EQ(masked_document("AB1"), "***");
}

TEST(Iban, TheAccountsOfTheNorm) {
  EXPECT_EQ(Iban::from_ccc("2100", "0418", "0200051332").str(), "ES9121000418450200051332");
  EXPECT_EQ(Iban::from_ccc("0049", "1500", "0512345678").str().size(), 24U);
  EXPECT_EQ(Iban::from_ccc("9999", "9999", "9999999999").str(), "ES1299999999509999999999");
  EXPECT_EQ(must(Iban::parse("ES91 2100 0418 4502 0005 1332")).spaced(), "ES91 2100 0418 4502 0005 1332");
  EXPECT_TRUE(Iban::parse("DE89370400440532013000"));
  EXPECT_TRUE(
      must(Iban::parse("ES9121000418450200051332")).same_bank(Iban::from_ccc("2100", "0001", "0000000001")));
  EXPECT_FALSE(
      must(Iban::parse("ES9121000418450200051332")).same_bank(Iban::from_ccc("2101", "0001", "0000000001")));
}

TEST(Iban, ABankOfAnotherCountryIsKnownWhateverTheCheckDigits) {
  const auto one = must(Iban::parse("DE89370400440532013000"));
  EXPECT_TRUE(one.same_bank(must(Iban::parse("DE41370400440000000001"))));
  EXPECT_FALSE(one.same_bank(Iban::from_ccc("3704", "0044", "0532013000")));
}

TEST(IbanErrors, EachWrongDigitIsFound) {
  const std::string good = "ES9121000418450200051332";
  for (std::size_t i = 2; i < good.size(); ++i) {
    auto bad = good;
    bad[i] = static_cast<char>('0' + (bad[i] - '0' + 1) % 10);
    EXPECT_FALSE(Iban::parse(bad)) << bad;
  }
}

TEST(IbanErrors, ShapesAreRefused) {
  for (const char* bad : {"", "ES91", "ES912100041845020005133", "es9121000418450200051332",
                          "ES91210004184502000513A2", "XX00", "9121000418450200051332ES"})
    EXPECT_FALSE(Iban::parse(bad)) << bad;
  // Right by MOD 97, wrong inside: the control digits of the account.
  const std::string inside = "21000418460200051332";
  EXPECT_FALSE(Iban::parse("ES" + std::to_string(98 - mod97(inside + "142800")) + inside));
}

TEST(CreditorIdentifier, TheVectorsOfTheNorm) {
  EXPECT_EQ(creditor_identifier("P3803800F", "000"), "ES97000P3803800F");
  EXPECT_EQ(creditor_identifier("P3803800F", "001"), "ES97001P3803800F");
  EXPECT_EQ(creditor_identifier("W9614457A", "000"), "ES03000W9614457A");
  EXPECT_EQ(creditor_identifier("E77846772", "000"), "ES08000E77846772");
  EXPECT_EQ(creditor_identifier("B12345674", "510"), "ES11510B12345674");
}

TEST(Catastro, ShapeBindsAndControlOnlyWarns) {
  const std::string eighteen = "9872023VH5797S0001";
  const auto reference = eighteen + cadastral_control(eighteen);
  EXPECT_TRUE(check_cadastral_reference(reference));
  EXPECT_TRUE(cadastral_control_fits(reference));
  EXPECT_TRUE(check_cadastral_reference(eighteen + "AA"));
  EXPECT_FALSE(cadastral_control_fits(eighteen + "AA"));
  for (const char* bad : {"", "9872023VH5797S0001WX1", "9872023VH5797S0001w", "9872023VH5797S0001Ñ"})
    EXPECT_FALSE(check_cadastral_reference(bad)) << bad;
}

TEST(Ids, AMistypedRunIsFound) {
  EXPECT_EQ(run_text(17), "17V");
  EXPECT_EQ(must(parse_run("17v")), 17);
  EXPECT_EQ(parse_run("18V").error().code, Code::not_found);
  for (const char* bad : {"", "V", "17", "x7V", "17#"}) EXPECT_FALSE(parse_run(bad)) << bad;
}

TEST(Ids, AMistypedReferenciaIsFound) {
  const auto text = referencia_text(123456);
  EXPECT_EQ(text.substr(0, 10), "0000123456");
  EXPECT_EQ(must(parse_referencia(text)), 123456);
  EXPECT_EQ(must(parse_referencia("0000123456")), 123456);
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto bad = text;
    bad[i] = static_cast<char>('0' + (bad[i] - '0' + 1) % 10);
    EXPECT_FALSE(parse_referencia(bad)) << bad;
  }
  for (const char* bad : {"", "123", "00001234567", "00001234ab", "0000123456xx"})
    EXPECT_FALSE(parse_referencia(bad)) << bad;
}

TEST(Suggest, OnlyWhatIsNear) {
  const std::vector<std::string> words = {"max_threads", "listen", "tributo"};
  EXPECT_EQ(nearest("max_thread", words), "max_threads");
  EXPECT_EQ(nearest("lsiten", words), "listen");
  EXPECT_EQ(nearest("zzz", words), "");
  EXPECT_EQ(did_you_mean("tribut", words), "; did you mean \"tributo\"?");
}

}  // namespace
}  // namespace sctf
