// The simulated bank: what it writes is what the readers read, and what the official schemas take.

#include "demo/banco.hpp"

#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>

#include "demo/banco_plan.hpp"
#include "tributos/cuaderno57.hpp"
#include "tributos/cuaderno60.hpp"
#include "unit/tributos/cobro_apoyo.hpp"
#include "xml/schema.hpp"

namespace sctf::demo {
namespace {

using tributos::ClaseCobro;
using tributos::Cobro;
using tributos::donde;
using tributos::FormatoCobro;
using tributos::leer;

const std::string kIban = "ES9121000418450200051332";

template <class Write>
std::string written(const Write& write) {
  std::string out;
  write([&](std::string_view piece) { out += piece; });
  return out;
}

CuentaSimulada cuenta() {
  return {.iban = kIban,
          .titular = "Ayuntamiento Inventado",
          .saldo = Cents{-500},
          .desde = make_day(2026, 7, 1),
          .hasta = make_day(2026, 7, 31)};
}

DetalleSimulado debit(int i, Cents importe) {
  return {.importe = importe,
          .referencia_banco = fmt::format("D-{}", i),
          .end_to_end = fmt::format("IBI2026-{:010}", i),
          .mandato = fmt::format("MAND-{}", i),
          .texto = "IBI 2026",
          .pagador = "Peña Ibáñez Ana",
          .pagador_iban = "ES7000491500010512345678",
          .motivo = {}};
}

// One of each that a statement may hold.
std::vector<ApunteSimulado> apuntes() {
  const Day day = make_day(2026, 7, 8);
  std::vector<ApunteSimulado> out(5);
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i].dia = out[i].valor = day + std::chrono::days{static_cast<int>(i)};
    out[i].referencia_banco = fmt::format("A-{}", i);
  }
  out[0].importe = Cents{300'00};
  out[0].bloque = "38038-IBI-2026-R01-0001-RCUR";
  out[0].operaciones = 2;
  out[1].importe = Cents{150'50};
  out[1].bloque = "38038-IBI-2026-R01-0001-FRST";
  out[1].detalles = {debit(1, Cents{100'00}), debit(2, Cents{50'50})};
  out[2].importe = Cents{-100'00};
  out[2].concepto = "14";
  out[2].detalles = {debit(1, Cents{100'00})};
  out[2].detalles[0].motivo = "AM04";
  out[3].importe = Cents{75'25};
  out[3].detalles = {debit(3, Cents{75'25})};
  out[3].detalles[0].end_to_end.clear();
  out[3].detalles[0].mandato.clear();
  out[3].detalles[0].texto = "recibo 000012345693";
  out[4].importe = Cents{-3'10};
  out[4].concepto = "17";
  return out;
}

std::vector<RetornoSimulado> retornos() {
  std::vector<RetornoSimulado> out;
  for (int i = 1; i <= 3; ++i)
    out.push_back({.end_to_end = fmt::format("IBI2026-{:010}", i),
                   .bloque = i < 3 ? "B-RCUR" : "B-FRST",
                   .mandato = "MAND",
                   .motivo = i == 1 ? "AM04" : "MD06",
                   .importe = Cents{100 * i},
                   .cobro = make_day(2026, 7, 8),
                   .deudor = "Peña Ibáñez Ana",
                   .iban = "ES7000491500010512345678"});
  return out;
}

CabeceraEstado estado(VersionEstado version) {
  return {.version = version,
          .mensaje = {.msg_id = "0001", .creado = "2026-07-10T09:00:00"},
          .mensaje_original = "38038-IBI-2026-R01-0001",
          .mensaje_original_tipo = "pain.008.001.02",
          .acreedor = "ES97000P3803800F"};
}

TEST(BancoSlips, AreReadBack) {
  const tributos::PlazoC60 term{make_day(2026, 7, 22), Cents{18475}};
  const auto c60 = must(tributos::codigo_m2({"380386", 123456, "001", 2026}, term));
  const auto c57 = must(tributos::codigo_c57({"38038000", "000", 123456}, term.limite, term.importe));
  for (const bool old : {false, true}) {
    PagoSimulado pago{.referencia = old ? c57.referencia : c60.primero.referencia,
                      .identificacion = old ? c57.identificacion : c60.primero.identificacion,
                      .importe = term.importe,
                      .dia = make_day(2026, 7, 1)};
    std::vector<PagoSimulado> pagos = {pago, pago, pago};
    pagos[1].numero = 7;
    pagos[2].anula = true;
    const CabeceraSlips head{
        .emisora = old ? "38038000" : "380386", .sufijo = old ? "000" : "", .dia = make_day(2026, 7, 5)};
    const auto text = written(
        [&](const Salida& out) { old ? escribir_c57(out, head, pagos) : escribir_c60(out, head, pagos); });
    const auto got = leer(old ? FormatoCobro::c57 : FormatoCobro::c60, text);
    ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
    ASSERT_EQ(got.cobros.size(), 3U);
    EXPECT_EQ(got.fichero->suma, Cents{18475});
    EXPECT_EQ(got.fichero->fecha, head.dia);
    for (const auto& c : got.cobros) {
      EXPECT_TRUE(c.digitos_bien);
      EXPECT_EQ(c.referencia, pago.referencia);
      EXPECT_EQ(c.pago, pago.dia);
    }
    EXPECT_EQ(got.cobros[2].clase, ClaseCobro::anulacion);
    EXPECT_NE(got.cobros[0].clave, got.cobros[1].clave);
  }
}

void expect_entries(const std::vector<Cobro>& c, bool whole) {
  std::size_t i = 0;
  EXPECT_EQ(c[i].clase, whole ? ClaseCobro::abono : ClaseCobro::movimiento);
  EXPECT_EQ(c[i].bloque, whole ? "38038-IBI-2026-R01-0001-RCUR" : "");
  EXPECT_EQ(c[i++].importe, Cents{300'00});
  if (whole) {
    EXPECT_EQ(c[i].end_to_end, "IBI2026-0000000001");
    EXPECT_TRUE(c[i].bloque.empty());
    EXPECT_EQ(c[i].mandato, "MAND-1");
    EXPECT_EQ(c[i++].importe, Cents{100'00});
    EXPECT_EQ(c[i++].importe, Cents{50'50});
  } else {
    EXPECT_EQ(c[i++].importe, Cents{150'50});
  }
  EXPECT_EQ(c[i].clase, ClaseCobro::devolucion);
  EXPECT_EQ(c[i].end_to_end, "IBI2026-0000000001");
  EXPECT_EQ(c[i].motivo, whole ? "AM04" : "MS03");
  EXPECT_EQ(c[i++].mandato, "MAND-1");
  EXPECT_EQ(c[i].clase, ClaseCobro::ingreso);
  EXPECT_EQ(c[i++].referencia, "000012345693");
  EXPECT_EQ(c[i].clase, ClaseCobro::movimiento);
  EXPECT_EQ(c[i++].importe, Cents{-3'10});
  EXPECT_EQ(c.size(), i);
}

TEST(BancoN43, IsReadBack) {
  const auto all = apuntes();
  const auto text = written([&](const Salida& out) { escribir_n43(out, cuenta(), all); });
  const auto got = leer(FormatoCobro::n43, text);
  ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
  EXPECT_TRUE(got.fichero->avisos.empty()) << donde(got.fichero->avisos.front());
  expect_entries(got.cobros, false);
  for (std::size_t at = 0; at < text.size(); at += 82) EXPECT_EQ(text.substr(at + 80, 2), "\r\n");
}

std::string official(const std::string& message) {
  const char* norms = std::getenv("SCTF_NORMS");
  return norms == nullptr ? "" : (std::filesystem::path(norms) / "iso20022" / (message + ".xsd")).string();
}
void expect_valid(const std::string& message, const std::string& text) {
  const auto path = official(message);
  if (path.empty()) GTEST_SKIP() << "skipped: no official schemas";
  const auto valid = must(xml::Schema::load(path)).validate(text);
  EXPECT_TRUE(valid) << message << ": " << valid.error().text;
}

std::string camt(bool statement, VersionCamt version) {
  return written([&](const Salida& out) {
    const CabeceraMensaje head{.msg_id = "EXTRACTO-1", .creado = "2026-08-01T06:00:00"};
    statement ? escribir_camt053(out, version, head, cuenta(), apuntes())
              : escribir_camt054(out, version, head, cuenta(), apuntes());
  });
}

TEST(BancoCamt, IsReadBackAlikeInAllItsVersions) {
  std::vector<std::string> keys;
  for (const bool statement : {true, false})
    for (const auto version : {VersionCamt::v02, VersionCamt::v08}) {
      const auto got =
          leer(statement ? FormatoCobro::camt053 : FormatoCobro::camt054, camt(statement, version));
      ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
      EXPECT_TRUE(got.fichero->avisos.empty());
      expect_entries(got.cobros, true);
      std::vector<std::string> found;
      for (const auto& c : got.cobros) found.push_back(c.clave);
      if (keys.empty()) keys = found;
      EXPECT_EQ(found, keys);  // the same across 053 and 054
      EXPECT_EQ(got.cobros[1].pagador, "Pena Ibanez Ana");
    }
}

class BancoEsquemas : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Official, BancoEsquemas,
                         testing::Values("camt.053.001.02", "camt.053.001.08", "camt.054.001.02",
                                         "camt.054.001.08", "pain.002.001.10"),
                         [](const auto& i) {
                           auto name = i.param;
                           std::replace(name.begin(), name.end(), '.', '_');
                           return name;
                         });
TEST_P(BancoEsquemas, TakeWhatTheBankWrites) {
  const auto& message = GetParam();
  if (message.starts_with("camt"))
    return expect_valid(message, camt(message.starts_with("camt.053"),
                                      message.ends_with("02") ? VersionCamt::v02 : VersionCamt::v08));
  const auto all = retornos();
  expect_valid(message, written([&](const Salida& out) {
                 escribir_devoluciones(out, estado(VersionEstado::v10), make_day(2026, 7, 9), all);
               }));
  expect_valid(message, written([&](const Salida& out) {
                 escribir_rechazos(out, estado(VersionEstado::v10), 900, Cents{99}, all);
               }));
}

TEST(BancoPain002, IsReadBackAsRejectionsAndReturns) {
  const auto all = retornos();
  for (const auto version : {VersionEstado::v03, VersionEstado::v10})
    for (const bool returns : {false, true}) {
      const auto text = written([&](const Salida& out) {
        returns ? escribir_devoluciones(out, estado(version), make_day(2026, 7, 9), all)
                : escribir_rechazos(out, estado(version), 900, Cents{99'999}, all);
      });
      const auto got = leer(FormatoCobro::pain002, text);
      ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
      EXPECT_TRUE(got.fichero->avisos.empty());
      EXPECT_EQ(got.fichero->mensaje, returns ? "DA0001" : "0001");
      EXPECT_EQ(got.fichero->suma, returns ? Cents{-600} : Cents{});
      ASSERT_EQ(got.cobros.size(), 3U);
      EXPECT_EQ(got.cobros[2].clase, returns ? ClaseCobro::devolucion : ClaseCobro::rechazo);
      EXPECT_TRUE(got.cobros[2].bloque.empty());
      EXPECT_EQ(got.cobros[2].motivo, "MD06");
      EXPECT_EQ(got.cobros[2].importe_original, Cents{300});
      EXPECT_EQ(got.cobros[2].pago, returns ? make_day(2026, 7, 9) : make_day(2026, 7, 10));
      EXPECT_EQ(got.cobros[2].pagador, "Pena Ibanez Ana");
    }
}

}  // namespace
}  // namespace sctf::demo
