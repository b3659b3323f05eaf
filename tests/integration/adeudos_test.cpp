// Debits and the movements of the account against a database: credited, refused, returned, in every order
// (design 7).

#include "integration/cobros_fixture.hpp"

namespace sctf::tributos {
namespace {

using testing::ElementsAre;

TEST_F(CobrosTest, ACancellationOrAReturnAfterAPartialAnnulmentTakesWhatIsThere) {
  ASSERT_TRUE(o_.c60(kEnPlazo, {slip(0, 11000_cts)}));
  ASSERT_TRUE(anular(0, 3000_cts));
  expect_recibo(0, "pagado", 0_cts);
  EXPECT_EQ(depositado(0), 3000);
  auto back = slip(0, 11000_cts);
  back.anula = true;
  EXPECT_THAT(hechos(o_.c60(kTarde, {back})), ElementsAre("cancelled|-8000|0|-3000"));
  expect_recibo(0, "cargado", 8000_cts);

  ASSERT_TRUE(abonar_bloque());
  ASSERT_TRUE(anular(kDebito, 3000_cts));
  EXPECT_EQ(depositado(kDebito), 3000);
  EXPECT_THAT(hechos(o_.devoluciones(kDevuelto, {o_.retorno(recibos_[kDebito], "AC04")})),
              ElementsAre("returned|-7450|0|-3000"));
  expect_recibo(kDebito, "devuelto", 8000_cts);
}

TEST_F(CobrosTest, ABlockIsCreditedAndReturnedOneByOne) {
  const auto cobrados = abonar_bloque();
  EXPECT_THAT(hechos(cobrados), ElementsAre("provisional|10450|0|0", "provisional|10450|0|0",
                                            "provisional|10450|0|0", "provisional|10450|0|0"));
  EXPECT_EQ(cobrados->resultados.at("provisional"), 1);
  expect_recibo(kDebito, "pagado", 0_cts);
  // AC04 undoes the rebate, AM04 does not.
  EXPECT_THAT(hechos(o_.devoluciones(kDevuelto, {o_.retorno(recibos_[kDebito], "AC04"),
                                                 o_.retorno(recibos_[kDebito + 1], "AM04")})),
              ElementsAre("returned|-10450|0|0", "returned|-10450|0|0"));
  expect_recibo(kDebito, "devuelto", 11000_cts);
  expect_recibo(kDebito + 1, "devuelto", 10450_cts);
  // The same return by the statement moves nothing; of another amount it is nobody's.
  EXPECT_THAT(
      hechos(o_.camt053(kDevuelto, {o_.adeudo(-10450_cts, kDevuelto, recibos_[kDebito], "AC04"),
                                    o_.adeudo(-10000_cts, kDevuelto, recibos_[kDebito + 2], "AC04")})),
      ElementsAre("repeated|0|0|0", "unknown|0|0|-10000"));
  expect_recibo(kDebito + 2, "pagado", 0_cts);
}

TEST_F(CobrosTest, ABlockThatDoesNotAddUpWaits) {
  EXPECT_THAT(hechos(abonar_bloque(41799_cts)), ElementsAre("unknown|0|0|41799"));
  expect_recibo(kDebito, "cargado", 11000_cts);
}

TEST_F(CobrosTest, ACreditAfterItsReturnIsNoLongerMissing) {
  EXPECT_THAT(hechos(o_.devoluciones(kDevuelto, {o_.retorno(recibos_[kDebito], "AC04")})),
              ElementsAre("returned|0|0|-10450"));
  expect_recibo(kDebito, "devuelto", 11000_cts);
  EXPECT_THAT(hechos(abonar_bloque()), ElementsAre("provisional|0|0|10450", "provisional|10450|0|0",
                                                   "provisional|10450|0|0", "provisional|10450|0|0"));
  expect_recibo(kDebito, "devuelto", 11000_cts);
  EXPECT_EQ(o_.numero("select sum(pendiente_cts)::bigint from cobro_resultado"), 0);
}

TEST_F(CobrosTest, AReturnAfterTheAnnulmentIsMissing) {
  ASSERT_TRUE(abonar_bloque());
  ASSERT_TRUE(anular(kDebito));
  EXPECT_EQ(depositado(kDebito), 10450);
  EXPECT_THAT(hechos(o_.devoluciones(kDevuelto, {o_.retorno(recibos_[kDebito], "AC04")})),
              ElementsAre("returned|0|0|-10450"));
  expect_recibo(kDebito, "anulado", 0_cts);
}

TEST_F(CobrosTest, ADebitThatIsRefusedIsNotInItsBlock) {
  EXPECT_THAT(hechos(o_.rechazos(make_day(2026, 7, 7), {o_.retorno(recibos_[kDebito], "AM04")})),
              ElementsAre("returned|0|0|0"));
  expect_recibo(kDebito, "devuelto", 10450_cts);
  EXPECT_THAT(hechos(abonar_bloque(31350_cts)),
              ElementsAre("provisional|10450|0|0", "provisional|10450|0|0", "provisional|10450|0|0"));
}

TEST_F(CobrosTest, ABlockAndAWholeMessageAreRefused) {
  const auto refuse = [&](const char* id, const std::string& status, const std::string& blocks) {
    return o_.cobrar(FormatoCobro::pain002, make_day(2026, 7, 7), [&](const demo::Salida& out) {
      out(fmt::format(
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document "
          "xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.03\"><CstmrPmtStsRpt><GrpHdr><MsgId>{}</MsgId>"
          "<CreDtTm>2026-07-07T09:00:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>{}</OrgnlMsgId>"
          "<OrgnlMsgNmId>pain.008.001.02</OrgnlMsgNmId>{}</OrgnlGrpInfAndSts>{}</CstmrPmtStsRpt></Document>",
          id, recibos_[kDebito].bloque.substr(0, recibos_[kDebito].bloque.rfind('-')), status, blocks));
    });
  };
  const auto four = ElementsAre("returned|0|0|0", "returned|0|0|0", "returned|0|0|0", "returned|0|0|0");
  EXPECT_THAT(hechos(refuse("R1", "",
                            fmt::format("<OrgnlPmtInfAndSts><OrgnlPmtInfId>{}</OrgnlPmtInfId><PmtInfSts>RJCT"
                                        "</PmtInfSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf>"
                                        "</OrgnlPmtInfAndSts>",
                                        recibos_[kDebito].bloque))),
              four);
  expect_recibo(kDebito, "devuelto", 11000_cts);
  // All of it again, by the message: they are refused already.
  for (const auto& hecho : hechos(refuse("R2", "<GrpSts>RJCT</GrpSts>", "")))
    EXPECT_THAT(hecho, testing::AnyOf("repeated|0|0|0", "unknown|0|0|0"));
}

TEST_F(CobrosTest, TheSameRecordInBothMessagesIsOne) {
  const auto pago =
      o_.transferencia(11000_cts, kEnPlazo, "Recibo " + referencia_text(recibos_[0].valor), "Quien Paga");
  EXPECT_THAT(hechos(o_.camt054(kEnPlazo, {pago})), ElementsAre("paid|11000|0|0"));
  EXPECT_THAT(hechos(o_.camt053(kEnPlazo, {pago})), ElementsAre("repeated|0|0|0"));
  auto bare = pago;
  bare.detalles.clear();
  EXPECT_THAT(hechos(o_.camt053(kEnPlazo + std::chrono::days{1}, {bare})), ElementsAre("repeated|0|0|0"));
  const auto entry = o_.abono_bloque(recibos_[kDebito].bloque, 41800_cts, kAbono);
  EXPECT_EQ(hechos(o_.camt053(kAbono, {entry})).size(), 4U);
  EXPECT_THAT(hechos(o_.camt054(kAbono, {entry})), ElementsAre("repeated|0|0|0"));
  expect_recibo(kDebito, "pagado", 0_cts);
}

// Who pays a slip by transfer writes what he likes as its EndToEndId (design 7).
TEST_F(CobrosTest, ACreditThatNamesNoDebitIsWhatItsTextNames) {
  auto pago = o_.transferencia(11000_cts, kEnPlazo, "Recibo " + referencia_text(recibos_[0].valor));
  pago.detalles.front().end_to_end = "IBI2026-0000000777";
  auto otro = o_.transferencia(11000_cts, kEnPlazo, "sin referencia");
  otro.detalles.front().end_to_end = recibos_[1].end_to_end;  // of a receipt that is not debited
  EXPECT_THAT(hechos(o_.camt054(kEnPlazo, {pago, otro})), ElementsAre("paid|11000|0|0", "unknown|0|0|11000"));
  expect_recibo(0, "pagado", 0_cts);
  expect_recibo(1, "cargado", 11000_cts);
  EXPECT_THAT(hechos(o_.camt053(kEnPlazo, {pago})), ElementsAre("repeated|0|0|0"));
}

TEST_F(CobrosTest, NormaFortyThreeTouchesOnlyWhatItNames) {
  EXPECT_THAT(hechos(o_.n43(
                  kAbono, {o_.adeudo(10450_cts, kAbono, recibos_[kDebito]),
                           o_.transferencia(11000_cts, kAbono, "PAGO " + referencia_text(recibos_[0].valor)),
                           o_.transferencia(777_cts, kAbono, "SIN MAS"),
                           o_.adeudo(-10450_cts, kAbono, recibos_[kDebito])})),
              ElementsAre("provisional|10450|0|0", "paid|11000|0|0", "unknown|0|0|0", "returned|-10450|0|0"));
  // A return without a reason counts as MS03, which keeps the rebate.
  expect_recibo(kDebito, "devuelto", 10450_cts);
  expect_recibo(0, "pagado", 0_cts);
}

}  // namespace
}  // namespace sctf::tributos
