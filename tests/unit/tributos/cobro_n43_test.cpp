// Cuaderno 43: statements (norms/recaudacion 6, 9.2; design 7).

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "unit/tributos/cobro_apoyo.hpp"

namespace sctf::tributos {
namespace {

std::string line(std::vector<std::pair<int, std::string>> fields) {
  std::string out(80, ' ');
  for (const auto& [column, text] : fields)
    out.replace(static_cast<std::size_t>(column) - 1, text.size(), text);
  return out + "\r\n";
}

struct Movimiento {
  long long cents = 0;  // negative: debit
  std::string concepto = "02", referencia1 = "000000000000", referencia2 = {};
  std::vector<std::string> complementos = {};  // from position 3 on
  std::string dia = "261102";
};

std::string statement(const std::vector<Movimiento>& movements, long long opening = 100'000, bool end = true,
                      const std::string& account = "210004180200051332") {
  std::string out = line({{1, "11" + account + "261101261115"},
                          {33, opening < 0 ? "1" : "2"},
                          {34, fmt::format("{:014}9783AYTO INVENTADO", std::abs(opening))}});
  long long debits = 0, credits = 0, balance = opening;
  int n_debits = 0, n_credits = 0, records = 2;
  for (const auto& m : movements) {
    out += line({{1, "22"},
                 {7, "0418" + m.dia + m.dia + m.concepto + "043"},
                 {28, m.cents < 0 ? "1" : "2"},
                 {29, fmt::format("{:014}", std::abs(m.cents))},
                 {43, "0000000001"},
                 {53, m.referencia1},
                 {65, m.referencia2}});
    for (const auto& c : m.complementos) out += line({{1, "23" + c}});
    records += 1 + static_cast<int>(m.complementos.size());
    balance += m.cents;
    (m.cents < 0 ? n_debits : n_credits) += 1;
    (m.cents < 0 ? debits : credits) += std::abs(m.cents);
  }
  out += line({{1, "33" + account +
                       fmt::format("{:05}{:014}{:05}{:014}{}{:014}978", n_debits, debits, n_credits, credits,
                                   balance < 0 ? 1 : 2, std::abs(balance))}});
  if (end) out += line({{1, "88999999999999999999" + fmt::format("{:06}", records)}});
  return out;
}

std::string in_05(const std::string& end_to_end) {
  return "05" + end_to_end;
}

TEST(CobroN43, TellsWhatAMovementIs) {
  const std::string e2e = "IBI2026-0000123456";
  const auto got = leer(FormatoCobro::n43,
                        statement({{18475,
                                    "03",
                                    "000000000000",
                                    "",
                                    {"01CORE", "02ES97000P3803800F                     MAND-1", in_05(e2e)}},
                                   {-18475, "14", "000000000000", "", {in_05(e2e)}},
                                   {-5000, "17", "000000000000", "COMISION", {}},
                                   {18475, "02", "000000000000", "", {"01PAGO 000012345693 IBI"}},
                                   {925050, "03", "000000000000", "REMESA IBI 26-01", {}}}));
  ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
  ASSERT_EQ(got.cobros.size(), 5U);
  const auto& c = got.cobros;
  EXPECT_EQ(c[0].clase, ClaseCobro::abono);
  EXPECT_EQ(c[0].end_to_end, e2e);
  EXPECT_EQ(c[0].mandato, "MAND-1");
  EXPECT_EQ(c[0].linea, 2);
  EXPECT_EQ(c[0].canal, "03");
  EXPECT_EQ(c[0].oficina, "0418");
  EXPECT_EQ(c[0].entidad, "2100");
  EXPECT_EQ(c[1].clase, ClaseCobro::devolucion);
  EXPECT_EQ(c[1].importe, Cents{-18475});
  EXPECT_EQ(c[1].importe_original, 18475_cts);
  EXPECT_EQ(c[1].motivo, "MS03");
  EXPECT_EQ(c[2].clase, ClaseCobro::movimiento);
  EXPECT_EQ(c[3].clase, ClaseCobro::ingreso);
  EXPECT_EQ(c[3].referencia, "000012345693");
  EXPECT_EQ(c[4].clase, ClaseCobro::movimiento);
  EXPECT_EQ(got.fichero->suma, Cents{18475 - 18475 - 5000 + 18475 + 925050});
  EXPECT_EQ(got.fichero->fecha, make_day(2026, 11, 15));
  EXPECT_EQ(c[0].pago, make_day(2026, 11, 2));
  EXPECT_TRUE(got.fichero->avisos.empty()) << donde(got.fichero->avisos.front());
}

struct Referencia {
  const char* nombre;
  Movimiento movimiento;
  const char* referencia;  // empty: none
  bool suelta;             // it came without identificación
  bool digitos;
};
class CobroN43Referencia : public testing::TestWithParam<Referencia> {};
INSTANTIATE_TEST_SUITE_P(
    Where, CobroN43Referencia,
    testing::Values(
        Referencia{"Referencia1", {18475, "02", "000012345693"}, "000012345693", true, true},
        Referencia{"Referencia2", {18475, "02", "000000000000", "000012345693"}, "000012345693", true, true},
        Referencia{"Text",
                   {18475, "02", "000000000000", "", {"01PAGO", "02REF:000012345693."}},
                   "000012345693",
                   true,
                   true},
        Referencia{"Cuaderno57", {18475, "02", "000000000000", "1234567890153"}, "1234567890153", true, true},
        Referencia{"EmisoraAndReferencia",
                   {18475, "02", "000000000000", "", {"01380386 000012345693"}},
                   "000012345693",
                   true,
                   true},
        Referencia{"Barcode502",
                   {18475, "02", "000000000000", "", {"0190502380386000012345608001260100018475"}},
                   "000012345608",
                   false,
                   true},
        Referencia{"Barcode521",
                   {18475, "02", "000000000000", "", {"01905213803860000123456931001266324000184750"}},
                   "000012345693",
                   false,
                   true},
        Referencia{"Barcode507",
                   {18475, "02", "000000000000", "", {"019050738038000000123456789015320112600000184750"}},
                   "1234567890153",
                   false,
                   true},
        Referencia{"BarcodeOfAnotherAmount",
                   {18474, "02", "000000000000", "", {"01905213803860000123456931001266324000184750"}},
                   "000012345693",
                   false,
                   false},
        Referencia{"BarcodeCutWithReferencia1",
                   {18475, "02", "000001234560", "905213803860000"},
                   "0000123456",
                   true,
                   true},
        Referencia{"BarcodeOfAnotherEmisora",
                   {18475,
                    "02",
                    "000000000000",
                    "",
                    {"0190521280793"
                     "0000123456931001266324000184750"}},
                   "",
                   false,
                   true},
        Referencia{"NotAlone", {18475, "02", "000000000000", "", {"01X000012345693"}}, "", false, true},
        Referencia{"TenDigits", {18475, "02", "000000000000", "", {"010000123456"}}, "", false, true},
        Referencia{"Debit", {-18475, "98", "000012345693"}, "", false, true}),
    [](const auto& i) { return i.param.nombre; });
TEST_P(CobroN43Referencia, OfASlip) {
  const auto& c = GetParam();
  const auto got = leer(FormatoCobro::n43, statement({c.movimiento}));
  ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
  const auto& cobro = got.cobros.at(0);
  EXPECT_EQ(cobro.referencia, c.referencia);
  EXPECT_EQ(cobro.clase, *c.referencia == '\0' ? ClaseCobro::movimiento : ClaseCobro::ingreso);
  EXPECT_EQ(!cobro.referencia.empty() && cobro.identificacion.empty(), c.suelta);
  EXPECT_EQ(cobro.digitos_bien, c.digitos);
}

// norms/recaudacion 9.2: identical lines in one day are legal; the same day in another statement is the same.
TEST(CobroN43, TheKeyIsAccountDayAndOrdinal) {
  const Movimiento m{1000}, other{2000};
  const auto one = leer(FormatoCobro::n43, statement({other, m, m}));
  const auto two = leer(FormatoCobro::n43, statement({other, m, m, m}, 7));
  ASSERT_TRUE(one.fichero && two.fichero);
  EXPECT_NE(one.cobros[1].clave, one.cobros[2].clave);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(one.cobros[i].clave, two.cobros[i].clave);
  EXPECT_NE(two.cobros[3].clave, two.cobros[2].clave);
  // A movement that a later statement books on a day that was read before is another one.
  const auto late = leer(FormatoCobro::n43, statement({{3000}}));
  EXPECT_NE(late.cobros[0].clave, one.cobros[0].clave);
}

TEST(CobroN43, SeveralStatementsOfTheAccountStandInOneFile) {
  auto first = statement({{1000}}, 100'000, false);
  auto second = statement({{2000}}, 101'000, false);
  const auto got = leer(FormatoCobro::n43, first + second + line({{1, "88999999999999999999000006"}}));
  ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
  EXPECT_TRUE(got.fichero->avisos.empty());
  EXPECT_NE(got.cobros[0].clave, got.cobros[1].clave);
  const auto gap = leer(FormatoCobro::n43, first + statement({{2000}}, 102'000, false) +
                                               line({{1, "88999999999999999999000006"}}));
  ASSERT_TRUE(gap.fichero);
  ASSERT_EQ(gap.fichero->avisos.size(), 1U);
  EXPECT_NE(gap.fichero->avisos[0].text.find("1010.00"), std::string::npos);
}

// What real files lack or do differently is told, not refused.
TEST(CobroN43, ToleratesWhatRealFilesDo) {
  const auto warns = [](const std::string& text) {
    const auto got = leer(FormatoCobro::n43, text);
    EXPECT_TRUE(got.fichero) << donde(got.fichero.error());
    if (!got.fichero || got.fichero->avisos.size() != 1) return std::string("not one warning");
    return got.fichero->avisos[0].text;
  };
  const auto good = statement({{1000}});
  EXPECT_NE(warns(statement({{1000}}, 100'000, false)).find("88"), std::string::npos);
  EXPECT_NE(warns(statement({{1000, "02", "825467890139"}})).find("referencia 1"), std::string::npos);
  EXPECT_NE(warns(con(good, 2, 23, "44")).find("concepto"), std::string::npos);
  EXPECT_NE(warns(con(good, 1, 51, "7")).find("modality"), std::string::npos);
  EXPECT_NE(warns(con(good, 2, 11, "261020")).find("outside"), std::string::npos);
  EXPECT_TRUE(leer(FormatoCobro::n43, statement({{1000, "02", "825467890138"}})).fichero->avisos.empty());
  std::string cut;
  std::istringstream lines(good);
  for (std::string l; std::getline(lines, l);) {
    l.pop_back();
    cut += l.substr(0, l.find_last_not_of(' ') + 1) + "\n";
  }
  EXPECT_TRUE(leer(FormatoCobro::n43, cut).fichero);
}

// Code page 850, ISO-8859-1 and UTF-8 give the same text, and positions hold.
TEST(CobroN43, ReadsItsEncodings) {
  for (const std::string n : {"\xA5", "\xD1", "\xC3\x91"}) {
    auto text =
        statement({{1000, "02", "000000000000", "", {"01PE~A IBA~EZ                          SEGUNDO"}}});
    text = cambiado(text, "~", n);
    const auto got = leer(FormatoCobro::n43, text);
    ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
    EXPECT_EQ(got.cobros[0].texto.at(0), "PEÑA IBAÑEZ                          SEGUNDO");
  }
}

// A table must take what is kept, whatever bytes a bank sends.
TEST(CobroN43, WhatIsKeptIsUtf8) {
  auto text =
      con(con(statement({{1000, "02", "000000000000", "", {"05I\xD1I2026-0000123456"}}}), 2, 23, "\xFF\x02"),
          2, 7, "\xD1\xD1\xD1\xD1");
  const auto got = leer(FormatoCobro::n43, text);
  ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
  EXPECT_EQ(got.cobros[0].canal, "ÿ");
  EXPECT_EQ(got.cobros[0].oficina, "ÑÑÑÑ");
  EXPECT_TRUE(got.cobros[0].end_to_end.empty());
  EXPECT_EQ(got.fichero->avisos.at(0).value, "ÿ");
}

TEST(CobroN43, WarningsAreBounded) {
  std::vector<Movimiento> many(500, Movimiento{1000, "02", "000000000001"});
  const auto got = leer(FormatoCobro::n43, statement(many));
  ASSERT_TRUE(got.fichero);
  EXPECT_EQ(got.fichero->avisos.size(), 101U);
  EXPECT_NE(got.fichero->avisos.back().text.find("400 more"), std::string::npos);
}

// A sum that no integer holds must not come about.
TEST(CobroN43, MoreMoneyThanThereIsIsRefused) {
  auto text = statement(std::vector<Movimiento>(1001, {1000}));
  text = cambiado(text,
                  "200000000001000"
                  "0000000001",
                  "299999999999999"
                  "0000000001");
  const auto got = leer(FormatoCobro::n43, text);
  ASSERT_FALSE(got.fichero);
  EXPECT_EQ(got.fichero.error().code, Code::out_of_range) << donde(got.fichero.error());
  EXPECT_EQ(got.fichero.error().line, 1001);
}

class CobroN43Roto : public testing::TestWithParam<Roto> {};
TEST_P(CobroN43Roto, IsRefusedWhole) {
  const auto& roto = GetParam();
  const auto got = leer(FormatoCobro::n43, roto.texto);
  ASSERT_FALSE(got.fichero);
  const auto& p = got.fichero.error();
  EXPECT_EQ(p.code, roto.codigo) << donde(p);
  EXPECT_EQ(p.file, "banco.txt");
  EXPECT_EQ(p.line, roto.linea) << donde(p);
  EXPECT_EQ(p.column, roto.columna) << donde(p);
  EXPECT_NE(p.text.find(roto.dice), std::string::npos) << donde(p);
}

std::vector<Roto> rotos() {
  const auto a = statement({{1000, "02", "000000000000", "", {"01UNO", "02DOS"}}, {-300}});
  const auto with = [&](const std::string& added) {
    auto out = a;
    return out.insert(4 * 82, added);  // behind the complements of the first movement
  };
  return {
      {"Empty", "", Code::empty_file, 0, 0, "empty"},
      {"NoHead", sin_linea(a, 1), Code::invalid_value, 1, 1, "11"},
      {"OnlyTheEnd", line({{1, "88999999999999999999000000"}}), Code::invalid_value, 1, 1, "11"},
      {"AccountOfAnother", statement({{1000}}, 0, true, "210004180200051333"), Code::unknown_value, 1, 3,
       "not ours"},
      {"AccountOfAnotherAtTheEnd", con(a, 6, 11, "0200051333"), Code::unknown_value, 6, 3, "not ours"},
      {"AnotherCurrency", con(a, 1, 48, "840"), Code::unknown_value, 1, 48, "978"},
      {"AnotherCurrencyAtTheEnd", con(a, 6, 74, "840"), Code::unknown_value, 6, 74, "978"},
      {"StatementBackwards", con(a, 1, 27, "261031"), Code::inconsistent, 1, 27, "before"},
      {"OpeningKey", con(a, 1, 33, "3"), Code::unknown_value, 1, 33, "1 (debit)"},
      {"OpeningBalance", con(a, 1, 34, "0000000010000A"), Code::invalid_value, 1, 34, "digits"},
      {"ComplementWithoutMovement", con(a, 2, 1, "23"), Code::invalid_value, 2, 1, "22"},
      {"Day", con(a, 2, 11, "261131"), Code::invalid_value, 2, 11, "AAMMDD"},
      {"ValueDate", con(a, 2, 17, "2611 1"), Code::invalid_value, 2, 17, "AAMMDD"},
      {"Key", con(a, 2, 28, "H"), Code::unknown_value, 2, 28, "1 (debit)"},
      {"Amount", con(a, 2, 29, "        001000"), Code::invalid_value, 2, 29, "digits"},
      {"SixComplements", with("2303\r\n2304\r\n2305\r\n2301\r\n"), Code::invalid_value, 8, 1, "five"},
      {"ComplementNumber", con(a, 3, 3, "06"), Code::unknown_value, 3, 3, "05"},
      {"TwoEquivalences",
       with("2401840"
            "00000000001000\r\n"
            "2401840"
            "00000000001000\r\n"),
       Code::invalid_value, 6, 1, "one"},
      {"UnknownRecord", con(a, 5, 1, "25"), Code::invalid_value, 5, 1, "33"},
      {"LostMovement", sin_linea(a, 5), Code::inconsistent, 5, 21, "there are 0"},
      {"DebitSum", con(a, 6, 26, "00000000000301"), Code::inconsistent, 6, 26, "3.00"},
      {"CreditCount", con(a, 6, 40, "00002"), Code::inconsistent, 6, 40, "there are 1"},
      {"CreditSum", con(a, 6, 45, "00000000001001"), Code::inconsistent, 6, 45, "10.00"},
      {"ClosingBalance", con(a, 6, 60, "00000000100701"), Code::inconsistent, 6, 59, "1007.00"},
      {"ClosingKey", con(a, 6, 59, "1"), Code::inconsistent, 6, 59, "1007.00"},
      {"EndsInTheAccount", sin_linea(sin_linea(a, 7), 6), Code::truncated, 5, 1, "33"},
      {"EndsInALine", a.substr(0, 6 * 82 - 30), Code::invalid_value, 6, 45, "digits"},
      {"RecordCount", con(a, 7, 21, "000007"), Code::inconsistent, 7, 21, "there are 6"},
      {"EndWithoutNines", con(a, 7, 3, "0"), Code::invalid_value, 7, 3, "nines"},
      {"MoreBehindTheEnd", a + a, Code::invalid_value, 8, 1, "after"},
      {"TooLong", con(a, 3, 1, "23").insert(3 * 82 - 2, "X"), Code::wrong_columns, 3, 1, "81"},
      {"TheSameStatementTwice",
       statement({{1000}, {-1000}}, 100, false) + statement({{1000}, {-1000}}, 100, false), Code::duplicate,
       8, 1, "twice"},
      {"NoAccountBehindTheFirst", statement({{1000}}, 100, false) + line({{1, "22"}}), Code::invalid_value, 4,
       1, "88"},
  };
}
INSTANTIATE_TEST_SUITE_P(Norma6, CobroN43Roto, testing::ValuesIn(rotos()),
                         [](const auto& i) { return i.param.nombre; });

std::string shared(const char* name) {
  std::ifstream in(std::filesystem::path(std::getenv("SCTF_NORMS")) / "recaudacion" / name, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

TEST(CobroN43, ReadsTheSharedSample) {
  if (std::getenv("SCTF_NORMS") == nullptr) GTEST_SKIP() << "skipped: no official schemas";
  const auto got = leer(FormatoCobro::n43, shared("n43_own_sample.txt"));
  ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
  ASSERT_EQ(got.cobros.size(), 3U);
  EXPECT_EQ(got.fichero->suma, Cents{18475 + 9250050 - 37000});
  EXPECT_EQ(got.cobros[0].clase, ClaseCobro::ingreso);
  EXPECT_EQ(got.cobros[0].referencia, "0000123456");
  EXPECT_EQ(got.cobros[1].clase, ClaseCobro::movimiento);
}

// A published statement that was made wrong on purpose: its lines are read, its totals refuse it; with totals
// that fit it is taken, and what it lacks is told.
TEST(CobroN43, ReadsAPublishedStatementUpToItsWrongTotals) {
  if (std::getenv("SCTF_NORMS") == nullptr) GTEST_SKIP() << "skipped: no official schemas";
  auto text = shared("n43_sequra_example1.n43");
  auto nuestro = recaudador();
  nuestro.iban = "ES0099991111000123456789";
  auto got = leer(FormatoCobro::n43, text, 0, nuestro);
  ASSERT_FALSE(got.fichero);
  EXPECT_EQ(got.fichero.error().code, Code::inconsistent);
  EXPECT_EQ(got.fichero.error().line, 10);
  EXPECT_EQ(got.cobros.size(), 4U);
  text = text.substr(0, text.rfind("33")) +
         "33999911110123456789"
         "0000000000000000000"
         "00004"
         "00000000004936"
         "2"
         "00000000128392"
         "978";
  got = leer(FormatoCobro::n43, text, 0, nuestro);
  ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
  EXPECT_EQ(got.fichero->suma, 4936_cts);
  EXPECT_FALSE(got.fichero->avisos.empty());
}

}  // namespace
}  // namespace sctf::tributos
