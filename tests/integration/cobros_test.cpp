// Payments against a database: every outcome of norms/recaudacion 9.3 and what receipt, ledger, deposits and
// pending application hold afterwards (design 7).

#include <fmt/format.h>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "base/ids.hpp"
#include "support/oficina.hpp"

namespace sctf::tributos {
namespace {

using testing::ElementsAre;

const Day kEnPlazo = make_day(2026, 6, 10);
const Day kTarde = make_day(2026, 8, 3);
const Day kAbono = make_day(2026, 7, 8);
const Day kDevuelto = make_day(2026, 7, 13);

// Twelve receipts of 110.00, and from kDebito on four that are domiciled: 104.50 with their rebate.
constexpr std::size_t kDebito = 12;
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

// camt: an entry of the statement and the same of the notification are one, whichever came first.
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
