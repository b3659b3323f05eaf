#include "tributos/aplicacion.hpp"

#include <gtest/gtest.h>

namespace sctf::tributos {
namespace {

using Estado = AdeudoVivo::Estado;

ReglasCobro reglas() {
  ReglasCobro r;
  for (int year = 2025; year <= 2027; ++year) r.calendario.set_year(year, {});
  r.intereses.push_back({make_day(2025, 1, 1), make_day(2027, 12, 31), Decimal{40625, 4}, Decimal{325, 2}});
  return r;
}

// A receipt of 100.00 in its voluntary term, of which 5.00 would be its rebate.
SituacionValor recibo() {
  SituacionValor v;
  v.valor = 123456;
  v.end_to_end = "IBI2026-0000123456";
  v.cargado = true;
  v.deuda.principal = 10'000_cts;
  v.deuda.fin_voluntaria = make_day(2026, 7, 22);
  v.rebaja = 500_cts;
  v.pierde_por = {"AC04", "MD06"};
  return v;
}

SituacionValor domiciliado(Estado estado = Estado::enviado) {
  auto v = recibo();
  v.adeudo = AdeudoVivo{.remesa = 1, .importe = 9'500_cts, .estado = estado};
  if (estado == Estado::abonado)
    v.adeudo->aplicado = v.cobrado.principal = 9'500_cts, v.adeudo->rebaja = v.rebaja_vigente = 500_cts,
    v.deuda.principal = 0_cts;
  return v;
}

Cobro pago(Cents importe, Day dia = make_day(2026, 6, 10)) {
  Cobro c;
  c.clase = ClaseCobro::ingreso;
  c.importe = importe;
  c.pago = dia;
  return c;
}

Cobro del_adeudo(ClaseCobro clase, Cents importe, std::string motivo = {}) {
  auto c = pago(importe);
  c.clase = clase;
  c.end_to_end = "IBI2026-0000123456";
  c.motivo = std::move(motivo);
  return c;
}

Aplicacion hecha(const Cobro& c, const SituacionValor& v) {
  const auto a = aplicar(c, c.importe, &v, reglas());
  EXPECT_TRUE(a) << (a ? "" : a.error().text);
  EXPECT_EQ(a->aplicado + a->depositado + a->pendiente,
            a->resultado == Resultado::repeated ? 0_cts : c.importe);
  Cents ingresado;
  for (const auto& e : a->asientos)
    if (e.clase == Asiento::Clase::ingreso) ingresado -= e.importe;
  EXPECT_EQ(ingresado, a->aplicado);
  return *a;
}

Cents pendiente_despues(SituacionValor v, const Aplicacion& a) {
  anotar(v, a.asientos);
  return v.deuda.principal + v.deuda.recargo + v.deuda.interes + v.deuda.costas;
}

struct Caso {
  const char* name;
  Cents importe;
  Day dia;
  Resultado resultado;
  Cents aplicado, depositado, pendiente;  // pending of the valor afterwards
};
class Ingreso : public testing::TestWithParam<Caso> {};

TEST_P(Ingreso, FollowsRecaudacion93) {
  const auto& c = GetParam();
  const auto a = hecha(pago(c.importe, c.dia), recibo());
  EXPECT_EQ(a.resultado, c.resultado);
  EXPECT_EQ(a.aplicado, c.aplicado);
  EXPECT_EQ(a.depositado, c.depositado);
  EXPECT_EQ(pendiente_despues(recibo(), a), c.pendiente);
}
INSTANTIATE_TEST_SUITE_P(
    Recaudacion, Ingreso,
    testing::Values(
        Caso{"Paid", 10'000_cts, make_day(2026, 7, 22), Resultado::paid, 10'000_cts, 0_cts, 0_cts},
        Caso{"Partial", 4'000_cts, make_day(2026, 7, 22), Resultado::partial, 4'000_cts, 0_cts, 6'000_cts},
        Caso{"Excess", 10'001_cts, make_day(2026, 7, 22), Resultado::excess, 10'000_cts, 1_cts, 0_cts},
        Caso{"LateLeavesTheRecargo", 10'000_cts, make_day(2026, 7, 23), Resultado::late, 10'000_cts, 0_cts,
             500_cts},
        Caso{"LateAndLess", 6'000_cts, make_day(2026, 7, 23), Resultado::late, 6'000_cts, 0_cts, 4'500_cts},
        Caso{"LateBetweenDebtAndRecargo", 10'300_cts, make_day(2026, 7, 23), Resultado::late, 10'300_cts,
             0_cts, 200_cts},
        Caso{"LateWithItsRecargo", 10'500_cts, make_day(2026, 7, 23), Resultado::paid, 10'500_cts, 0_cts,
             0_cts},
        Caso{"LateAndMore", 10'501_cts, make_day(2026, 7, 23), Resultado::excess, 10'500_cts, 1_cts, 0_cts}),
    [](const auto& test) { return test.param.name; });

TEST(Aplicacion, ASecondLatePaymentTakesTheRecargoThatIsBooked) {
  auto v = recibo();
  anotar(v, hecha(pago(10'000_cts, make_day(2026, 8, 1)), v).asientos);
  EXPECT_EQ(v.deuda.recargo, 500_cts);
  const auto a = hecha(pago(500_cts, make_day(2026, 8, 2)), v);
  EXPECT_EQ(a.resultado, Resultado::paid);
  EXPECT_EQ(pendiente_despues(v, a), 0_cts);
}

TEST(Aplicacion, AfterTheApremioTwentyPerCentAndInterest) {
  auto v = recibo();
  v.deuda.fin_voluntaria = make_day(2025, 11, 20);
  v.deuda.principal = 18'475_cts;
  v.deuda.providencia_notificada = make_day(2026, 1, 10);
  const auto a = hecha(pago(22'396_cts, make_day(2026, 3, 10)), v);  // norms/recaudacion 8.6: 223,96
  EXPECT_EQ(a.resultado, Resultado::paid);
}

TEST(Aplicacion, WhatDoesNotTouchTheValor) {
  auto v = recibo();
  v.anulado = true;
  EXPECT_EQ(hecha(pago(10'000_cts), v).resultado, Resultado::annulled);
  EXPECT_EQ(hecha(pago(10'000_cts), v).depositado, 10'000_cts);
  v = recibo();
  v.deuda.suspensiones.push_back({.desde = make_day(2026, 6, 1), .hasta = make_day(2026, 6, 30)});
  EXPECT_EQ(hecha(pago(10'000_cts), v).resultado, Resultado::suspended);
  EXPECT_EQ(hecha(pago(10'000_cts, make_day(2026, 7, 1)), v).resultado, Resultado::paid);
  v = recibo();
  v.deuda.principal = 0_cts;
  EXPECT_EQ(hecha(pago(10'000_cts), v).resultado, Resultado::duplicate);
  EXPECT_EQ(hecha(pago(10'000_cts), v).depositado, 10'000_cts);
  v.cargado = false;
  EXPECT_EQ(hecha(pago(10'000_cts), v).resultado, Resultado::unknown);
  EXPECT_EQ(hecha(pago(10'000_cts), v).pendiente, 10'000_cts);
  auto torcido = pago(10'000_cts);
  torcido.digitos_bien = false;
  EXPECT_EQ(hecha(torcido, recibo()).resultado, Resultado::bad_check_digit);
  EXPECT_EQ(hecha(torcido, recibo()).pendiente, 10'000_cts);
}

TEST(Aplicacion, AMovementOfTheAccountWaitsForReconcileNotForApplication) {
  auto c = pago(10'000_cts);
  c.clase = ClaseCobro::movimiento;
  const auto a = aplicar(c, c.importe, nullptr, reglas());
  ASSERT_TRUE(a);
  EXPECT_EQ(a->resultado, Resultado::unknown);
  EXPECT_EQ(a->pendiente, 0_cts);
}

TEST(Adeudo, ItsCreditBringsItsRebate) {
  const auto a = hecha(del_adeudo(ClaseCobro::abono, 9'500_cts), domiciliado());
  EXPECT_EQ(a.resultado, Resultado::provisional);
  EXPECT_EQ(pendiente_despues(domiciliado(), a), 0_cts);
  EXPECT_EQ(a.adeudo->estado, Estado::abonado);
  EXPECT_EQ(a.adeudo->rebaja, 500_cts);
}

TEST(Adeudo, ACreditOfAnotherAmountOrNameIsUnknown) {
  EXPECT_EQ(hecha(del_adeudo(ClaseCobro::abono, 9'499_cts), domiciliado()).resultado, Resultado::unknown);
  EXPECT_EQ(hecha(del_adeudo(ClaseCobro::abono, 9'500_cts), recibo()).resultado, Resultado::unknown);
  auto other = del_adeudo(ClaseCobro::abono, 9'500_cts);
  other.end_to_end = "IVTM2026-0000123456";
  EXPECT_EQ(hecha(other, domiciliado()).resultado, Resultado::unknown);
}

TEST(Adeudo, WhatASlipPaidMeanwhileIsNotPaidAgain) {
  auto v = domiciliado();
  v.deuda.principal = 0_cts;
  EXPECT_EQ(hecha(del_adeudo(ClaseCobro::abono, 9'500_cts), v).resultado, Resultado::duplicate);
  v.deuda.principal = 9'600_cts;  // 4.00 were paid: the debit takes 95.00, the rebate the rest
  const auto a = hecha(del_adeudo(ClaseCobro::abono, 9'500_cts), v);
  EXPECT_EQ(a.adeudo->rebaja, 100_cts);
  EXPECT_EQ(pendiente_despues(v, a), 0_cts);
  v.deuda.principal = 9'000_cts;
  const auto b = hecha(del_adeudo(ClaseCobro::abono, 9'500_cts), v);
  EXPECT_EQ(b.depositado, 500_cts);
  EXPECT_EQ(pendiente_despues(v, b), 0_cts);
}

struct Vuelta {
  const char* name;
  ClaseCobro clase;
  Estado antes;
  const char* motivo;
  Resultado resultado;
  Cents pendiente;
  Estado despues;
};
class Devolucion : public testing::TestWithParam<Vuelta> {};

TEST_P(Devolucion, FollowsDesign7) {
  const auto& c = GetParam();
  const auto v = domiciliado(c.antes);
  const auto a = hecha(del_adeudo(c.clase, c.clase == ClaseCobro::rechazo ? 0_cts : -9'500_cts, c.motivo), v);
  EXPECT_EQ(a.resultado, c.resultado);
  EXPECT_EQ(pendiente_despues(v, a), c.pendiente);
  EXPECT_EQ(a.adeudo ? a.adeudo->estado : c.antes, c.despues);
}
INSTANTIATE_TEST_SUITE_P(
    Bank, Devolucion,
    testing::Values(Vuelta{"ReturnKeepsTheRebate", ClaseCobro::devolucion, Estado::abonado, "AM04",
                           Resultado::returned, 9'500_cts, Estado::devuelto},
                    Vuelta{"ReturnLosesTheRebate", ClaseCobro::devolucion, Estado::abonado, "MD06",
                           Resultado::returned, 10'000_cts, Estado::devuelto},
                    Vuelta{"BeforeItsCreditWasSeen", ClaseCobro::devolucion, Estado::enviado, "MD06",
                           Resultado::returned, 10'000_cts, Estado::transito},
                    Vuelta{"BeforeItsCreditKeepsTheRebate", ClaseCobro::devolucion, Estado::enviado, "MS03",
                           Resultado::returned, 9'500_cts, Estado::transito},
                    Vuelta{"ReturnedTwice", ClaseCobro::devolucion, Estado::devuelto, "MD06",
                           Resultado::repeated, 10'000_cts, Estado::devuelto},
                    Vuelta{"RejectionKeepsTheRebate", ClaseCobro::rechazo, Estado::enviado, "AM04",
                           Resultado::returned, 9'500_cts, Estado::rechazado},
                    Vuelta{"RejectionLosesTheRebate", ClaseCobro::rechazo, Estado::enviado, "AC04",
                           Resultado::returned, 10'000_cts, Estado::rechazado},
                    Vuelta{"RejectionAfterItsCredit", ClaseCobro::rechazo, Estado::abonado, "AC04",
                           Resultado::unknown, 0_cts, Estado::abonado}),
    [](const auto& test) { return test.param.name; });

TEST(Adeudo, AReturnOfAnotherAmountLeavesTheReceiptAsItWas) {
  const auto v = domiciliado(Estado::abonado);
  const auto a = hecha(del_adeudo(ClaseCobro::devolucion, -9'400_cts, "MD06"), v);
  EXPECT_EQ(a.resultado, Resultado::unknown);
  EXPECT_TRUE(a.asientos.empty());
  EXPECT_FALSE(a.adeudo);
}

TEST(Adeudo, TheCreditThatComesAfterItsReturnIsNoLongerMissing) {
  auto v = domiciliado();
  const auto vuelta = hecha(del_adeudo(ClaseCobro::devolucion, -9'500_cts, "MD06"), v);
  EXPECT_EQ(vuelta.pendiente, -9'500_cts);
  anotar(v, vuelta.asientos);
  v.adeudo = vuelta.adeudo;
  const auto abono = hecha(del_adeudo(ClaseCobro::abono, 9'500_cts), v);
  EXPECT_EQ(abono.pendiente, 9'500_cts);
  EXPECT_EQ(pendiente_despues(v, abono), 10'000_cts);
  EXPECT_EQ(abono.adeudo->estado, Estado::devuelto);
}

TEST(Adeudo, AReturnAfterTheAnnulmentWaits) {
  auto v = domiciliado(Estado::abonado);
  v.anulado = true;
  const auto a = hecha(del_adeudo(ClaseCobro::devolucion, -9'500_cts, "MD06"), v);
  EXPECT_EQ(a.resultado, Resultado::returned);
  EXPECT_EQ(a.pendiente, -9'500_cts);
  EXPECT_TRUE(a.asientos.empty());
}

// A rebate that a refusal left standing is undone by a later return that loses it.
TEST(Adeudo, AReturnThatLosesTheRebateUndoesAllOfIt) {
  auto v = domiciliado();
  for (const auto& [clase, importe, motivo] : {std::tuple{ClaseCobro::rechazo, 0_cts, "AM04"},
                                               {ClaseCobro::abono, 9'500_cts, ""},
                                               {ClaseCobro::devolucion, -9'500_cts, "AC04"}}) {
    const auto a = hecha(del_adeudo(clase, importe, motivo), v);
    anotar(v, a.asientos);
    v.adeudo = a.adeudo;
  }
  EXPECT_EQ(v.deuda.principal, 10'000_cts);
  EXPECT_EQ(v.rebaja_vigente, 0_cts);
}

// 30.00 of 95.00 moved to a deposit when that part was annulled: no more than 65.00 can be missing on the
// receipt.
TEST(Adeudo, AReturnAfterAPartialAnnulmentTakesWhatIsThere) {
  auto v = domiciliado(Estado::abonado);
  v.cobrado.principal = 6'500_cts;
  const auto a = hecha(del_adeudo(ClaseCobro::devolucion, -9'500_cts, "AM04"), v);
  EXPECT_EQ(a.aplicado, -6'500_cts);
  EXPECT_EQ(a.pendiente, -3'000_cts);
  EXPECT_EQ(pendiente_despues(v, a), 6'500_cts);
}

// What a payment did, and what its cancellation does to a receipt that went on meanwhile.
TEST(Retirar, GivesBackTheStateThatTheReceiptHad) {
  auto v = recibo();
  const auto dia = make_day(2026, 8, 3);
  const auto tarde = hecha(pago(12'000_cts, dia), v);
  anotar(v, tarde.asientos);
  EXPECT_EQ(v.cobrado.total(), 10'500_cts);
  const auto a = retirar(tarde, &v);
  EXPECT_EQ(a.resultado, Resultado::cancelled);
  EXPECT_EQ(a.aplicado, -10'500_cts);
  EXPECT_EQ(a.depositado, -1'500_cts);
  EXPECT_EQ(a.pendiente, 0_cts);
  EXPECT_EQ(pendiente_despues(v, a), 10'000_cts);
}

TEST(Retirar, TakesBackNoRecargoThatWasPaidSince) {
  auto v = recibo();
  const auto dia = make_day(2026, 8, 3);
  const auto primero = hecha(pago(10'000_cts, dia), v);
  anotar(v, primero.asientos);
  anotar(v, hecha(pago(500_cts, dia), v).asientos);
  const auto a = retirar(primero, &v);
  anotar(v, a.asientos);
  EXPECT_EQ(v.deuda.principal, 10'000_cts);
  EXPECT_EQ(v.deuda.recargo, 0_cts);
}

TEST(Retirar, WhatMovedOnIsMissing) {
  auto v = recibo();
  const auto hecho = hecha(pago(10'000_cts), v);
  anotar(v, hecho.asientos);
  v.cobrado.principal = 7'000_cts;  // 30.00 went to a deposit with a partial annulment
  EXPECT_EQ(retirar(hecho, &v).aplicado, -7'000_cts);
  EXPECT_EQ(retirar(hecho, &v).pendiente, -3'000_cts);
  v.anulado = true;
  EXPECT_EQ(retirar(hecho, &v).pendiente, -10'000_cts);
  EXPECT_TRUE(retirar(hecho, &v).asientos.empty());
}

}  // namespace
}  // namespace sctf::tributos
