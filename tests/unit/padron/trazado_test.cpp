// Layouts of norms/padron 4: what adds up is taken, what does not is refused at its place.

#include "padron/trazado.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "padron/escritor.hpp"
#include "padron/lector.hpp"

namespace sctf::padron {
namespace {

using testing::HasSubstr;

const std::filesystem::path kPerfiles = std::filesystem::path(SCTF_TEST_DATA) / "../../etc/perfiles";

struct Caso {
  const char* nombre;
  std::size_t longitud;
};
class TrazadosDelArbol : public testing::TestWithParam<Caso> {};

TEST_P(TrazadosDelArbol, AddUp) {
  const auto t = Trazados({kPerfiles}).cargar(GetParam().nombre);
  ASSERT_TRUE(t) << t.error().front().text;
  EXPECT_EQ(t->longitud, GetParam().longitud);
  EXPECT_EQ(t->piezas.back().desde + t->piezas.back().ancho, GetParam().longitud);
}
INSTANTIATE_TEST_SUITE_P(Norma, TrazadosDelArbol,
                         testing::Values(Caso{"ine_habitantes_554", 554}, Caso{"ine_habitantes_704", 704},
                                         Caso{"ine_habitantes_749", 749}, Caso{"ine_habitantes_954", 954},
                                         Caso{"ine_habitantes_1158", 1158}, Caso{"ine_unidades_604", 604},
                                         Caso{"ine_vias_108", 108}, Caso{"ine_vias_132", 132},
                                         Caso{"ine_pseudovias_77", 77}, Caso{"ine_pseudovias_127", 127},
                                         Caso{"ine_tramos_273", 273}, Caso{"ine_secciones_11", 11},
                                         Caso{"ine_renumeracion_43", 43}),
                         [](const auto& one) { return std::string(one.param.nombre); });

// Positions that norms/padron 4.2 prints.
TEST(Trazado, PositionsAreTheNorms) {
  const auto t = *Trazados({kPerfiles}).cargar("ine_habitantes_554");
  const auto from = [&](char block, const char* name) { return t.pieza(block, name)->desde + 1; };
  EXPECT_EQ(from('I', "NOMB"), 6U);
  EXPECT_EQ(from('I', "NIA"), 132U);
  EXPECT_EQ(from('C', "FVAR"), 161U);
  EXPECT_EQ(from('V', "DIST"), 172U);
  EXPECT_EQ(from('V', "TINUM"), 350U);
  EXPECT_EQ(from('V', "NHOP"), 394U);
  EXPECT_EQ(from('V', "FNAC"), 503U);
  EXPECT_EQ(from('V', "CODP"), 552U);
}

std::vector<Problem> errors_of(const std::string& text) {
  const auto t = parse_trazado(text, "t.yaml", [](const std::string&) -> Result<std::string> {
    return problem(Code::asset_missing, "none");
  });
  return t ? std::vector<Problem>{} : t.error();
}

TEST(Trazado, WhatDoesNotAddUpIsRefused) {
  const auto errors = errors_of("layout: x\nlength: 6\nfields:\n  - [I, CPRO, N, 2]\n  - [V, NIA, A, 15]\n");
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].line, 2);
  EXPECT_THAT(errors[0].text, HasSubstr("add up to 17, not 6"));
}

TEST(Trazado, WrongFieldsAreToldAtTheirPlace) {
  const auto errors = errors_of(
      "layout: x\nlength: 4\nfields:\n  - [Q, A1, N, 1]\n  - [V, NUMER, N, 5]\n  - [V, B, X, 1]\n  - [V, B, "
      "A, 1]\n  - [V, C]\n");
  ASSERT_EQ(errors.size(), 5U);
  EXPECT_EQ(errors[0].line, 4);
  EXPECT_THAT(errors[1].text, HasSubstr("NUMER has 4 positions"));
  EXPECT_THAT(errors[3].text, HasSubstr("stands twice"));
  EXPECT_EQ(errors[4].line, 8);
}

// A record out and in again: text left with blanks, digits right with zeros, absent blank, ISO-8859-1.
TEST(Trazado, ARecordComesBack) {
  const auto t = *Trazados({kPerfiles}).cargar("ine_habitantes_554");
  Bloque b;
  b[Campo::nomb] = "MARÍA ÑUÑA", b[Campo::ape1] = "PEÑA", b[Campo::iden] = "00000001";
  b[Campo::cvia] = "00010", b[Campo::cpsvia] = "00000", b[Campo::puer] = "0003", b[Campo::nia] = "1";
  b[Campo::tinum] = "1", b[Campo::numer] = "0007", b[Campo::liden] = "R";
  const auto v = vista(b);
  std::string bytes;
  EscritorIne(t).escribir(
      {.cpro = "38", .cmun = "038", .antes = &v, .fvar = "20250102", .cvar = "M", .cauv = "PE", .v = &v},
      bytes);
  ASSERT_EQ(bytes.size(), 556U);
  EXPECT_EQ(bytes.substr(5, 12),
            "MAR\xCD"
            "A \xD1U\xD1"
            "A  ");
  EXPECT_EQ(bytes.substr(546, 8), "        ");
  proc::MemorySource source(bytes, 7);
  const auto lector = leer_ine(source, t);
  Registro r;
  Fallos fallos;
  ASSERT_TRUE(lector->siguiente(r, fallos));
  EXPECT_TRUE(fallos.limpio());
  EXPECT_EQ(r.v, b);
  EXPECT_EQ(r.codigo(), "MPE");
  EXPECT_FALSE(lector->siguiente(r, fallos));

  auto plain = t;
  plain.fase = 1;
  std::string folded;
  EscritorIne(plain).escribir(
      {.cpro = "38", .cmun = "038", .fvar = "20250102", .cvar = "A", .cauv = "OM", .v = &v}, folded);
  EXPECT_EQ(folded.substr(5, 5), "     ");
  EXPECT_EQ(folded.substr(414, 10),
            "MARIA \xD1U\xD1"
            "A");
}

}  // namespace
}  // namespace sctf::padron
