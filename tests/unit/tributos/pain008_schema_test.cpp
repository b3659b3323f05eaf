#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "tributos/pain008.hpp"
#include "xml/schema.hpp"

namespace sctf::tributos {
namespace {

namespace fs = std::filesystem;

fs::path ours(VersionPain version) {
  return fs::path(SCTF_TEST_DATA).parent_path().parent_path() / "lib/tributos/schema" /
         (std::string(message_name(version)) + ".xsd");
}

// Every optional part once, in both blocks.
std::string sample(VersionPain version, const char* creado = "2026-05-20T00:00:00") {
  std::string out;
  PainWriter writer([&](std::string_view bytes) { out.append(bytes); },
                    {.version = version,
                     .msg_id = "1-IBI-2026-R01-0001",
                     .creado = creado,
                     .adeudos = 2,
                     .suma = 2_cts,
                     .acreedor = {.nombre = "AYUNTAMIENTO",
                                  .nif = "P3803800F",
                                  .sufijo = "000",
                                  .iban = "ES9121000418450200051332",
                                  .bic = "CAIXESBBXXX"}});
  Adeudo a{.end_to_end_id = "IBI2026-0000000001",
           .importe = 1_cts,
           .mandato = "M-1",
           .fecha_firma = make_day(2024, 3, 1),
           .deudor = "NOMBRE INVENTADO",
           .contribuyente = "OTRO NOMBRE INVENTADO",
           .iban = "ES7000491500010512345678",
           .concepto = "IBI",
           .mandato_anterior = "M-0",
           .iban_anterior = "ES9121000418450200051332",
           .otro_banco = false,
           .acreedor_anterior = "ES97001P3803800F"};
  writer.begin_block({.secuencia = "FRST", .fecha_cobro = make_day(2026, 7, 8), .adeudos = 1, .suma = 1_cts});
  writer.add(a);
  writer.end_block();
  writer.begin_block({.secuencia = "RCUR", .fecha_cobro = make_day(2026, 7, 8), .adeudos = 1, .suma = 1_cts});
  a.otro_banco = true, a.end_to_end_id = "IBI2026-0000000002", a.contribuyente.clear();
  writer.add(a);
  writer.end_block();
  writer.finish();
  return out;
}

class PainSchema : public testing::TestWithParam<VersionPain> {};
INSTANTIATE_TEST_SUITE_P(Versions, PainSchema, testing::Values(VersionPain::v02, VersionPain::v08),
                         [](const auto& i) { return i.param == VersionPain::v02 ? "v02" : "v08"; });

TEST_P(PainSchema, OursTakesWhatWeWrite) {
  const auto schema = xml::Schema::load(ours(GetParam()));
  ASSERT_TRUE(schema) << schema.error().text;
  const auto valid = schema->validate(sample(GetParam()));
  EXPECT_TRUE(valid) << valid.error().text;
}

TEST_P(PainSchema, TheOfficialOneTakesWhatWeWrite) {
  const char* norms = std::getenv("SCTF_NORMS");
  if (norms == nullptr) GTEST_SKIP() << "skipped: no official schemas";
  const auto schema =
      xml::Schema::load(fs::path(norms) / "iso20022" / (std::string(message_name(GetParam())) + ".xsd"));
  ASSERT_TRUE(schema) << schema.error().text;
  const auto valid = schema->validate(sample(GetParam()));
  EXPECT_TRUE(valid) << valid.error().text;
}

// What ours must refuse although some of it would pass the official one.
TEST_P(PainSchema, OursRefusesWhatABankWould) {
  const auto schema = must(xml::Schema::load(ours(GetParam())));
  const auto good = sample(GetParam());
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"<Ustrd>IBI</Ustrd>", "<Ustrd>Ñ</Ustrd>"},
           {"<Ustrd>IBI</Ustrd>", ""},
           {"IBI2026-0000000001", "/IBI2026"},
           {">0.01</InstdAmt>", ">0.00</InstdAmt>"},
           {">0.01</InstdAmt>", ">0.011</InstdAmt>"},
           {"Ccy=\"EUR\"", "Ccy=\"USD\""},
           {"<SeqTp>FRST</SeqTp>", "<SeqTp>FIRST</SeqTp>"},
           {"<AmdmntInd>true</AmdmntInd>", "<AmdmntInd>false</AmdmntInd>"},
           {"<PmtMtd>DD</PmtMtd>", "<PmtMtd>TRF</PmtMtd>"},
           {"ES7000491500010512345678", "70004915"}}) {
    auto bad = good;
    bad.replace(bad.find(from), from.size(), to);
    EXPECT_FALSE(schema.validate(bad)) << from << " → " << to;
  }
}

}  // namespace
}  // namespace sctf::tributos
