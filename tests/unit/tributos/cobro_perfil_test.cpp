// The profile of Cuaderno 60 (norms/recaudacion 2.7).

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "tributos/cobro_fijo.hpp"
#include "unit/tributos/cobro_apoyo.hpp"

namespace sctf::tributos {
namespace {

// A bank's own: other length, another order of dates, the year whole, types behind, totals that count
// otherwise.
constexpr std::string_view kOtro = R"(nombre: Banco inventado
longitud: 70
codificacion: ascii
fechas: AAAAMMDD
anula: A
registros:
  cabecera: {tipo: 69-70, valor: CF, campos: {entidad: 1-4, fecha: 5-12}}
  emisora: {tipo: 69-70, valor: CE, campos: {emisora: 1-6}}
  detalle:
    tipo: 69-70
    valor: DE
    campos: {referencia: 1-12, identificacion: 13-22, importe: 23-30, fecha: 31-38, entidad: 39-42, anulacion: 43}
  total_emisora: {tipo: 69-70, valor: TE, cuenta: bloque, campos: {registros: 1-6, importe: 7-18}}
  total: {tipo: 69-70, valor: TF, cuenta: detalles, campos: {registros: 1-6, importe: 7-18, emisoras: 19-21}}
)";

std::string record(std::string fields, const char* type) {
  fields.resize(68, ' ');
  return fields + type + "\n";
}

TEST(PerfilC60, OursIsRight) {
  std::ifstream in(perfil_c60_nuestro());
  std::stringstream bytes;
  bytes << in.rdbuf();
  const auto perfil = parse_perfil_c60(bytes.str(), "c60.yaml");
  ASSERT_TRUE(perfil) << to_string(perfil.error().front());
  EXPECT_TRUE(perfil->provisional);
  EXPECT_EQ(perfil->detalle[CampoFijo::referencia], (Tramo{77, 88}));
  EXPECT_EQ(perfil->total.cuenta, CuentaFijo::fichero);
}

TEST(PerfilC60, AnotherBankNeedsNoOtherProgram) {
  const auto path = std::filesystem::temp_directory_path() / fmt::format("sctf-perfil-{}.yaml", ::getpid());
  std::ofstream(path) << kOtro;
  std::string text = record("210020261120", "CF") + record("380386", "CE");
  text += record(
      "00001234569310012663240001847520261119"
      "2100 ",
      "DE");
  text += record(
      "00001234569310012663240001847520261119"
      "2100A",
      "DE");
  text += record("000004000000000000", "TE") + record("000002000000000000001", "TF");
  const auto got = leer(FormatoCobro::c60, text, 0, recaudador(), path.string());
  std::filesystem::remove(path);
  ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
  ASSERT_EQ(got.cobros.size(), 2U);
  EXPECT_FALSE(got.fichero->provisional);
  EXPECT_TRUE(got.cobros[0].digitos_bien);
  EXPECT_EQ(got.cobros[0].pago, make_day(2026, 11, 19));
  EXPECT_EQ(got.cobros[1].clase, ClaseCobro::anulacion);
  EXPECT_EQ(got.fichero->suma, Cents{});
}

TEST(PerfilC60, OneThatIsNotThereIsTold) {
  const auto got = leer(FormatoCobro::c60, "x", 0, recaudador(), "/nowhere/c60.yaml");
  ASSERT_FALSE(got.fichero);
  EXPECT_EQ(got.fichero.error().code, Code::no_input);
}

struct Malo {
  const char* nombre;
  const char* de;
  const char* a;
  Code codigo;
  int linea, columna;
};
class PerfilC60Malo : public testing::TestWithParam<Malo> {};
INSTANTIATE_TEST_SUITE_P(
    Refused, PerfilC60Malo,
    testing::Values(Malo{"UnknownKey", "longitud: 70", "longtud: 70", Code::unknown_key, 2, 1},
                    Malo{"NoLength", "longitud: 70", "canales: \"1\"", Code::missing_value, 1, 1},
                    Malo{"Length", "longitud: 70", "longitud: 70000", Code::out_of_range, 2, 11},
                    Malo{"Dates", "AAAAMMDD", "AAMMDDD", Code::unknown_value, 4, 9},
                    Malo{"Encoding", "ascii", "ebcdic", Code::unknown_value, 3, 15},
                    Malo{"NoRecord", "  emisora: {tipo: 69-70, valor: CE, campos: {emisora: 1-6}}\n", "",
                         Code::missing_value, 7, 3},
                    Malo{"NoField", "identificacion: 13-22, ", "", Code::missing_value, 12, 13},
                    Malo{"UnknownField", "identificacion:", "identificacio:", Code::unknown_key, 12, 32},
                    Malo{"OutsideTheRecord", "13-22", "13-72", Code::invalid_value, 12, 48},
                    Malo{"NoPositions", "13-22", "trece", Code::invalid_value, 12, 48},
                    Malo{"Backwards", "13-22", "22-13", Code::invalid_value, 12, 48},
                    Malo{"Overlap", "13-22", "12-21", Code::inconsistent, 12, 48},
                    Malo{"TooShort", "1-12, ident", "1-11, ident", Code::out_of_range, 12, 26},
                    Malo{"DateTooShort", "31-38", "31-37", Code::out_of_range, 12, 78},
                    Malo{"TypeLength", "valor: TE", "valor: T", Code::inconsistent, 13, 39},
                    Malo{"SameType", "valor: TE", "valor: DE", Code::duplicate, 13, 18},
                    Malo{"Count", "cuenta: detalles", "cuenta: todos", Code::unknown_value, 14, 43},
                    Malo{"Yaml", "longitud: 70", "longitud: [70", Code::bad_document, 3, 13}),
    [](const auto& i) { return i.param.nombre; });
TEST_P(PerfilC60Malo, IsRefusedWithItsPlace) {
  const auto& malo = GetParam();
  const auto bad = cambiado(std::string(kOtro), malo.de, malo.a);
  ASSERT_NE(bad, kOtro);
  const auto perfil = parse_perfil_c60(bad, "c60.yaml");
  ASSERT_FALSE(perfil);
  std::string all;
  bool found = false;
  for (const auto& p : perfil.error()) {
    all += donde(p) + "\n";
    found = found || (p.code == malo.codigo && p.line == malo.linea && p.column == malo.columna);
  }
  EXPECT_TRUE(found) << all;
}

}  // namespace
}  // namespace sctf::tributos
