// pain.002: rejections and returns of direct debits (norms/recaudacion 4.7, 4.8, 9.2; design 7).

#include <gtest/gtest.h>

#include "unit/tributos/cobro_apoyo.hpp"

namespace sctf::tributos {
namespace {

constexpr auto kPain = FormatoCobro::pain002;
const std::string kE2e = "IBI2026-0000123456";

struct Operacion {
  std::string end_to_end, amount = "184.75", reason = "AM04", status = "RJCT", creditor = "ES97000P3803800F";
};

std::string operation(const Operacion& o) {
  std::string out =
      "<TxInfAndSts><OrgnlEndToEndId>" + o.end_to_end + "</OrgnlEndToEndId><TxSts>" + o.status + "</TxSts>";
  if (!o.reason.empty()) out += "<StsRsnInf><Rsn><Cd>" + o.reason + "</Cd></Rsn></StsRsnInf>";
  out += "<OrgnlTxRef>";
  if (!o.amount.empty()) out += "<Amt><InstdAmt Ccy=\"EUR\">" + o.amount + "</InstdAmt></Amt>";
  out += "<CdtrSchmeId><Id><PrvtId><Othr><Id>" + o.creditor + "</Id></Othr></PrvtId></Id></CdtrSchmeId>";
  return out +
         "<MndtRltdInf><MndtId>MAND-1</MndtId></MndtRltdInf><Dbtr><Nm>ANA INVENTADA</Nm></Dbtr>"
         "<DbtrAcct><Id><IBAN>ES7000491500010512345678</IBAN></Id></DbtrAcct></OrgnlTxRef></TxInfAndSts>\n";
}

// Blocks begin on line 5.
std::string report(const std::string& id, const std::string& original, const std::string& totals,
                   const std::string& blocks, const char* version = "03", const std::string& status = "") {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.{}\"><CstmrPmtStsRpt>\n"
      "<GrpHdr><MsgId>{}</MsgId><CreDtTm>2026-07-10T09:00:00</CreDtTm></GrpHdr>\n"
      "<OrgnlGrpInfAndSts><OrgnlMsgId>{}</OrgnlMsgId><OrgnlMsgNmId>pain.008.001.02</OrgnlMsgNmId>{}{}</"
      "OrgnlGrpInfAndSts>\n"
      "{}</CstmrPmtStsRpt></Document>\n",
      version, id, original, totals, status, blocks);
}
std::string block(const std::string& id, const std::string& content) {
  return "<OrgnlPmtInfAndSts><OrgnlPmtInfId>" + id + "</OrgnlPmtInfId>\n" + content +
         "</OrgnlPmtInfAndSts>\n";
}
std::string totals(int n, const char* sum) {
  return fmt::format("<OrgnlNbOfTxs>{}</OrgnlNbOfTxs><OrgnlCtrlSum>{}</OrgnlCtrlSum>", n, sum);
}
std::string returns(const char* version = "03") {
  return report("DA0001", "2026-07-09ABC", totals(2, "200.00"),
                block("38038-IBI-2026-R01-0001-RCUR",
                      operation({kE2e}) + operation({"IBI2026-0000123457", "15.25", "MD06"})),
                version);
}

class CobroPain002 : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Versions, CobroPain002, testing::Values("03", "10"),
                         [](const auto& i) { return std::string("v") + i.param; });

TEST_P(CobroPain002, ReturnsTakeMoneyBackOnTheDayOfTheirBooking) {
  auto text = returns(GetParam());
  if (std::string(GetParam()) == "10")
    text = cambiado(text, "<Dbtr><Nm>ANA INVENTADA</Nm></Dbtr>",
                    "<Dbtr><Pty><Nm>ANA INVENTADA</Nm></Pty></Dbtr>");
  for (const std::size_t step : {0, 1}) {
    const auto got = leer(kPain, text, step);
    ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
    EXPECT_TRUE(got.fichero->avisos.empty());
    EXPECT_EQ(got.fichero->suma, Cents{-20000});
    EXPECT_EQ(got.fichero->mensaje, "DA0001");
    ASSERT_EQ(got.cobros.size(), 2U);
    const auto& c = got.cobros[0];
    EXPECT_EQ(c.clase, ClaseCobro::devolucion);
    EXPECT_EQ(c.importe, Cents{-18475});
    EXPECT_EQ(c.importe_original, 18475_cts);
    EXPECT_EQ(c.end_to_end, kE2e);
    EXPECT_EQ(c.motivo, "AM04");
    EXPECT_EQ(c.mandato, "MAND-1");
    EXPECT_TRUE(c.bloque.empty());  // names one debit
    EXPECT_EQ(c.pago, make_day(2026, 7, 9));
    EXPECT_EQ(c.pagador, "ANA INVENTADA");
    EXPECT_EQ(c.pagador_iban, "ES7000491500010512345678");
    EXPECT_EQ(c.linea, 6);
    EXPECT_EQ(got.cobros[1].motivo, "MD06");
  }
}

TEST(CobroPain002, RejectionsMoveNothing) {
  const auto got = leer(
      kPain, report("R0001", "38038-IBI-2026-R01-0001", totals(9, "999.00"), block("B", operation({kE2e}))));
  ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
  const auto& c = got.cobros.at(0);
  EXPECT_EQ(c.clase, ClaseCobro::rechazo);
  EXPECT_EQ(c.importe, Cents{});
  EXPECT_EQ(c.importe_original, 18475_cts);
  EXPECT_EQ(c.pago, make_day(2026, 7, 10));
  EXPECT_EQ(got.fichero->suma, Cents{});
}

// The reason of the operation, else of its block, else of the message, else MS03.
TEST(CobroPain002, TheReasonNearestCounts) {
  const std::string of_block = "<StsRsnInf><Rsn><Cd>BE05</Cd></Rsn></StsRsnInf>",
                    of_group = "<StsRsnInf><Rsn><Cd>FF01</Cd></Rsn></StsRsnInf>";
  const auto reason = [&](const std::string& o, const std::string& b, const std::string& g) {
    const auto got =
        leer(kPain, report("R1", "O", "", block("B", b + operation({kE2e, "1.00", o})), "03", g));
    return got.fichero ? got.cobros.at(0).motivo : donde(got.fichero.error());
  };
  EXPECT_EQ(reason("AC04", of_block, of_group), "AC04");
  EXPECT_EQ(reason("", of_block, of_group), "BE05");
  EXPECT_EQ(reason("", "", of_group), "FF01");
  EXPECT_EQ(reason("", "", ""), "MS03");
}

// A block or a whole remesa that is refused names none of its debits.
TEST(CobroPain002, WholeBlocksAndMessagesAreRefusedToo) {
  const auto blocks =
      leer(kPain,
           report("R1", "REMESA-1", "",
                  block("B-1", "<PmtInfSts>RJCT</PmtInfSts><StsRsnInf><Rsn><Cd>BE05</Cd></Rsn></StsRsnInf>") +
                      block("B-2", "<PmtInfSts>ACCP</PmtInfSts>")));
  ASSERT_TRUE(blocks.fichero) << donde(blocks.fichero.error());
  ASSERT_EQ(blocks.cobros.size(), 1U);
  EXPECT_EQ(blocks.cobros[0].clase, ClaseCobro::rechazo);
  EXPECT_EQ(blocks.cobros[0].bloque, "B-1");
  EXPECT_EQ(blocks.cobros[0].motivo, "BE05");
  const auto whole = leer(kPain, report("R1", "REMESA-1", "", "", "03", "<GrpSts>RJCT</GrpSts>"));
  ASSERT_TRUE(whole.fichero) << donde(whole.fichero.error());
  ASSERT_EQ(whole.cobros.size(), 1U);
  EXPECT_EQ(whole.cobros[0].mensaje_original, "REMESA-1");
  EXPECT_TRUE(whole.cobros[0].bloque.empty());
}

TEST(CobroPain002, WhatIsAcceptedIsNoRecord) {
  const auto got = leer(
      kPain, report("R1", "O", "", block("B", operation({kE2e, "1.00", "", "ACSP"}) + operation({kE2e}))));
  ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
  EXPECT_EQ(got.cobros.size(), 1U);
  ASSERT_EQ(got.fichero->avisos.size(), 1U);
}

// norms/recaudacion 9.2.
TEST(CobroPain002, TheKeyIsDebitAmountDayReasonAndMessage) {
  const auto key = [](const std::string& text) {
    const auto got = leer(kPain, text);
    return got.fichero ? got.cobros.at(0).clave : donde(got.fichero.error());
  };
  const auto one = report("DA1", "2026-07-09", totals(1, "184.75"), block("B", operation({kE2e})));
  EXPECT_EQ(key(one), key(cambiado(one, ">B<", ">C<")));
  EXPECT_NE(key(one), key(cambiado(one, "DA1", "DA2")));
  EXPECT_NE(key(one), key(cambiado(one, "2026-07-09", "2026-07-08")));
  EXPECT_NE(key(one), key(cambiado(one, "AM04", "MD01")));
  EXPECT_NE(key(one), key(cambiado(one, "184.75", "184.76")));
  EXPECT_NE(key(one), key(cambiado(one, "123456<", "123457<")));
  const auto twice = leer(kPain, report("DA1", "2026-07-09", totals(2, "369.50"),
                                        block("B", operation({kE2e}) + operation({kE2e}))));
  ASSERT_TRUE(twice.fichero);
  EXPECT_EQ(twice.cobros[1].clave, twice.cobros[0].clave + "#2");
}

TEST(CobroPain002, SaysWhatAReturnDoesNotTell) {
  const auto got = leer(kPain, report("DA1", "SIN FECHA", "", block("B", operation({kE2e}))));
  ASSERT_TRUE(got.fichero) << donde(got.fichero.error());
  EXPECT_EQ(got.fichero->avisos.size(), 2U);
  EXPECT_EQ(got.cobros[0].pago, make_day(2026, 7, 10));
}

class CobroPain002Roto : public testing::TestWithParam<Roto> {};
TEST_P(CobroPain002Roto, IsRefusedWhole) {
  const auto& roto = GetParam();
  const auto got = leer(kPain, roto.texto);
  ASSERT_FALSE(got.fichero);
  const auto& p = got.fichero.error();
  EXPECT_EQ(p.code, roto.codigo) << donde(p);
  EXPECT_EQ(p.file, "banco.txt");
  EXPECT_EQ(p.line, roto.linea) << donde(p);
  EXPECT_NE(p.text.find(roto.dice), std::string::npos) << donde(p);
}

std::vector<Roto> rotos() {
  const auto a = returns();
  const auto of = [](const Operacion& o) {
    return report("DA1", "2026-07-09", totals(1, "184.75"), block("B", operation(o)));
  };
  return {
      {"Empty", "", Code::bad_document, 1, 0, ""},
      {"Cut", a.substr(0, a.find("</OrgnlPmtInfAndSts>")), Code::bad_document, 7, 0, "ends inside"},
      {"AnotherVersion", returns("02"), Code::bad_document, 2, 0, "pain.002.001.03 or"},
      {"AnotherMessage", cambiado(a, "xsd:pain.002", "xsd:pain.008"), Code::bad_document, 2, 0,
       "pain.002.001.03 or"},
      {"AboutTransfers", cambiado(a, "pain.008.001.02", "pain.001.001.03"), Code::unknown_value, 4, 0,
       "pain.008"},
      {"NoMsgId", cambiado(a, "<MsgId>DA0001</MsgId>", ""), Code::missing_value, 3, 0, "MsgId"},
      {"NoOriginal", cambiado(a, "<OrgnlMsgId>2026-07-09ABC</OrgnlMsgId>", ""), Code::missing_value, 4, 0,
       "OrgnlMsgId"},
      {"NoBlockId", cambiado(a, "<OrgnlPmtInfId>38038-IBI-2026-R01-0001-RCUR</OrgnlPmtInfId>", ""),
       Code::missing_value, 5, 0, "OrgnlPmtInfId"},
      {"CreditorOfAnother", of({kE2e, "184.75", "AM04", "RJCT", "ES97001P3803800F"}), Code::unknown_value, 6,
       0, "not ours"},
      {"AccountOfAnother",
       cambiado(a, "</DbtrAcct>",
                "</DbtrAcct><CdtrAcct><Id><IBAN>ES7000491500010512345678</IBAN></Id></CdtrAcct>"),
       Code::unknown_value, 6, 0, "not ours"},
      {"AnotherCurrency", cambiado(a, "Ccy=\"EUR\">15", "Ccy=\"USD\">15"), Code::unknown_value, 7, 0, "EUR"},
      {"ThreeDecimals", of({kE2e, "184.750"}), Code::invalid_value, 6, 0, "two decimals"},
      {"NoAmount", of({kE2e, ""}), Code::missing_value, 6, 0, "InstdAmt"},
      {"Count", cambiado(a, "<OrgnlNbOfTxs>2<", "<OrgnlNbOfTxs>3<"), Code::inconsistent, 4, 0, "has 2"},
      {"Sum", cambiado(a, "<OrgnlCtrlSum>200.00<", "<OrgnlCtrlSum>200.01<"), Code::inconsistent, 4, 0,
       "200.00"},
      {"SumOfThreeDecimals", cambiado(a, "<OrgnlCtrlSum>200.00<", "<OrgnlCtrlSum>200.000<"),
       Code::invalid_value, 4, 0, "two decimals"},
      {"NothingInside", report("DA1", "2026-07-09", totals(1, "1.00"), ""), Code::inconsistent, 4, 0,
       "has 0"},
      {"AcceptedReturn", of({kE2e, "184.75", "AM04", "ACSP"}), Code::unknown_value, 6, 0, "RJCT"},
      {"LongReason", of({kE2e, "184.75", "AM04X"}), Code::invalid_value, 6, 0, "four"},
      {"LongId", of({std::string(150, 'X')}), Code::invalid_value, 6, 0, "35"},
      {"OperationOutOfPlace", report("DA1", "2026-07-09", totals(1, "184.75"), operation({kE2e})),
       Code::bad_document, 5, 0, "stands where"},
      {"TwoEndToEndIds", cambiado(a, "<TxSts>", "<OrgnlEndToEndId>X</OrgnlEndToEndId><TxSts>"),
       Code::duplicate, 6, 0, "twice"},
  };
}
INSTANTIATE_TEST_SUITE_P(Norma47, CobroPain002Roto, testing::ValuesIn(rotos()),
                         [](const auto& i) { return i.param.nombre; });

}  // namespace
}  // namespace sctf::tributos
