// Check digits, dates and terms of norms/padron 1.4, 2.2 and 3.

#include "padron/reglas.hpp"

#include <gtest/gtest.h>

#include "padron/fecha.hpp"
#include "padron/lector.hpp"
#include "padron/listas.hpp"
#include "padron/movimiento.hpp"
#include "proc/file.hpp"
#include "text/csv.hpp"

namespace sctf::padron {
namespace {

const std::filesystem::path kEtc = std::filesystem::path(SCTF_TEST_DATA) / "../../etc";

// All municipalities of Spain: the sixth digit is the check digit of the five before it.
TEST(Digitos, OfEveryMunicipality) {
  const auto file = proc::FileReader::open(kEtc / "municipios.csv");
  ASSERT_TRUE(file);
  text::CsvReader reader(**file);
  text::Record record;
  int seen = 0;
  for (auto more = reader.next(record); more && *more; more = reader.next(record)) {
    if (record[0] == "codigo") continue;
    EXPECT_EQ(digito_municipio(record[0].substr(0, 5)), record[0][5] - '0') << record[0];
    ++seen;
  }
  EXPECT_EQ(seen, 8124);
}

TEST(Digitos, OfUnitsAndDocuments) {
  EXPECT_EQ(digito_unidad("0001"), 7);
  EXPECT_EQ(digito_unidad("0002"), 2);
  EXPECT_EQ(digito_unidad("0101"), 6);
  EXPECT_EQ(digito_municipio("3803"), -1);
  EXPECT_EQ(letra_documento("12345678"), 'Z');
  EXPECT_EQ(letra_documento("00000001"), 'R');
}

TEST(Fechas, UnknownDaysAndMonthsAreKept) {
  EXPECT_TRUE(FechaParcial::leer("19500000"));
  EXPECT_TRUE(FechaParcial::leer("19500500"));
  EXPECT_FALSE(FechaParcial::leer("19500012"));
  EXPECT_FALSE(FechaParcial::leer("19500230"));
  EXPECT_FALSE(FechaParcial::leer("1950051"));
  EXPECT_EQ(FechaParcial::leer("19500000")->ultima(), make_day(1950, 12, 31));
  EXPECT_EQ(FechaParcial::leer("19520200")->ultima(), make_day(1952, 2, 29));
  EXPECT_EQ(con_guiones("19500000"), "1950-00-00");
  EXPECT_EQ(sin_guiones("1950-00-00"), "19500000");
  EXPECT_EQ(edad(*FechaParcial::leer("20000101"), make_day(2026, 1, 1)), 26);
  EXPECT_EQ(edad(*FechaParcial::leer("20000000"), make_day(2026, 1, 1)), 25);
}

// norms/padron 10, norms/oficinas 3.1.
TEST(Encsarp, ExpiresAfterTwoYears) {
  EXPECT_EQ(caducidad(make_day(2024, 2, 29)), make_day(2026, 2, 28));
  EXPECT_EQ(caducidad(make_day(2024, 3, 31)), make_day(2026, 3, 31));
}

TEST(Listas, AreThoseOfTheNorm) {
  const auto l = Listas::cargar([](const std::string& relative) { return kEtc / relative; });
  ASSERT_TRUE(l) << l.error().text;
  EXPECT_TRUE(l->pais("108") && l->pais("555") && !l->pais("198"));
  EXPECT_EQ(l->ambito("108"), Ambito::espana);
  EXPECT_EQ(l->ambito("132"), Ambito::union_europea);  // Switzerland
  EXPECT_EQ(l->ambito("125"), Ambito::tercero);        // the United Kingdom
  EXPECT_EQ(l->grupo_via("C"), l->grupo_via("CALLE"));
  EXPECT_NE(l->grupo_via("AVDA"), l->grupo_via("CALLE"));
  EXPECT_TRUE(l->municipio("38038") && !l->municipio("38999"));
  EXPECT_TRUE(l->estudios("00") && l->estudios("99") && !l->estudios("77"));
}

TEST(Normalizar, BothWaysOfNothingAreOne) {
  Bloque zeros, blanks;
  zeros[Campo::nia] = blanks[Campo::nia] = "1";
  zeros[Campo::cvia] = "00000", zeros[Campo::cpsvia] = "00000", zeros[Campo::tinum] = "0";
  zeros[Campo::numer] = "0000", zeros[Campo::cnumer] = "S", zeros[Campo::numers] = "0000";
  zeros[Campo::kmt] = "000", zeros[Campo::hmt] = "0", zeros[Campo::nie] = "00000000000";
  zeros[Campo::iden] = "00000000", zeros[Campo::prdp] = "00", zeros[Campo::puer] = "0003";
  blanks[Campo::puer] = "3";
  normalizar(zeros), normalizar(blanks);
  EXPECT_EQ(zeros, blanks);
  Bloque road;
  road[Campo::kmt] = "000", road[Campo::hmt] = "4";
  normalizar(road);
  EXPECT_EQ(road[Campo::kmt], "000");
}

}  // namespace
}  // namespace sctf::padron
