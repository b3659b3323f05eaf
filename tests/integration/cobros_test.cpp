// Slips against a database: every outcome of norms/recaudacion 9.3 and what receipt, ledger, deposits and
// pending application hold afterwards; annulments (design 7).

#include <thread>

#include "integration/cobros_fixture.hpp"

namespace sctf::tributos {
namespace {

using testing::ElementsAre;

struct CasoSlip {
  const char* nombre;
  std::vector<Cents> antes;  // paid before
  Cents importe;
  Day dia;
  const char* hecho;
  const char* estado;
  Cents pendiente;
  std::int64_t deposito;
};

// norms/recaudacion 9.3; design 7 `late`; LGT 28.
TEST_F(CobrosTest, ASlipOfEveryAmount) {
  const CasoSlip casos[] = {
      {"paid", {}, 11000_cts, kEnPlazo, "paid|11000|0|0", "pagado", 0_cts, 0},
      {"partial", {}, 4000_cts, kEnPlazo, "partial|4000|0|0", "parcial", 7000_cts, 0},
      {"the rest", {4000_cts}, 7000_cts, kEnPlazo, "paid|7000|0|0", "pagado", 0_cts, 0},
      {"excess", {4000_cts}, 8000_cts, kEnPlazo, "excess|7000|1000|0", "pagado", 0_cts, 1000},
      {"duplicate", {11000_cts}, 11000_cts, kEnPlazo, "duplicate|0|11000|0", "pagado", 0_cts, 11000},
      {"late", {}, 11000_cts, kTarde, "late|11000|0|0", "parcial", 550_cts, 0},
      {"late with its recargo", {}, 11550_cts, kTarde, "paid|11550|0|0", "pagado", 0_cts, 0},
      {"late and too much", {}, 12000_cts, kTarde, "excess|11550|450|0", "pagado", 0_cts, 450},
      {"late on account", {4000_cts}, 1000_cts, kTarde, "late|1000|0|0", "parcial", 6350_cts, 0}};
  std::size_t i = 0;
  for (const auto& caso : casos) {
    SCOPED_TRACE(caso.nombre);
    int n = 0;
    for (const auto antes : caso.antes) ASSERT_TRUE(o_.c60(kEnPlazo, {slip(i, antes, kEnPlazo, ++n)}));
    const auto cobrados = o_.c60(caso.dia, {slip(i, caso.importe, caso.dia, ++n)});
    EXPECT_THAT(hechos(cobrados), ElementsAre(caso.hecho));
    expect_recibo(i, caso.estado, caso.pendiente);
    EXPECT_EQ(depositado(i), caso.deposito);
    ++i;
  }
}

TEST_F(CobrosTest, Cuaderno57IsAppliedAsCuaderno60) {
  EXPECT_THAT(hechos(o_.c57(kEnPlazo, {o_.slip57(recibos_[0].valor, 11000_cts, kEnPlazo)})),
              ElementsAre("paid|11000|0|0"));
  expect_recibo(0, "pagado", 0_cts);
}

TEST_F(CobrosTest, WrongDigitsAndUnknownReceiptsWait) {
  auto wrong = slip(0, 11000_cts);
  wrong.importe = 11001_cts;  // its digits are those of another amount
  EXPECT_THAT(hechos(o_.c60(kEnPlazo, {wrong, o_.slip(987654321, 500_cts, kEnPlazo)})),
              ElementsAre("bad_check_digit|0|0|11001", "unknown|0|0|500"));
  expect_recibo(0, "cargado", 11000_cts);
  EXPECT_EQ(o_.numero("select count(*) from deposito"), 0);
}

TEST_F(CobrosTest, PaymentsOfAnAnnulledAndOfASuspendedReceiptAreDeposits) {
  ASSERT_TRUE(anular(0));
  db::in_transaction(o_.pool(), [&](db::Transaction& tx) {
    EXPECT_TRUE(suspender(tx, o_.caller(), referencia_text(recibos_[1].valor), "Recurso", kEnPlazo));
  });
  EXPECT_THAT(hechos(o_.c60(kEnPlazo, {slip(0, 11000_cts), slip(1, 11000_cts)})),
              ElementsAre("annulled|0|11000|0", "suspended|0|11000|0"));
  expect_recibo(0, "anulado", 0_cts);
  expect_recibo(1, "cargado", 11000_cts);
}

// Collection goes on from the day after.
TEST_F(CobrosTest, WhatIsResumedIsCollectedAgain) {
  db::in_transaction(o_.pool(), [&](db::Transaction& tx) {
    const auto referencia = referencia_text(recibos_[0].valor);
    EXPECT_TRUE(suspender(tx, o_.caller(), referencia, "Recurso", kEnPlazo));
    EXPECT_TRUE(reanudar(tx, o_.caller(), referencia, "Resuelto", kEnPlazo));
  });
  const auto next = kEnPlazo + std::chrono::days{1};
  EXPECT_THAT(hechos(o_.c60(next, {slip(0, 5000_cts, kEnPlazo, 1), slip(0, 5000_cts, next, 2)})),
              ElementsAre("suspended|0|5000|0", "partial|5000|0|0"));
}

TEST_F(CobrosTest, TheSameFileAndTheSameRecordMoveNothingAgain) {
  ASSERT_TRUE(o_.c60(kEnPlazo, {slip(0, 4000_cts), slip(1, 11000_cts)}));
  const auto again = o_.c60(kEnPlazo, {slip(0, 4000_cts), slip(1, 11000_cts)});
  EXPECT_TRUE(again->existed);
  EXPECT_THAT(hechos(o_.c60(kEnPlazo, {slip(0, 4000_cts), slip(0, 4000_cts, kEnPlazo, 5)})),
              ElementsAre("repeated|0|0|0", "partial|4000|0|0"));
  expect_recibo(0, "parcial", 3000_cts);
}

TEST_F(CobrosTest, ACancellationGivesTheReceiptBackTheStateItHad) {
  auto back = slip(0, 11000_cts);
  back.anula = true;
  EXPECT_THAT(hechos(o_.c60(kEnPlazo, {slip(0, 11000_cts), back})),
              ElementsAre("paid|11000|0|0", "cancelled|-11000|0|0"));
  expect_recibo(0, "cargado", 11000_cts);

  auto late = slip(1, 12000_cts, kTarde), late_back = late;
  late_back.anula = true;
  EXPECT_THAT(hechos(o_.c60(kTarde, {late})), ElementsAre("excess|11550|450|0"));
  EXPECT_THAT(hechos(o_.c60(kTarde + std::chrono::days{1}, {late_back})),
              ElementsAre("cancelled|-11550|-450|0"));
  expect_recibo(1, "cargado", 11000_cts);
  EXPECT_EQ(depositado(1), 0);

  auto unknown = o_.slip(987654321, 500_cts, kEnPlazo), unknown_back = unknown;
  unknown_back.anula = true;
  EXPECT_THAT(hechos(o_.c60(kEnPlazo, {unknown})), ElementsAre("unknown|0|0|500"));
  EXPECT_THAT(hechos(o_.c60(kTarde, {unknown_back})), ElementsAre("cancelled|0|0|-500"));
}

TEST_F(CobrosTest, ACancellationOfNothingIsUnknown) {
  auto back = slip(0, 11000_cts);
  back.anula = true;
  EXPECT_THAT(hechos(o_.c60(kEnPlazo, {back})), ElementsAre("unknown|0|0|-11000"));
  ASSERT_TRUE(o_.c60(kEnPlazo, {slip(0, 11000_cts)}));
  back.numero = 7;
  EXPECT_THAT(hechos(o_.c60(kTarde, {back})), ElementsAre("cancelled|-11000|0|0"));
  back.numero = 8;  // it was taken back already
  EXPECT_THAT(hechos(o_.c60(kTarde, {back})), ElementsAre("unknown|0|0|-11000"));
  expect_recibo(0, "cargado", 11000_cts);
}

// What the payment did moved on when the receipt was annulled: it is missing there.
TEST_F(CobrosTest, ACancellationAfterTheAnnulmentIsMissing) {
  ASSERT_TRUE(o_.c60(kEnPlazo, {slip(0, 11000_cts)}));
  ASSERT_TRUE(anular(0));
  EXPECT_EQ(depositado(0), 11000);
  auto back = slip(0, 11000_cts);
  back.anula = true;
  EXPECT_THAT(hechos(o_.c60(kTarde, {back})), ElementsAre("cancelled|0|0|-11000"));
  expect_recibo(0, "anulado", 0_cts);
}

// Of 110.00 paid, 30.00 went to a deposit when that part was annulled: the receipt can lose no more
// than 80.00.
// The recargo of a late payment that is taken back stands as far as a later payment paid it.
TEST_F(CobrosTest, ACancellationTakesBackNoRecargoThatIsPaid) {
  ASSERT_TRUE(o_.c60(kTarde, {slip(0, 11000_cts, kTarde, 1)}));
  ASSERT_TRUE(o_.c60(kTarde, {slip(0, 550_cts, kTarde, 2)}));
  expect_recibo(0, "pagado", 0_cts);
  auto back = slip(0, 11000_cts, kTarde, 3);
  back.anula = true;
  EXPECT_THAT(hechos(o_.c60(kTarde, {back})), ElementsAre("cancelled|-11000|0|0"));
  expect_recibo(0, "parcial", 11000_cts);
}

// camt: an entry of the statement and the same of the notification are one, whichever came first.
// A deposit is its payer's, and each payment has its four dates (recaudacion 9, oficinas 1).
TEST_F(CobrosTest, APaymentHasItsPayerAndFourDates) {
  auto pago = o_.transferencia(12000_cts, kEnPlazo, referencia_text(recibos_[0].valor), "Quien Paga");
  pago.valor = kEnPlazo + std::chrono::days{2};
  EXPECT_THAT(hechos(o_.camt053(kTarde, {pago})), ElementsAre("excess|11000|1000|0"));
  EXPECT_THAT(o_.filas("select pagador, pagador_iban, importe_cts, contable, causa from deposito"),
              ElementsAre("Quien Paga|ES9121000418450200051332|1000|2026-08-03|camt053 excess"));
  EXPECT_THAT(o_.filas(fmt::format("select contable, pago, fichero, valor_fecha from apunte where valor = {} "
                                   "and clase = 'ingreso'",
                                   recibos_[0].valor)),
              ElementsAre("2026-08-03|2026-06-10|2026-08-03|2026-06-12"));
}

TEST_F(CobrosTest, AnAnnulmentMovesWhatWasPaid) {
  ASSERT_TRUE(o_.c60(kEnPlazo, {slip(0, 11000_cts), slip(1, 11000_cts)}));
  const auto sola = anular(0);
  ASSERT_TRUE(sola) << sola.error().text;
  EXPECT_EQ(sola->data, 11000_cts);
  EXPECT_EQ(sola->depositado, 11000_cts);
  expect_recibo(0, "anulado", 0_cts);
  EXPECT_TRUE(anular(0)->existed);

  const auto censo = o_.censo({{.n = 2, .valor_euros = 10000, .domiciliado = false}}, "sustituye.csv");
  const auto cambiada = anular(1, {}, censo);
  ASSERT_TRUE(cambiada) << cambiada.error().text;
  EXPECT_EQ(cambiada->trasladado, 5500_cts);
  EXPECT_EQ(cambiada->depositado, 5500_cts);
  const auto nuevo = o_.recibos(cambiada->sustitucion).at(0);
  const auto recibo = o_.recibo(nuevo.valor);
  EXPECT_EQ(recibo.clase_valor, "liquidacion");
  EXPECT_EQ(recibo.estado, "pagado");
  EXPECT_EQ(recibo.liquida, 5500_cts);
}

// What was charged on the principal goes back from the principal, whatever else was paid.
TEST_F(CobrosTest, APartialAnnulmentLeavesNoComponentBelowZero) {
  ASSERT_TRUE(o_.c60(kTarde, {slip(0, 11550_cts, kTarde)}));
  const auto parcial = anular(0, 3000_cts);
  ASSERT_TRUE(parcial) << parcial.error().text;
  EXPECT_EQ(parcial->depositado, 3000_cts);
  EXPECT_THAT(
      o_.filas(fmt::format("select componente, sum(importe_cts) from apunte where valor = {} group by "
                           "componente order by componente",
                           recibos_[0].valor)),
      ElementsAre("principal|0", "recargo|0"));
}

TEST_F(CobrosTest, TwoFilesWithTheSameRecordAtOnce) {
  for (int vez = 0; vez < 3; ++vez) {
    const auto i = static_cast<std::size_t>(vez);
    std::vector<std::filesystem::path> files;
    for (int f = 0; f < 2; ++f) {
      files.push_back(o_.folder() / fmt::format("par-{}-{}", vez, f));
      escribir(files.back(), {slip(i, 11000_cts), slip(11, 10_cts, kEnPlazo, 2 * vez + f)});
    }
    std::vector<Result<Cobrados>> done(2, Result<Cobrados>(Cobrados{}));
    const auto collect = [&](std::size_t f) {
      auto engine = o_.engine(kEnPlazo);
      done[f] = cobrar(engine, o_.peticion(FormatoCobro::c60, files[f]));
    };
    std::thread other(collect, 1);
    collect(0);
    other.join();
    std::vector<std::string> of_receipt;
    for (const auto& d : done) {
      ASSERT_TRUE(d) << d.error().text;
      of_receipt.push_back(hechos(d).at(0));
    }
    EXPECT_THAT(of_receipt, testing::UnorderedElementsAre("paid|11000|0|0", "repeated|0|0|0"));
    expect_recibo(i, "pagado", 0_cts);
  }
}

}  // namespace
}  // namespace sctf::tributos
