#include "documentos/campo.hpp"

#include <gtest/gtest.h>

namespace sctf::documentos {
namespace {

struct PrintedCase {
  const char* name;
  Tipo tipo;
  const char* sample;
  const char* es;
  const char* en;
};
class CampoPrinted : public testing::TestWithParam<PrintedCase> {};

TEST_P(CampoPrinted, ByTypeAndLanguage) {
  const auto& c = GetParam();
  const auto valor = leer_muestra(c.tipo, c.sample);
  ASSERT_TRUE(valor) << valor.error().text;
  std::string es, en;
  escribir_valor(c.tipo, *valor, Idioma::es, es);
  escribir_valor(c.tipo, *valor, Idioma::en, en);
  EXPECT_EQ(es, c.es);
  EXPECT_EQ(en, c.en);
}

INSTANTIATE_TEST_SUITE_P(
    Documentos14, CampoPrinted,
    testing::Values(
        PrintedCase{"Money", Tipo::dinero, "1234.56", "1.234,56 €", "€1,234.56"},
        PrintedCase{"NoMoney", Tipo::dinero, "0", "0,00 €", "€0.00"},
        PrintedCase{"OneCent", Tipo::dinero, "0.01", "0,01 €", "€0.01"},
        PrintedCase{"MoneyBack", Tipo::dinero, "-9.72", "-9,72 €", "-€9.72"},
        PrintedCase{"Millions", Tipo::dinero, "41234567.80", "41.234.567,80 €", "€41,234,567.80"},
        PrintedCase{"Thousand", Tipo::dinero, "1000", "1.000,00 €", "€1,000.00"},
        PrintedCase{"Hundreds", Tipo::dinero, "999.99", "999,99 €", "€999.99"},
        PrintedCase{"Date", Tipo::fecha, "2026-07-22", "22/07/2026", "22 July 2026"},
        PrintedCase{"FirstOfMonth", Tipo::fecha, "2026-01-01", "01/01/2026", "1 January 2026"},
        PrintedCase{"Number", Tipo::numero, "150000", "150.000", "150,000"},
        PrintedCase{"RateAsNumber", Tipo::numero, "0.5500", "0,5500", "0.5500"},
        PrintedCase{"Percent", Tipo::porcentaje, "5.00", "5,00 %", "5.00%"},
        PrintedCase{"Nif", Tipo::nif, "00000014Z", "00000014Z", "00000014Z"},
        PrintedCase{"MaskedNif", Tipo::nif, "***4567**", "***4567**", "***4567**"},
        PrintedCase{"Reference", Tipo::referencia, "000012345682", "000012345682", "000012345682"},
        PrintedCase{"Bars", Tipo::codigo, "90502380386000012345608001260100018475",
                    "(90)502380386000012345608001260100018475", "(90)502380386000012345608001260100018475"},
        PrintedCase{"Text", Tipo::texto, "ñ ç ü º ª € ’", "ñ ç ü º ª € ’", "ñ ç ü º ª € ’"}),
    [](const auto& test) { return test.param.name; });

TEST(Campo, RefusesSamplesOfAnotherKind) {
  EXPECT_FALSE(leer_muestra(Tipo::dinero, "1.234,56"));
  EXPECT_FALSE(leer_muestra(Tipo::fecha, "22/07/2026"));
  EXPECT_FALSE(leer_muestra(Tipo::referencia, "12A4"));
  EXPECT_FALSE(leer_muestra(Tipo::codigo,
                            "905023"
                            "8"));
  EXPECT_FALSE(leer_muestra(Tipo::codigo, "50238038"));
  EXPECT_FALSE(leer_muestra(Tipo::numero, "muchos"));
}

TEST(Campo, AValueOfAnotherKindIsOurDefect) {
  Valor valor;
  valor.set("cien");
  std::string out;
  EXPECT_THROW(escribir_valor(Tipo::dinero, valor, Idioma::es, out), Error);
}

TEST(Campo, LongestValuesAreAsLongAsTheyMayBe) {
  Campo campo;
  campo.maximo = 25;
  campo.muestra.set("NÚÑEZ, ANA");
  EXPECT_EQ(valor_mas_largo(campo).texto, "NÚÑEZ, ANA NÚÑEZ, ANA NÚÑ");
  campo.tipo = Tipo::dinero;
  campo.maximo = 12;
  campo.muestra.set(100_cts);
  EXPECT_EQ(valor_mas_largo(campo).numero, 88888888);  // 888.888,88 € is of 12 letters
}

}  // namespace
}  // namespace sctf::documentos
