#pragma once

#include <fmt/format.h>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/ids.hpp"
#include "support/oficina.hpp"

namespace sctf::tributos {

inline const Day kEnPlazo = make_day(2026, 6, 10);
inline const Day kTarde = make_day(2026, 8, 3);
inline const Day kAbono = make_day(2026, 7, 8);
inline const Day kDevuelto = make_day(2026, 7, 13);

// Twelve receipts of 110.00, and from kDebito on four that are domiciled: 104.50 with their rebate.
inline constexpr std::size_t kDebito = 12;
class CobrosTest : public testing::Test {
 protected:
  void SetUp() override {
    std::vector<test::Inmueble> inmuebles;
    for (int n = 1; n <= 16; ++n) inmuebles.push_back({.n = n, .valor_euros = 20000, .domiciliado = n > 12});
    recibos_ = o_.cargar(inmuebles);
    ASSERT_EQ(recibos_.size(), 16U);
    ASSERT_EQ(recibos_[0].cuota, 11000_cts);
    ASSERT_EQ(recibos_[kDebito].importe, 10450_cts);
  }
  void TearDown() override { EXPECT_EQ(o_.descuadre(), ""); }

  // What each record of a file became.
  std::vector<std::string> hechos(const Result<Cobrados>& cobrados) {
    if (!cobrados) return {cobrados.error().text};
    return o_.filas(
        fmt::format("select resultado, aplicado_cts, depositado_cts, pendiente_cts from "
                    "cobro_resultado where run = {} order by n, valor",
                    cobrados->run));
  }
  void expect_recibo(std::size_t i, const char* estado, Cents pendiente) {
    const auto r = o_.recibo(recibos_[i].valor);
    EXPECT_EQ(r.estado, estado) << "receipt " << i;
    EXPECT_EQ(r.pendiente, pendiente) << "receipt " << i;
  }
  std::int64_t depositado(std::size_t i) {
    return o_.numero(fmt::format(
        "select coalesce(sum(importe_cts), 0)::bigint from deposito where valor = {}", recibos_[i].valor));
  }
  demo::PagoSimulado slip(std::size_t i, Cents importe, Day day = kEnPlazo, int numero = 0) {
    return o_.slip(recibos_[i].valor, importe, day, numero);
  }
  Result<Anulada> anular(std::size_t i, std::optional<Cents> parcial = {},
                         std::optional<std::filesystem::path> sustitucion = {}) {
    auto engine = o_.engine(kEnPlazo);
    return tributos::anular(engine, o_.pool(), o_.caller(),
                            {.referencia = referencia_text(recibos_[i].valor),
                             .motivo = "error",
                             .acto = "Resolución de prueba",
                             .parcial = parcial,
                             .sustitucion = std::move(sustitucion),
                             .two_persons = false});
  }
  // The block of all debits, as one entry of a notification.
  Result<Cobrados> abonar_bloque(Cents importe = 41800_cts) {
    return o_.camt054(kAbono, {o_.abono_bloque(recibos_[kDebito].bloque, importe, kAbono)});
  }

  static void escribir(const std::filesystem::path& path, const std::vector<demo::PagoSimulado>& pagos) {
    std::ofstream out(path, std::ios::binary);
    demo::escribir_c60([&](std::string_view bytes) { out << bytes; },
                       {.emisora = "380386", .sufijo = {}, .dia = kEnPlazo}, pagos);
  }

  test::Oficina o_;
  std::vector<test::ReciboCargado> recibos_;
};

}  // namespace sctf::tributos
