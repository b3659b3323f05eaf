#include "tributos/pain008.hpp"

#include <fmt/format.h>

#include "base/iban.hpp"
#include "text/sepa.hpp"

namespace sctf::tributos {
namespace {

// Identifiers travel unchanged or not at all (norms/recaudacion 4.5).
const std::string& checked_identifier(const std::string& id) {
  if (id.size() > 35 || !text::sepa_identifier_ok(id))
    throw Error(Code::internal, "\"{}\" cannot be an identifier of a SEPA message", id);
  return id;
}

xml::Writer::Options lines() {
  return {.declaration = true, .newline_after = {"GrpHdr", "DrctDbtTxInf", "PmtInf", "CdtrSchmeId"}};
}

}  // namespace

Result<VersionPain> parse_version_pain(std::string_view text) {
  if (text == "02") return VersionPain::v02;
  if (text == "08") return VersionPain::v08;
  return problem(Code::unknown_value, "\"{}\" is no version of pain.008.001: 02 or 08", text);
}

std::string_view message_name(VersionPain version) {
  switch (version) {
    case VersionPain::v02: return "pain.008.001.02";
    case VersionPain::v08: return "pain.008.001.08";
  }
  return {};
}

std::string Acreedor::identificador() const {
  return creditor_identifier(nif, sufijo);
}

PainWriter::PainWriter(xml::Writer::Sink sink, CabeceraPain cabecera)
    : cabecera_(std::move(cabecera)),
      xml_(std::move(sink), lines()),
      acreedor_id_(cabecera_.acreedor.identificador()) {
  header();
}

void PainWriter::header() {
  xml_.open("Document")
      .attribute("xmlns", fmt::format("urn:iso:std:iso:20022:tech:xsd:{}", message_name(cabecera_.version)));
  xml_.open("CstmrDrctDbtInitn").open("GrpHdr");
  xml_.leaf("MsgId", checked_identifier(cabecera_.msg_id)).leaf("CreDtTm", cabecera_.creado);
  xml_.leaf("NbOfTxs", std::to_string(cabecera_.adeudos)).leaf("CtrlSum", cabecera_.suma.str());
  xml_.open("InitgPty").leaf("Nm", text::sepa_truncated(cabecera_.acreedor.nombre, 70));
  xml_.open("Id").open("OrgId").open("Othr").leaf("Id", acreedor_id_).close().close().close();
  xml_.close().close();
}

void PainWriter::creditor_scheme(std::string_view element, std::string_view identificador) {
  xml_.open(element).open("Id").open("PrvtId").open("Othr").leaf("Id", identificador);
  xml_.open("SchmeNm").leaf("Prtry", "SEPA").close();
  xml_.close().close().close().close();
}

void PainWriter::begin_block(const BloquePain& bloque) {
  const auto& acreedor = cabecera_.acreedor;
  xml_.open("PmtInf").leaf("PmtInfId",
                           checked_identifier(fmt::format("{}-{}", cabecera_.msg_id, bloque.secuencia)));
  xml_.leaf("PmtMtd", "DD").leaf("BtchBookg", "true");
  xml_.leaf("NbOfTxs", std::to_string(bloque.adeudos)).leaf("CtrlSum", bloque.suma.str());
  xml_.open("PmtTpInf")
      .open("SvcLvl")
      .leaf("Cd", "SEPA")
      .close()
      .open("LclInstrm")
      .leaf("Cd", "CORE")
      .close();
  xml_.leaf("SeqTp", bloque.secuencia).open("CtgyPurp").leaf("Cd", "TAXS").close().close();
  xml_.leaf("ReqdColltnDt", sctf::to_string(bloque.fecha_cobro));
  xml_.open("Cdtr").leaf("Nm", text::sepa_truncated(acreedor.nombre, 70)).close();
  xml_.open("CdtrAcct").open("Id").leaf("IBAN", acreedor.iban).close().close();
  xml_.open("CdtrAgt")
      .open("FinInstnId")
      .leaf(cabecera_.version == VersionPain::v02 ? "BIC" : "BICFI", acreedor.bic)
      .close()
      .close();
  xml_.leaf("ChrgBr", "SLEV");
  creditor_scheme("CdtrSchmeId", acreedor_id_);
}

void PainWriter::agent_unknown() {
  xml_.open("DbtrAgt").open("FinInstnId").open("Othr").leaf("Id", "NOTPROVIDED").close().close().close();
}

void PainWriter::mandate(const Adeudo& adeudo) {
  xml_.open("DrctDbtTx").open("MndtRltdInf").leaf("MndtId", checked_identifier(adeudo.mandato));
  xml_.leaf("DtOfSgntr", sctf::to_string(adeudo.fecha_firma));
  if (!adeudo.mandato_anterior.empty() || !adeudo.iban_anterior.empty() || adeudo.otro_banco ||
      !adeudo.acreedor_anterior.empty())
    amendment(adeudo);
  xml_.close().close();
}

void PainWriter::amendment(const Adeudo& adeudo) {
  xml_.leaf("AmdmntInd", "true").open("AmdmntInfDtls");
  if (!adeudo.mandato_anterior.empty()) xml_.leaf("OrgnlMndtId", checked_identifier(adeudo.mandato_anterior));
  if (!adeudo.acreedor_anterior.empty()) creditor_scheme("OrgnlCdtrSchmeId", adeudo.acreedor_anterior);
  if (!adeudo.iban_anterior.empty() && !adeudo.otro_banco)
    xml_.open("OrgnlDbtrAcct").open("Id").leaf("IBAN", adeudo.iban_anterior).close().close();
  if (adeudo.otro_banco)
    xml_.open("OrgnlDbtrAgt").open("FinInstnId").open("Othr").leaf("Id", "SMNDA").close().close().close();
  xml_.close();
}

void PainWriter::add(const Adeudo& adeudo) {
  xml_.open("DrctDbtTxInf")
      .open("PmtId")
      .leaf("EndToEndId", checked_identifier(adeudo.end_to_end_id))
      .close();
  xml_.open("InstdAmt").attribute("Ccy", "EUR").text(adeudo.importe.str()).close();
  mandate(adeudo);
  agent_unknown();
  xml_.open("Dbtr").leaf("Nm", text::sepa_truncated(adeudo.deudor, 70)).close();
  xml_.open("DbtrAcct").open("Id").leaf("IBAN", adeudo.iban).close().close();
  if (!adeudo.contribuyente.empty())
    xml_.open("UltmtDbtr").leaf("Nm", text::sepa_truncated(adeudo.contribuyente, 70)).close();
  xml_.open("RmtInf").leaf("Ustrd", text::sepa_truncated(adeudo.concepto, 140)).close();
  xml_.close();
}

void PainWriter::end_block() {
  xml_.close();
}

void PainWriter::finish() {
  xml_.close().close();
  xml_.finish();
}

}  // namespace sctf::tributos
