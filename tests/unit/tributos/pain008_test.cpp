#include "tributos/pain008.hpp"

#include <gtest/gtest.h>

#include "xml/parse.hpp"

namespace sctf::tributos {
namespace {

constexpr auto kAyuntamiento = "AYUNTAMIENTO DE SANTA CRUZ DE TENERIFE";

Adeudo adeudo(const char* id) {
  return {.end_to_end_id = id,
          .importe = 18'475_cts,
          .mandato = "IBI-1",
          .fecha_firma = make_day(2024, 3, 1),
          .deudor = "Peña Núñez, Çelia & Øyvind <ß>",
          .contribuyente = {},
          .iban = "ES7000491500010512345678",
          .concepto = "IBI 2026 CALLE MÉNDEZ NÚÑEZ 1 REF 0000000001",
          .mandato_anterior = {},
          .iban_anterior = {},
          .otro_banco = false,
          .acreedor_anterior = {}};
}

std::string write(VersionPain version, const std::vector<Adeudo>& adeudos) {
  std::string out;
  Cents suma;
  for (const auto& a : adeudos) suma += a.importe;
  const auto n = static_cast<std::int64_t>(adeudos.size());
  PainWriter writer([&](std::string_view bytes) { out.append(bytes); },
                    {.version = version,
                     .msg_id = "1-IBI-2026-R01-0001",
                     .creado = "2026-05-20T00:00:00",
                     .adeudos = n,
                     .suma = suma,
                     .acreedor = {.nombre = kAyuntamiento,
                                  .nif = "P3803800F",
                                  .sufijo = "000",
                                  .iban = "ES9121000418450200051332",
                                  .bic = "CAIXESBBXXX"}});
  writer.begin_block({.secuencia = "RCUR", .fecha_cobro = make_day(2026, 7, 8), .adeudos = n, .suma = suma});
  for (const auto& a : adeudos) writer.add(a);
  writer.end_block();
  writer.finish();
  return out;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Pain008, ReadsBackWithItsSums) {
  const auto text = write(VersionPain::v02, {adeudo("IBI2026-0000000001"), adeudo("IBI2026-0000000002")});
  const auto root = xml::parse_untrusted(text);
  ASSERT_TRUE(root) << root.error().text;
  EXPECT_TRUE(has(text, "urn:iso:std:iso:20022:tech:xsd:pain.008.001.02"));
  EXPECT_TRUE(has(text, "<NbOfTxs>2</NbOfTxs><CtrlSum>369.50</CtrlSum>"));
  EXPECT_TRUE(has(text, "<Id>ES97000P3803800F</Id><SchmeNm><Prtry>SEPA</Prtry></SchmeNm>"));
  EXPECT_TRUE(has(text, "<PmtInfId>1-IBI-2026-R01-0001-RCUR</PmtInfId>"));
  EXPECT_TRUE(has(text, "<BIC>CAIXESBBXXX</BIC>"));
  EXPECT_FALSE(has(text, "AmdmntInd"));
}

TEST(Pain008, TextsAreInTheCharacterSetOfSepa) {
  const auto text = write(VersionPain::v02, {adeudo("IBI2026-0000000001")});
  EXPECT_TRUE(has(text, "<Nm>Pena Nunez, Celia   Oyvind  ss</Nm>")) << text;
  EXPECT_TRUE(has(text, "CALLE MENDEZ NUNEZ 1"));
}

TEST(Pain008, Version08NamesTheBicOtherwise) {
  const auto text = write(VersionPain::v08, {adeudo("IBI2026-0000000001")});
  EXPECT_TRUE(has(text, "pain.008.001.08"));
  EXPECT_TRUE(has(text, "<BICFI>CAIXESBBXXX</BICFI>"));
}

TEST(Pain008, Amendments) {  // norms/recaudacion 4.6
  auto a = adeudo("IBI2026-0000000001");
  a.mandato_anterior = "VIEJO-1";
  EXPECT_TRUE(
      has(write(VersionPain::v02, {a}),
          "<AmdmntInd>true</AmdmntInd><AmdmntInfDtls><OrgnlMndtId>VIEJO-1</OrgnlMndtId></AmdmntInfDtls>"));
  a = adeudo("IBI2026-0000000001");
  a.iban_anterior = "ES9121000418450200051332";
  EXPECT_TRUE(has(write(VersionPain::v02, {a}),
                  "<OrgnlDbtrAcct><Id><IBAN>ES9121000418450200051332</IBAN></Id></OrgnlDbtrAcct>"));
  a.otro_banco = true;
  const auto smnda = write(VersionPain::v02, {a});
  EXPECT_TRUE(
      has(smnda, "<OrgnlDbtrAgt><FinInstnId><Othr><Id>SMNDA</Id></Othr></FinInstnId></OrgnlDbtrAgt>"));
  EXPECT_FALSE(has(smnda, "OrgnlDbtrAcct"));
  a = adeudo("IBI2026-0000000001");
  a.acreedor_anterior = "ES97001P3803800F";
  EXPECT_TRUE(
      has(write(VersionPain::v02, {a}), "<OrgnlCdtrSchmeId><Id><PrvtId><Othr><Id>ES97001P3803800F</Id>"));
}

TEST(Pain008, TheTaxpayerIsNamedWhereAnotherPays) {
  auto a = adeudo("IBI2026-0000000001");
  a.contribuyente = "LOPEZ MARTIN JUAN";
  EXPECT_TRUE(has(write(VersionPain::v02, {a}), "<UltmtDbtr><Nm>LOPEZ MARTIN JUAN</Nm></UltmtDbtr>"));
}

TEST(Pain008Errors, AnIdentifierIsNeverChanged) {
  EXPECT_THROW(write(VersionPain::v02, {adeudo("IBI2026_1")}), Error);
  auto a = adeudo("IBI2026-0000000001");
  a.mandato = "Ñ-1";
  EXPECT_THROW(write(VersionPain::v02, {a}), Error);
  a.mandato = std::string(36, 'A');
  EXPECT_THROW(write(VersionPain::v02, {a}), Error);
}

TEST(Pain008Errors, OtherVersionsAreRefused) {
  EXPECT_TRUE(parse_version_pain("02"));
  for (const char* bad : {"", "03", "2", "008"})
    EXPECT_EQ(parse_version_pain(bad).error().code, Code::unknown_value);
}

}  // namespace
}  // namespace sctf::tributos
