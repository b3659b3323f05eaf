// What the office does with money in deposit.

#include "tributos/depositos.hpp"

#include "integration/cobros_fixture.hpp"

namespace sctf::tributos {
namespace {

const Day kOrden = make_day(2026, 7, 10);

// 2026: interés de demora at 4,0625 %.
class DepositosTest : public CobrosTest {
 protected:
  // Receipt 0 was paid twice.
  void SetUp() override {
    CobrosTest::SetUp();
    ASSERT_TRUE(o_.c60(kEnPlazo, {slip(0, 11000_cts, kEnPlazo, 1), slip(0, 11000_cts, kEnPlazo, 2)}));
    ASSERT_EQ(depositado(0), 11000);
  }
  void TearDown() override { CobrosTest::TearDown(); }

  PeticionDeposito de(std::size_t i, std::optional<Cents> importe = {}, std::string acto = "Solicitud 1") {
    return {.referencia = referencia_text(recibos_[i].valor),
            .pagador = {},
            .importe = importe,
            .acto = std::move(acto)};
  }
  Result<DepositoAplicado> aplicar(const PeticionDeposito& p, std::size_t destino, Day dia = kOrden) {
    return db::in_transaction(o_.pool(), [&](db::Transaction& tx) {
      return aplicar_deposito(tx, o_.caller(), p, referencia_text(recibos_[destino].valor), dia, noon(dia),
                              o_.peticion(FormatoCobro::c60, {}).reglas);
    });
  }
  Result<DepositoDevuelto> devolver(const PeticionDeposito& p, const std::string& account = "tester",
                                    bool two_persons = false, Day dia = kOrden) {
    return db::in_transaction(o_.pool(), [&](db::Transaction& tx) {
      return devolver_deposito(tx, o_.caller(account), p, kIban, two_persons, noon(dia), kTipos);
    });
  }
  static Instant noon(Day day) { return Instant(day) + std::chrono::hours{12}; }

  const Iban kIban = must(Iban::parse("ES9121000418450200051332"));
  const TablaIntereses kTipos = {{.desde = make_day(2026, 1, 1),
                                  .hasta = make_day(2026, 12, 31),
                                  .demora = must(Decimal::parse("4.0625", 4)),
                                  .legal = must(Decimal::parse("3.2500", 4))}};
};

TEST_F(DepositosTest, PaysAnotherReceiptOfHisAndIsGone) {
  const auto done = aplicar(de(0), 1);
  ASSERT_TRUE(done) << done.error().text;
  EXPECT_EQ(done->importe, 11000_cts);
  EXPECT_EQ(done->efecto, kOrden);
  EXPECT_EQ(done->pendiente, 0_cts);
  expect_recibo(1, "pagado", 0_cts);
  EXPECT_EQ(depositado(0), 0);
  // The same line again does nothing; another act finds nothing.
  const auto again = aplicar(de(0), 1);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->existed);
  const auto other = aplicar(de(0, {}, "Solicitud 2"), 2);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, Code::not_found);
}

TEST_F(DepositosTest, NeverGivesMoreThanIsDue) {
  ASSERT_TRUE(o_.c60(kEnPlazo, {slip(1, 9000_cts)}));
  const auto done = aplicar(de(0), 1);
  ASSERT_TRUE(done) << done.error().text;
  EXPECT_EQ(done->importe, 2000_cts);
  expect_recibo(1, "pagado", 0_cts);
  EXPECT_EQ(depositado(0), 9000);
}

TEST_F(DepositosTest, PartOfItIsOnAccount) {
  const auto done = aplicar(de(0, 4000_cts), 1);
  ASSERT_TRUE(done) << done.error().text;
  expect_recibo(1, "parcial", 7000_cts);
  EXPECT_EQ(depositado(0), 7000);
}

TEST_F(DepositosTest, ALateOneLeavesTheRecargoOfItsDay) {
  const auto done = aplicar(de(0), 1, kTarde);
  ASSERT_TRUE(done) << done.error().text;
  EXPECT_EQ(done->pendiente, 550_cts);
  expect_recibo(1, "parcial", 550_cts);
}

TEST_F(DepositosTest, ARequestInTimeCountsThoughItIsDecidedLate) {
  const auto done = db::in_transaction(o_.pool(), [&](db::Transaction& tx) {
    return aplicar_deposito(tx, o_.caller(), de(0), referencia_text(recibos_[1].valor), kOrden, noon(kTarde),
                            o_.peticion(FormatoCobro::c60, {}).reglas);
  });
  ASSERT_TRUE(done) << done.error().text;
  EXPECT_EQ(done->efecto, kOrden);
  expect_recibo(1, "pagado", 0_cts);
}

TEST_F(DepositosTest, NeverToAReceiptThatTakesNoMoney) {
  ASSERT_TRUE(anular(1));
  for (const std::size_t destino : {0U, 1U}) {
    const auto done = aplicar(de(0), destino);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, Code::wrong_state) << destino;
  }
  EXPECT_EQ(depositado(0), 11000);
}

TEST_F(DepositosTest, NeverMoreThanThereIs) {
  for (const auto importe : {11001_cts, 0_cts, Cents{-1}}) {
    const auto done = aplicar(de(0, importe), 1);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, Code::out_of_range);
  }
}

TEST_F(DepositosTest, OfSeveralPayersOneMustBeNamed) {
  ASSERT_TRUE(o_.camt054(kEnPlazo, {o_.transferencia(11000_cts, kEnPlazo, referencia_text(recibos_[0].valor),
                                                     "MARTA INVENTADA")}));
  ASSERT_EQ(depositado(0), 22000);
  auto p = de(0);
  const auto done = aplicar(p, 1);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, Code::inconsistent);
  p.pagador = "MARTA INVENTADA";
  ASSERT_TRUE(aplicar(p, 1));
  EXPECT_EQ(depositado(0), 11000);
}

TEST_F(DepositosTest, GoesBackWithInterestSinceItWasPaid) {
  const auto done = devolver(de(0));
  ASSERT_TRUE(done) << done.error().text;
  EXPECT_EQ(done->importe, 11000_cts);
  EXPECT_EQ(done->interes, 37_cts);  // 30 days: 110.00 x 4.0625 % x 30 / 365 = 0.3673
  EXPECT_EQ(depositado(0), 0);
  const auto again = devolver(de(0));
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->existed);
  EXPECT_EQ(o_.filas("select clase, importe_cts, interes_cts, iban from deposito_acto"),
            (std::vector<std::string>{"devuelto|11000|37|ES9121000418450200051332"}));
}

TEST_F(DepositosTest, TheOldestPaymentGoesBackFirst) {
  ASSERT_TRUE(o_.c60(kOrden, {slip(0, 11000_cts, kOrden, 3)}));
  ASSERT_TRUE(aplicar(de(0, 6000_cts), 1));
  const auto done = devolver(de(0, 10000_cts), "tester", false, kAbono + std::chrono::days{12});
  ASSERT_TRUE(done) << done.error().text;
  // 50.00 of 10 June for 40 days (0.22) and 50.00 of 10 July for 10 days (0.06).
  EXPECT_EQ(done->interes, 28_cts);
  EXPECT_EQ(depositado(0), 6000);
}

TEST_F(DepositosTest, ARefundNeedsTwoPersons) {
  const auto first = devolver(de(0), "ana", true);
  ASSERT_TRUE(first) << first.error().text;
  EXPECT_TRUE(first->preparado);
  EXPECT_EQ(depositado(0), 11000);
  const auto same = devolver(de(0), "ana", true);
  ASSERT_FALSE(same);
  EXPECT_EQ(same.error().code, Code::same_person);
  const auto second = devolver(de(0), "luis", true);
  ASSERT_TRUE(second) << second.error().text;
  EXPECT_FALSE(second->preparado);
  EXPECT_EQ(depositado(0), 0);
}

// The bank takes back what the office gave back already: it is missing, and waits for a clerk.
TEST_F(DepositosTest, WhatIsGoneCannotBeTakenBack) {
  ASSERT_TRUE(devolver(de(0, 8000_cts)));
  auto back = slip(0, 11000_cts, kEnPlazo, 2);
  back.anula = true;
  const auto collected = o_.c60(kOrden, {back});
  EXPECT_EQ(hechos(collected), (std::vector<std::string>{"cancelled|0|-3000|-8000"}));
  EXPECT_EQ(depositado(0), 0);
  expect_recibo(0, "pagado", 0_cts);
}

TEST_F(DepositosTest, AreListedWithTheirReceiptAndDay) {
  const auto listed = db::in_transaction(
      o_.pool(), [&](db::Transaction& tx) { return depositos(tx, o_.caller(), {}); }, true);
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed.front().referencia, referencia_text(recibos_[0].valor));
  EXPECT_EQ(listed.front().importe(), 11000_cts);
  EXPECT_EQ(listed.front().partes.front().pago, kEnPlazo);
  EXPECT_EQ(o_.numero("select count(*) from audit where action = 'tributos.deposits'"), 1);
}

}  // namespace
}  // namespace sctf::tributos
