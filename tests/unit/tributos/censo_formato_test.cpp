#include "tributos/censo_formato.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "proc/source.hpp"

namespace sctf::tributos {
namespace {

// One line of a census, read; what was told of it.
template <class Linea>
std::vector<Problem> read_line(const std::string& text, Linea& linea) {
  proc::MemorySource source(text);
  text::CsvReader reader(source);
  text::Record record;
  std::vector<Problem> problems;
  if (!must(reader.next(record))) throw Error(Code::internal, "no record");
  CamposLinea campos(record, "f.csv", problems);
  const bool taken = leer_linea(campos, linea);
  EXPECT_EQ(taken, problems.empty());
  return problems;
}

const std::vector<std::string> kIbi = {"9872023VH5797S0001WX",
                                       "U",
                                       "V",
                                       "85000.00",
                                       "",
                                       "",
                                       "",
                                       "00000014Z",
                                       "PEÑA NÚÑEZ ANA",
                                       "PR",
                                       "100",
                                       "n",
                                       "s",
                                       "CALLE INVENTADA 1",
                                       "CALLE INVENTADA 1",
                                       "38001",
                                       "380386",
                                       "ES7000491500010512345678",
                                       "",
                                       "IBI-1",
                                       "2020-01-01",
                                       "FN:50:2024-01-01:2027-12-31"};
const std::vector<std::string> kIvtm = {"0000BBB",   "turismos",
                                        "11.50",     "CVF",
                                        "gasolina",  "2015-03-02",
                                        "",          "",
                                        "00000014Z", "PEÑA NÚÑEZ ANA",
                                        "s",         "CALLE INVENTADA 1",
                                        "38001",     "380386",
                                        "",          "",
                                        "",          "",
                                        ""};
const std::vector<std::string> kTasa = {"basura",
                                        "V1",
                                        "vivienda",
                                        "1",
                                        "2015-03-02",
                                        "",
                                        "00000014Z",
                                        "PEÑA NÚÑEZ ANA",
                                        "s",
                                        "CALLE INVENTADA 1",
                                        "CALLE INVENTADA 1",
                                        "38001",
                                        "380386",
                                        "",
                                        "",
                                        "",
                                        "",
                                        ""};

std::string joined(std::vector<std::string> fields, std::size_t at, const std::string& value) {
  fields[at] = value;
  std::string out;
  for (std::size_t i = 0; i < fields.size(); ++i) out += (i == 0 ? "" : ";") + fields[i];
  return out + "\n";
}

TEST(CensoFormato, GoodLinesAreTaken) {
  LineaIbi ibi;
  EXPECT_TRUE(read_line(joined(kIbi, 1, "U"), ibi).empty());
  EXPECT_EQ(ibi.nombre, "PEÑA NÚÑEZ ANA");
  EXPECT_EQ(ibi.valor_catastral, 8'500'000_cts);
  LineaIvtm ivtm;
  EXPECT_TRUE(read_line(joined(kIvtm, 4, ""), ivtm).empty());
  EXPECT_EQ(ivtm.potencia, must(Decimal::parse("11.50")));
  LineaTasa tasa;
  EXPECT_TRUE(read_line(joined(kTasa, 5, "2026-06-30"), tasa).empty());
  EXPECT_EQ(tasa.fecha_baja, make_day(2026, 6, 30));
}

TEST(CensoFormato, AClassWithOneAmountNeedsNoPower) {
  auto fields = kIvtm;
  fields[1] = "ciclomotores", fields[3] = "unidad";
  LineaIvtm linea;
  EXPECT_TRUE(read_line(joined(fields, 2, ""), linea).empty());
  EXPECT_EQ(read_line(joined(kIvtm, 2, ""), linea).front().code, Code::missing_value);
}

struct Celda {
  const char* name;
  std::size_t column;
  const char* value;
  Code code;
};

class CeldaIbi : public testing::TestWithParam<Celda> {};
TEST_P(CeldaIbi, IsRefusedWithItsPlace) {
  const auto& c = GetParam();
  LineaIbi linea;
  const auto problems = read_line(joined(kIbi, c.column, c.value), linea);
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems.front().code, c.code) << problems.front().text;
  EXPECT_EQ(problems.front().line, 1);
  EXPECT_EQ(problems.front().value, c.value);
  std::int64_t column = 1;
  for (std::size_t i = 0; i < c.column; ++i) {
    for (const char byte : kIbi[i]) column += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1 : 0;
    ++column;
  }
  EXPECT_EQ(problems.front().column, column);
}
INSTANTIATE_TEST_SUITE_P(
    Census, CeldaIbi,
    testing::Values(
        Celda{"Reference", 0, "123", Code::invalid_value}, Celda{"Clase", 1, "X", Code::unknown_value},
        Celda{"Uso", 2, "vivienda", Code::unknown_value}, Celda{"Negative", 3, "-1.00", Code::out_of_range},
        Celda{"Comma", 3, "1,00", Code::invalid_value}, Celda{"NoValue", 3, "", Code::missing_value},
        Celda{"NifLetter", 7, "00000014A", Code::invalid_value}, Celda{"NoName", 8, "", Code::missing_value},
        Celda{"Derecho", 9, "XX", Code::unknown_value},
        Celda{"ShareAboveHundred", 10, "100.0001", Code::out_of_range},
        Celda{"FiveDecimals", 10, "33.33333", Code::invalid_value},
        Celda{"Division", 11, "si", Code::unknown_value},
        Celda{"Municipio", 16, "38038", Code::invalid_value},
        Celda{"IbanOneDigit", 17, "ES7000491500010512345679", Code::invalid_value},
        Celda{"MandateMissing", 19, "", Code::missing_value},
        Celda{"MandateLetters", 19, "IBI_1", Code::invalid_value},
        Celda{"MandateDateMissing", 20, "", Code::missing_value},
        Celda{"NoSuchDay", 20, "2020-02-30", Code::invalid_value},
        Celda{"Benefit", 21, "FN:50", Code::invalid_value}),
    [](const auto& i) { return i.param.name; });

TEST(CensoFormatoErrors, AReductionNeedsBothItsValues) {
  LineaIbi linea;
  const auto problems = read_line(joined(kIbi, 6, "0.5"), linea);
  ASSERT_EQ(problems.size(), 2U);
  for (const auto& p : problems) EXPECT_EQ(p.code, Code::missing_value);
}

TEST(CensoFormatoErrors, VehiclesAndTasas) {
  LineaIvtm ivtm;
  const auto vehicle = [&](std::size_t column, const char* value) {
    return read_line(joined(kIvtm, column, value), ivtm).front().code;
  };
  EXPECT_EQ(vehicle(0, ""), Code::missing_value);
  EXPECT_EQ(vehicle(3, "CV"), Code::unknown_value);
  EXPECT_EQ(vehicle(6, "2026-01-01"), Code::missing_value);  // a baja without its kind
  EXPECT_EQ(vehicle(7, "robo"), Code::missing_value);        // a kind without its baja
  auto fields = kIvtm;
  fields[7] = "robo";
  EXPECT_EQ(read_line(joined(fields, 6, "2014-01-01"), ivtm).front().code, Code::inconsistent);
  LineaTasa tasa;
  const auto object = [&](std::size_t column, const char* value) {
    return read_line(joined(kTasa, column, value), tasa).front().code;
  };
  EXPECT_EQ(object(0, ""), Code::missing_value);
  EXPECT_EQ(object(3, "-1"), Code::out_of_range);
  EXPECT_EQ(object(5, "2014-01-01"), Code::inconsistent);
}

TEST(CensoFormatoErrors, SharesOfTheChargedRightAddUpToAHundred) {
  const auto holder = [](const char* derecho, const char* cuota) {
    LineaIbi l;
    l.linea = 7, l.derecho = derecho, l.cuota_participacion = must(Decimal::parse(cuota)),
    l.columna_cuota = 72;
    return l;
  };
  EXPECT_TRUE(
      comprobar_inmueble(
          {holder("PR", "33.3333"), holder("PR", "33.3333"), holder("PR", "33.3334"), holder("NP", "5")}, "f")
          .empty());
  const auto problems = comprobar_inmueble({holder("US", "99.9999"), holder("PR", "0.0001")}, "f");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, Code::inconsistent);
  EXPECT_EQ(problems[0].column, 72);
  EXPECT_EQ(problems[0].value, "99.9999");
  EXPECT_EQ(comprobar_inmueble({holder("NP", "100")}, "f").front().code, Code::inconsistent);
}

TEST(CensoFormatoErrors, TheHeaderNamesItsFirstWrongColumn) {
  const auto header = [](const std::string& text) {
    proc::MemorySource source(text);
    text::CsvReader reader(source);
    text::Record record;
    (void)must(reader.next(record));
    return comprobar_cabecera(record, columnas_tasa());
  };
  std::string good;
  for (const auto column : columnas_tasa()) good += (good.empty() ? "" : ";") + std::string(column);
  EXPECT_TRUE(header(good + "\n"));
  EXPECT_EQ(header("concepto;object\n").error().value, "object");
  EXPECT_EQ(header("concepto\n").error().code, Code::bad_header);
  EXPECT_EQ(header(good + ";otra\n").error().value, "otra");
}

}  // namespace
}  // namespace sctf::tributos
