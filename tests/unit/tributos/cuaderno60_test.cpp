#include "tributos/cuaderno60.hpp"

#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <vector>

namespace sctf::tributos {
namespace {

// Digits: vectors of norms/recaudacion 2.3 and 2.4.
TEST(Emisora60, HasTheDigitOfTheNorm) {
  for (const auto& [municipio, emisora] :
       std::vector<std::pair<const char*, const char*>>{{"38038", "380386"},
                                                        {"48116", "481166"},
                                                        {"28079", "280793"},
                                                        {"08019", "080196"},
                                                        {"35016", "350163"}}) {
    EXPECT_EQ(emisora_c60(municipio), emisora);
    EXPECT_TRUE(emisora_c60_checks(emisora));
  }
  EXPECT_EQ(emisora_c60("00006"), "000061");  // 12 mod 11
  EXPECT_EQ(emisora_c60("00005"), "000050");  // 10 becomes 0
}

TEST(Emisora60, RefusesWhatIsNoEmisora) {
  for (const char* bad : {"", "3803", "380380", "3803A", "-3803"}) EXPECT_FALSE(emisora_c60(bad)) << bad;
  for (const char* bad : {"", "38038", "380385", "3803866", "38038A"})
    EXPECT_FALSE(emisora_c60_checks(bad)) << bad;
}

struct Vector {
  const char* name;
  const char* documento;
  const char* identificacion;
  std::int64_t cents;
  const char* dc;
};
class Digitos60 : public testing::TestWithParam<Vector> {};
INSTANTIATE_TEST_SUITE_P(Norma24, Digitos60,
                         testing::Values(Vector{"Mod1", "0000123456", "0012601", 18475, "08"},
                                         Vector{"Mod1OneCent", "0000000001", "0012601", 1, "61"},
                                         Vector{"Mod1Largest", "9999999999", "9999999", 99999999, "83"},
                                         Vector{"Mod2", "0000123456", "1001266324", 18475, "93"},
                                         Vector{"RemainderZero", "0000000039", "1001266324", 18475, "99"},
                                         Vector{"Remainder96", "0000000082", "1001266324", 18475, "01"},
                                         Vector{"LeapDay", "0028001234", "1503288060", 10000, "59"},
                                         Vector{"LeapYearEnd", "0028001234", "1503288366", 10000, "09"},
                                         Vector{"Discriminante5", "0000123456", "5001266324", 18475, "82"},
                                         Vector{"Discriminante9", "0000123456", "9001266365", 19399, "54"}),
                         [](const auto& i) { return i.param.name; });

TEST_P(Digitos60, AreTheNorms) {
  const auto& v = GetParam();
  EXPECT_EQ(digitos_c60("380386", v.documento, v.identificacion, Cents{v.cents}), v.dc);
  const auto referencia = std::string(v.documento) + v.dc;
  EXPECT_TRUE(referencia_c60_checks("380386", referencia, v.identificacion, Cents{v.cents}));
  EXPECT_FALSE(
      referencia_c60_checks("380386", referencia, v.identificacion, Cents{v.cents % 99'999'999 + 1}));
  EXPECT_FALSE(referencia_c60_checks("480386", referencia, v.identificacion, Cents{v.cents}));
}

// The traps of 2.4. Each remainder of 97 in turn, because decimals taken from a printed double fail at a few
// only.
TEST(Digitos60Traps, DecimalsAreWholeNumberArithmetic) {
  std::set<std::string> seen;
  for (int documento = 1; documento <= 97; ++documento) {
    const std::int64_t s = 380386LL * 76 + documento * 9LL + (1001266324LL + 18475 - 1) * 55;
    const auto aa = (s % 97) * 100 / 97;
    const auto dc = digitos_c60("380386", fmt::format("{:010}", documento), "1001266324", Cents{18475});
    EXPECT_EQ(dc, fmt::format("{:02}", 99 - aa)) << documento;
    EXPECT_NE(dc, "00");
    seen.insert(dc);
  }
  EXPECT_EQ(seen.size(), 97U);
  EXPECT_EQ(*seen.begin(), "01");
  EXPECT_EQ(*seen.rbegin(), "99");
}

TEST(Digitos60Traps, ShortNumbersAreFilledOnTheLeft) {
  const auto code = codigo_m1({"380386", 1, "001", 2026}, 1, 1_cts);
  ASSERT_TRUE(code);
  EXPECT_EQ(code->primero.referencia, "000000000161");
  EXPECT_EQ(code->barras, "90502380386000000000161001260100000001");
}

TEST(Digitos60Traps, Modality2CountsItsTenDigits) {
  EXPECT_NE(digitos_c60("380386", "0000123456", "1001266324", 18475_cts),
            digitos_c60("380386", "0000123456", "0012601", 18475_cts));
}

TEST(Digitos60Traps, TheDayOfTheYearIsWholeAndZeroFilled) {
  EXPECT_EQ(identificacion_m2(DiscriminanteC60::unico, "001", 2026, make_day(2026, 11, 20)), "1001266324");
  EXPECT_EQ(identificacion_m2(DiscriminanteC60::unico, "001", 2026, make_day(2027, 1, 5)), "1001267005");
  EXPECT_EQ(identificacion_m2(DiscriminanteC60::unico, "503", 2028, make_day(2028, 12, 31)), "1503288366");
  EXPECT_EQ(identificacion_m2(DiscriminanteC60::unico, "503", 2028, make_day(2028, 2, 29)), "1503288060");
}

TEST(Digitos60, WhatABankSentIsNeverADefectOfOurs) {
  for (const auto& [emisora, referencia, identificacion] :
       std::vector<std::tuple<const char*, const char*, const char*>>{{"38038", "000012345608", "0012601"},
                                                                      {"380386", "00001234560", "0012601"},
                                                                      {"380386", "00001234560A", "0012601"},
                                                                      {"380386", "000012345608", "00126"},
                                                                      {"380386", "000012345608", "001260 "}})
    EXPECT_FALSE(referencia_c60_checks(emisora, referencia, identificacion, 18475_cts));
  EXPECT_FALSE(referencia_c60_checks("380386", "000012345608", "0012601", Cents{-18475}));
  EXPECT_FALSE(referencia_c60_checks("380386", "000012345608", "0012601", Cents{}));
  EXPECT_THROW((void)digitos_c60("38038", "0000123456", "0012601", 1_cts), Error);
}

// Barcodes: the verified strings of norms/recaudacion 2.6.
TEST(Barras60, AreTheVerifiedStrings) {
  const DocumentoC60 documento{"380386", 123456, "001", 2026};
  EXPECT_EQ(codigo_m1(documento, 1, 18475_cts)->barras, "90502380386000012345608001260100018475");
  const PlazoC60 primero{make_day(2026, 11, 20), 18475_cts};
  const auto one = codigo_m2(documento, primero);
  ASSERT_TRUE(one);
  EXPECT_EQ(one->formato, 521);
  EXPECT_EQ(one->barras, "905213803860000123456931001266324000184750");
  EXPECT_FALSE(one->segundo);
  const auto two = codigo_m2(documento, primero, PlazoC60{make_day(2026, 12, 31), 19399_cts});
  ASSERT_TRUE(two);
  EXPECT_EQ(two->formato, 522);
  EXPECT_EQ(two->barras, "905223803860000123456825400126632400018475636500019399");
  EXPECT_EQ(two->primero.referencia, "000012345682");
  EXPECT_EQ(two->primero.identificacion, "5001266324");
  EXPECT_EQ(two->segundo->referencia, "000012345654");
  EXPECT_EQ(two->segundo->identificacion, "9001266365");
}

TEST(Barras60, KeepToTheirLimits) {
  const DocumentoC60 documento{"380386", 9'999'999'999, "001", 2026};
  const Day limite = make_day(2026, 11, 20);
  const auto code = [&](const DocumentoC60& d, Cents amount) {
    const auto out = codigo_m2(d, PlazoC60{limite, amount});
    return out ? Code{} : out.error().code;
  };
  EXPECT_TRUE(codigo_m2(documento, {limite, kMaxC60}));
  EXPECT_EQ(code(documento, kMaxC60 + 1_cts), Code::out_of_range);
  EXPECT_EQ(code(documento, Cents{}), Code::out_of_range);
  EXPECT_EQ(code({"380386", 0, "001", 2026}, 1_cts), Code::out_of_range);
  EXPECT_EQ(code({"380386", 10'000'000'000, "001", 2026}, 1_cts), Code::out_of_range);
  EXPECT_EQ(code({"38038", 1, "001", 2026}, 1_cts), Code::invalid_value);
  EXPECT_EQ(code({"380386", 1, "01", 2026}, 1_cts), Code::invalid_value);
  EXPECT_EQ(code({"380386", 1, "000", 2026}, 1_cts), Code::bad_configuration);
  EXPECT_EQ(codigo_m1(documento, 1, kMaxC60 + 1_cts).error().code, Code::out_of_range);
  EXPECT_EQ(codigo_m1(documento, 100, 1_cts).error().code, Code::out_of_range);
  EXPECT_EQ(codigo_m2(documento, {limite, 2_cts}, PlazoC60{limite, 3_cts}).error().code, Code::inconsistent);
  EXPECT_EQ(
      codigo_m2(documento, {limite, 2_cts}, PlazoC60{limite + std::chrono::days{1}, 1_cts}).error().code,
      Code::inconsistent);
  EXPECT_EQ(codigo_m2(documento, {limite, 2_cts}, PlazoC60{limite + std::chrono::days{1}, kMaxC60 + 1_cts})
                .error()
                .code,
            Code::out_of_range);
}

// Decoding: one digit of year means the year nearest the file's date.
struct Decoded {
  const char* name;
  const char* digits;
  Day fecha;
  Day limite;
};
class Identificacion60 : public testing::TestWithParam<Decoded> {};
INSTANTIATE_TEST_SUITE_P(
    Norma22, Identificacion60,
    testing::Values(
        Decoded{"SameYear", "1001266324", make_day(2026, 11, 26), make_day(2026, 11, 20)},
        Decoded{"ReadNextYear", "1001266365", make_day(2027, 1, 5), make_day(2026, 12, 31)},
        Decoded{"DueNextYear", "1001267005", make_day(2026, 12, 20), make_day(2027, 1, 5)},
        Decoded{"AcrossTheDecade", "1001299365", make_day(2030, 1, 5), make_day(2029, 12, 31)},
        Decoded{"IntoTheDecade", "1001290005", make_day(2029, 12, 20), make_day(2030, 1, 5)},
        Decoded{"FiveYearsIsNearerInTheFuture", "1001261001", make_day(2026, 12, 31), make_day(2031, 1, 1)},
        Decoded{"FiveYearsIsNearerInThePast", "1001261365", make_day(2026, 1, 1), make_day(2021, 12, 31)},
        Decoded{"LeapDay", "1503288060", make_day(2028, 3, 5), make_day(2028, 2, 29)},
        Decoded{"LeapYearEnd", "1503288366", make_day(2029, 1, 5), make_day(2028, 12, 31)}),
    [](const auto& i) { return i.param.name; });

TEST_P(Identificacion60, IsDecodedNearestTheFile) {
  const auto& c = GetParam();
  const auto out = decode_identificacion(c.digits, c.fecha);
  ASSERT_TRUE(out) << out.error().text;
  EXPECT_EQ(out->modalidad, 2);
  EXPECT_EQ(to_string(*out->limite), to_string(c.limite));
}

TEST(Identificacion60, TellsItsParts) {
  const auto one = decode_identificacion("0019907", make_day(2001, 1, 1));
  ASSERT_TRUE(one);
  EXPECT_EQ(one->modalidad, 1);
  EXPECT_EQ(one->tributo, "001");
  EXPECT_EQ(one->ejercicio, 1999);
  EXPECT_EQ(one->remesa, 7);
  EXPECT_FALSE(one->limite);
  const auto two = decode_identificacion("9503266365", make_day(2026, 12, 31));
  ASSERT_TRUE(two);
  EXPECT_EQ(two->discriminante, DiscriminanteC60::recargo);
  EXPECT_EQ(two->tributo, "503");
  EXPECT_EQ(two->ejercicio, 2026);
}

TEST(Identificacion60, RefusesWhatIsNone) {
  const Day fecha = make_day(2026, 11, 26);
  for (const char* bad : {"", "001260", "00126010", "10012663244", "100126632A", "2001266324", "0001266324",
                          "1001266000", "1001266366", "1001266999"}) {
    const auto out = decode_identificacion(bad, fecha);
    ASSERT_FALSE(out) << bad;
    EXPECT_EQ(out.error().code, Code::invalid_value);
  }
}

TEST(Vectors60, AllOfTheSharedTable) {
  const char* norms = std::getenv("SCTF_NORMS");
  if (norms == nullptr) GTEST_SKIP() << "skipped: no official schemas";
  std::ifstream file(std::filesystem::path(norms) / "recaudacion" / "c60_vectors.csv");
  ASSERT_TRUE(file);
  std::string line;
  std::getline(file, line);
  int rows = 0;
  for (; std::getline(file, line); ++rows) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
      if (c == ';')
        cells.emplace_back();
      else if (c != '\r')
        cells.back() += c;
    }
    ASSERT_EQ(cells.size(), 9U) << line;
    const Cents amount{std::stoll(cells[4])};
    const auto dc = digitos_c60(cells[1], cells[2], cells[3], amount);
    EXPECT_EQ(dc, cells[7]) << line;
    if (cells[8].empty()) continue;
    EXPECT_EQ(fmt::format("90{}{}{}{}{}{:08}{}", cells[0] == "1" ? "502" : "521", cells[1], cells[2], dc,
                          cells[3], amount.value, cells[0] == "1" ? "" : "0"),
              cells[8]);
  }
  EXPECT_EQ(rows, 11);
}

}  // namespace
}  // namespace sctf::tributos
