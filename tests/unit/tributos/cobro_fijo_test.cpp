// Cuadernos 57 and 60: files of paid slips (norms/recaudacion 2.7, 3; design 7).

#include "tributos/cobro_fijo.hpp"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "tributos/cuaderno57.hpp"
#include "tributos/cuaderno60.hpp"
#include "unit/tributos/cobro_apoyo.hpp"

namespace sctf::tributos {
namespace {

std::string line(std::vector<std::pair<int, std::string>> fields) {
  std::string out(100, ' ');
  for (const auto& [column, text] : fields)
    out.replace(static_cast<std::size_t>(column) - 1, text.size(), text);
  return out + "\n";
}

struct Pago {
  std::string referencia, identificacion;
  int cents = 0;
  std::string anula = "0", entidad = "2100", fecha = "191126", pago = "000001";
};

// A file of one emisora in the shape that both have.
std::string file(const std::string& emisora, const std::string& sufijo, const std::vector<Pago>& pagos) {
  std::string out = line({{1, "0100"}, {11, emisora}, {23, "2100"}, {37, "201126"}});
  out += line({{1, "0200"}, {11, emisora}, {19, sufijo}, {37, "201126"}});
  int sum = 0;
  for (const auto& p : pagos) {
    out += line({{1, "6000"},
                 {11, emisora},
                 {19, sufijo},
                 {22, "1"},
                 {23, p.entidad},
                 {27, "0418"},
                 {31, p.fecha},
                 {37, fmt::format("{:012}", p.cents)},
                 {49, p.pago},
                 {75, "0" + p.anula},
                 {77, p.referencia},
                 {90, p.identificacion}});
    sum += p.anula == "1" ? -p.cents : p.cents;
  }
  const auto sign = sum < 0 ? "1" : "0";
  out += line({{1, "8000"},
               {11, emisora},
               {19, sufijo},
               {23, fmt::format("{:06}", pagos.size())},
               {37, fmt::format("{:012}", std::abs(sum))},
               {76, sign}});
  out += line({{1, "9000"},
               {11, emisora},
               {23, fmt::format("{:06}", pagos.size() + 4)},
               {37, fmt::format("{:012}", std::abs(sum))},
               {76, sign}});
  return out;
}

std::string c57() {
  return file("38038000", "000",
              {{"1234567890153", "201126", 18475},
               {"1234567891168", "201126", 54530, "0", "2100", "201126"},
               {"1234567891168", "201126", 54530, "1", "2100", "201126"}});
}

std::string c60() {
  return file("380386", "",
              {{"000012345693", "1001266324", 18475},
               {"000012345608", "0012601", 18475},
               {"000012345654", "9001266365", 19399}});
}

TEST(Cobro57, ReadsThePaymentsOfAFile) {
  for (const std::size_t step : {0, 1, 7}) {
    const auto got = leer(FormatoCobro::c57, c57(), step);
    ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
    ASSERT_EQ(got.cobros.size(), 3U);
    EXPECT_EQ(got.fichero->registros, 3);
    EXPECT_EQ(got.fichero->suma, 18475_cts);
    EXPECT_EQ(got.fichero->fecha, make_day(2026, 11, 20));
    EXPECT_FALSE(got.fichero->provisional);
    EXPECT_TRUE(got.fichero->avisos.empty());
    const auto& first = got.cobros[0];
    EXPECT_EQ(first.n, 1);
    EXPECT_EQ(first.linea, 3);
    EXPECT_EQ(first.clase, ClaseCobro::ingreso);
    EXPECT_EQ(first.importe, 18475_cts);
    EXPECT_EQ(first.pago, make_day(2026, 11, 19));
    EXPECT_EQ(first.emisora, "38038000");
    EXPECT_EQ(first.sufijo, "000");
    EXPECT_EQ(first.referencia, "1234567890153");
    EXPECT_EQ(first.identificacion, "201126");
    EXPECT_TRUE(first.digitos_bien);
    EXPECT_EQ(first.entidad, "2100");
    EXPECT_EQ(first.oficina, "0418");
    EXPECT_EQ(first.canal, "1");
    const auto& annuls = got.cobros[2];
    EXPECT_EQ(annuls.clase, ClaseCobro::anulacion);
    EXPECT_EQ(annuls.importe, Cents{-54530});
    EXPECT_NE(annuls.clave, got.cobros[1].clave);
  }
}

TEST(Cobro60, ReadsThePaymentsOfAFileAndSaysThatTheLayoutIsProvisional) {
  const auto got = leer(FormatoCobro::c60, c60());
  ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
  ASSERT_EQ(got.cobros.size(), 3U);
  EXPECT_TRUE(got.fichero->provisional);
  EXPECT_EQ(got.fichero->suma, Cents{18475 + 18475 + 19399});
  EXPECT_EQ(got.cobros[0].modalidad, 2);
  EXPECT_EQ(got.cobros[1].modalidad, 1);
  EXPECT_EQ(got.cobros[1].identificacion, "0012601");
  for (const auto& c : got.cobros) EXPECT_TRUE(c.digitos_bien) << c.referencia;
}

// The bank has the money: a wrong digit is told, never refused (norms/recaudacion 2.7).
TEST(Cobro60, ADigitThatDoesNotFitIsTold) {
  const auto got = leer(
      FormatoCobro::c60,
      file("380386", "", {{"000012345694", "1001266324", 18475}, {"000012345693", "1001266324", 18474}}));
  ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
  for (const auto& c : got.cobros) EXPECT_FALSE(c.digitos_bien);
  const auto c57_wrong = leer(
      FormatoCobro::c57,
      file("38038000", "000", {{"1234567890154", "201126", 18475}, {"1234567890153", "OTRA REF", 18475}}));
  ASSERT_TRUE(c57_wrong.fichero);
  for (const auto& c : c57_wrong.cobros) EXPECT_FALSE(c.digitos_bien);
}

// norms/recaudacion 9.2: the semantic key knows the same payment again in another file.
TEST(CobroFijo, TheKeyIsThePaymentNotTheFile) {
  const Pago pago{"000012345693", "1001266324", 18475};
  const auto one = leer(FormatoCobro::c60, file("380386", "", {pago}));
  const auto two =
      leer(FormatoCobro::c60, file("380386", "", {{"000012345608", "0012601", 18475}, pago, pago, pago}));
  ASSERT_TRUE(two.fichero);
  EXPECT_EQ(two.cobros[1].clave, one.cobros[0].clave);
  EXPECT_EQ(two.cobros[2].clave, one.cobros[0].clave + "#2");
  EXPECT_EQ(two.cobros[3].clave, one.cobros[0].clave + "#3");
  for (const auto& other :
       std::vector<Pago>{{"000012345608", "0012601", 18475},
                         {"000012345693", "1001266324", 18476},
                         {"000012345693", "1001266324", 18475, "1"},
                         {"000012345693", "1001266324", 18475, "0", "0049"},
                         {"000012345693", "1001266324", 18475, "0", "2100", "181126"},
                         {"000012345693", "1001266324", 18475, "0", "2100", "191126", "000002"}}) {
    const auto got = leer(FormatoCobro::c60, file("380386", "", {other}));
    ASSERT_TRUE(got.fichero);
    EXPECT_NE(got.cobros[0].clave, one.cobros[0].clave);
  }
}

// How files come: CRLF, blanks cut, a BOM, other bytes in free positions, a Ctrl-Z, blank lines at the end.
TEST(CobroFijo, TakesLinesAsTheyCome) {
  const auto good = c57();
  std::string cut;
  std::istringstream lines(good);
  for (std::string l; std::getline(lines, l);) cut += l.substr(0, l.find_last_not_of(' ') + 1) + "\r\n";
  for (const auto& text :
       {cut, "\xEF\xBB\xBF" + good,
        con(good, 1, 50,
            "PE\xD1"
            "A"),
        con(good, 1, 50,
            "PE\xA5"
            "A"),
        good + "\x1A", good + "\r\n\r\n", good.substr(0, good.size() - 1), cambiado(good, "\n", "   \n"),
        cambiado(con(good, 1, 50, "PE~A"), "~", "\xC3\x91")}) {
    const auto got = leer(FormatoCobro::c57, text);
    ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
    EXPECT_EQ(got.cobros.size(), 3U);
    EXPECT_EQ(got.fichero->suma, 18475_cts);
  }
}

// A table must take what is kept, whatever bytes a bank sends.
TEST(CobroFijo, WhatIsKeptIsUtf8) {
  const auto got = leer(FormatoCobro::c57, file("38038000", "000",
                                                {{"1234567890153",
                                                  "PE\xD1"
                                                  "A \x01\xFF",
                                                  18475}}));
  ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
  EXPECT_EQ(got.cobros.at(0).identificacion, "PEÑA  ÿ");
  EXPECT_FALSE(got.cobros.at(0).digitos_bien);
}

TEST(CobroFijo, AFileWithoutPaymentsIsAFile) {
  const auto got = leer(FormatoCobro::c57, file("38038000", "000", {}));
  ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
  EXPECT_EQ(got.fichero->registros, 0);
}

TEST(CobroFijo, ASumMayBeNegative) {
  const auto got =
      leer(FormatoCobro::c57, file("38038000", "000", {{"1234567890153", "201126", 18475, "1"}}));
  ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
  EXPECT_EQ(got.fichero->suma, Cents{-18475});
}

class CobroFijoRoto : public testing::TestWithParam<std::pair<FormatoCobro, Roto>> {};
TEST_P(CobroFijoRoto, IsRefusedWhole) {
  const auto& [formato, roto] = GetParam();
  const auto got = leer(formato, roto.texto);
  ASSERT_FALSE(got.fichero);
  const auto& p = got.fichero.error();
  EXPECT_EQ(p.code, roto.codigo) << donde(p);
  EXPECT_EQ(p.file, "banco.txt");
  EXPECT_EQ(p.line, roto.linea) << donde(p);
  EXPECT_EQ(p.column, roto.columna) << donde(p);
  EXPECT_NE(p.text.find(roto.dice), std::string::npos) << donde(p);
}

std::vector<std::pair<FormatoCobro, Roto>> rotos() {
  const auto a = c57(), b = c60();
  const auto f57 = FormatoCobro::c57, f60 = FormatoCobro::c60;
  return {
      {f57, {"Empty", "", Code::empty_file, 0, 0, "empty"}},
      {f57, {"OnlyBlankLines", "\n\n", Code::empty_file, 0, 0, "empty"}},
      {f57, {"NoHead", sin_linea(a, 1), Code::invalid_value, 1, 1, "01"}},
      {f57, {"NoEmisoraHead", sin_linea(a, 2), Code::invalid_value, 2, 1, "02"}},
      {f57, {"NoEmisoraTotal", sin_linea(a, 6), Code::invalid_value, 6, 1, "80"}},
      {f57, {"NoFileTotal", sin_linea(a, 7), Code::truncated, 6, 1, "90"}},
      {f57, {"EndsAmongPayments", sin_linea(sin_linea(a, 7), 6), Code::truncated, 5, 1, "80"}},
      {f57, {"EndsInALine", a.substr(0, a.size() - 80), Code::invalid_value, 7, 23, "digits"}},
      {f57, {"LostPayment", sin_linea(a, 3), Code::inconsistent, 5, 23, "there are 2"}},
      {f57, {"MoreBehindTheTotal", a + a, Code::invalid_value, 8, 1, "after"}},
      {f57, {"UnknownRecord", con(a, 4, 1, "61"), Code::invalid_value, 4, 1, "60"}},
      {f57, {"EmisoraOfAnotherInTheHead", con(a, 1, 11, "38038001"), Code::unknown_value, 1, 11, "not ours"}},
      {f57, {"EmisoraOfAnother", con(a, 2, 11, "38038001"), Code::unknown_value, 2, 11, "not ours"}},
      {f57,
       {"EmisoraOfAnotherInAPayment", con(a, 3, 11, "38038001"), Code::unknown_value, 3, 11, "not ours"}},
      {f57, {"SufijoOfAnother", con(a, 2, 19, "001"), Code::unknown_value, 2, 19, "not ours"}},
      {f57, {"DateOfTheFile", con(a, 1, 37, "310226"), Code::invalid_value, 1, 37, "DDMMAA"}},
      {f57, {"Channel", con(a, 3, 22, "4"), Code::unknown_value, 3, 22, "123"}},
      {f57, {"Entidad", con(a, 3, 23, "21O0"), Code::invalid_value, 3, 23, "4 digits"}},
      {f57, {"Oficina", con(a, 3, 27, "04A8"), Code::invalid_value, 3, 27, "digits"}},
      {f57, {"DateOfThePayment", con(a, 3, 31, "320126"), Code::invalid_value, 3, 31, "DDMMAA"}},
      {f57, {"Amount", con(a, 3, 37, "00000001847,"), Code::invalid_value, 3, 37, "cents"}},
      {f57, {"AmountOfNothing", con(a, 3, 37, "000000000000"), Code::out_of_range, 3, 37, "nothing"}},
      {f57, {"Annulment", con(a, 3, 76, "2"), Code::unknown_value, 3, 76, "annulment"}},
      {f57, {"Referencia", con(a, 3, 77, "12345678901A3"), Code::invalid_value, 3, 77, "13 digits"}},
      {f57, {"CountOfTheEmisora", con(a, 6, 23, "000002"), Code::inconsistent, 6, 23, "there are 3"}},
      {f57, {"SumOfTheEmisora", con(a, 6, 37, "000000018476"), Code::inconsistent, 6, 37, "184.75"}},
      {f57, {"SignOfTheEmisora", con(a, 6, 76, "1"), Code::inconsistent, 6, 37, "-184.75"}},
      {f57, {"SignUnknown", con(a, 6, 76, "X"), Code::unknown_value, 6, 76, "negative"}},
      {f57, {"CountOfTheFile", con(a, 7, 23, "000006"), Code::inconsistent, 7, 23, "there are 7"}},
      {f57, {"SumOfTheFile", con(a, 7, 37, "000000018476"), Code::inconsistent, 7, 37, "184.75"}},
      {f57, {"TooLong", con(a, 3, 1, "60").insert(3 * 101 - 1, "X"), Code::wrong_columns, 3, 1, "101"}},
      {f57, {"MuchTooLong", std::string(5000, '0'), Code::line_too_long, 1, 1, "100"}},
      {f57, {"EmptyLineInside", "\n" + a, Code::invalid_value, 1, 1, "empty line"}},
      {f57, {"Nul", con(a, 3, 5, std::string_view("\0", 1)), Code::invalid_value, 3, 5, "NUL"}},
      {f60, {"Cuaderno60Emisora", con(b, 3, 11, "280793"), Code::unknown_value, 3, 11, "not ours"}},
      {f60, {"Cuaderno60Referencia", con(b, 3, 77, "00001234569 "), Code::invalid_value, 3, 77, "12 digits"}},
      {f60, {"Cuaderno60Identificacion", con(b, 3, 90, "100126632 "), Code::invalid_value, 3, 90, "7 or 10"}},
      {f60, {"Cuaderno60Sum", con(b, 7, 37, "000000000001"), Code::inconsistent, 7, 37, "563.49"}},
      {f60, {"Cuaderno57AsCuaderno60", a, Code::unknown_value, 1, 11, "not ours"}},
  };
}
INSTANTIATE_TEST_SUITE_P(Norma3, CobroFijoRoto, testing::ValuesIn(rotos()),
                         [](const auto& i) { return i.param.second.nombre; });

TEST(CobroFijo, ReadsTheSharedSample) {
  const char* norms = std::getenv("SCTF_NORMS");
  if (norms == nullptr) GTEST_SKIP() << "skipped: no official schemas";
  std::ifstream in(std::filesystem::path(norms) / "recaudacion" / "c57_own_sample.txt", std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  const auto got = leer(FormatoCobro::c57, bytes.str());
  ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
  EXPECT_EQ(got.cobros.size(), 3U);
  EXPECT_EQ(got.fichero->suma, 18475_cts);
  EXPECT_TRUE(got.cobros[0].digitos_bien);
  EXPECT_EQ(got.cobros[2].clase, ClaseCobro::anulacion);
}

}  // namespace
}  // namespace sctf::tributos
