#include <fmt/format.h>

#include "demo/banco.hpp"
#include "text/sepa.hpp"
#include "xml/writer.hpp"

namespace sctf::demo {
namespace {

constexpr std::string_view kIsoSpaces = "urn:iso:std:iso:20022:tech:xsd:";

void iso_amount(xml::Writer& xml, std::string_view name, Cents value) {
  xml.open(name).attribute("Ccy", "EUR").text(value.str()).close();
}

// The older versions have the name in the party, the newer ones one level deeper.
void iso_party(xml::Writer& xml, std::string_view role, std::string_view name, bool older) {
  xml.open(role);
  if (!older) xml.open("Pty");
  xml.leaf("Nm", text::sepa_truncated(name, 70));
  if (!older) xml.close();
  xml.close();
}

void iso_account(xml::Writer& xml, std::string_view role, std::string_view iban) {
  xml.open(role).open("Id").leaf("IBAN", iban).close().close();
}

class EscritorCamt {
 public:
  EscritorCamt(const Salida& salida, VersionCamt version, bool statement)
      : older_(version == VersionCamt::v02),
        statement_(statement),
        xml_(salida, {.declaration = true, .newline_after = {"GrpHdr", "Acct", "Bal", "Ntry", "TxDtls"}}) {}

  void write(const CabeceraMensaje& cabecera, const CuentaSimulada& cuenta,
             std::span<const ApunteSimulado> apuntes) {
    xml_.open("Document")
        .attribute("xmlns", fmt::format("{}camt.{}.001.{}", kIsoSpaces, statement_ ? "053" : "054",
                                        older_ ? "02" : "08"));
    xml_.open(statement_ ? "BkToCstmrStmt" : "BkToCstmrDbtCdtNtfctn");
    xml_.open("GrpHdr").leaf("MsgId", cabecera.msg_id).leaf("CreDtTm", cabecera.creado).close();
    xml_.open(statement_ ? "Stmt" : "Ntfctn").leaf("Id", cabecera.msg_id).leaf("CreDtTm", cabecera.creado);
    xml_.open("FrToDt")
        .leaf("FrDtTm", sctf::to_string(cuenta.desde) + "T00:00:00")
        .leaf("ToDtTm", sctf::to_string(cuenta.hasta) + "T23:59:59")
        .close();
    xml_.open("Acct").open("Id").leaf("IBAN", cuenta.iban).close().leaf("Ccy", "EUR").close();
    if (statement_) {
      Cents closing = cuenta.saldo;
      for (const auto& a : apuntes) closing += a.importe;
      balance("OPBD", cuenta.saldo, cuenta.desde);
      balance("CLBD", closing, cuenta.hasta);
    }
    for (const auto& a : apuntes) entry(a);
    xml_.close().close().close();
    xml_.finish();
  }

 private:
  void direction(Cents value) { xml_.leaf("CdtDbtInd", value < Cents{} ? "DBIT" : "CRDT"); }
  void day(std::string_view name, Day value) { xml_.open(name).leaf("Dt", sctf::to_string(value)).close(); }

  void balance(std::string_view code, Cents value, Day on) {
    xml_.open("Bal").open("Tp").open("CdOrPrtry").leaf("Cd", code).close().close();
    iso_amount(xml_, "Amt", value < Cents{} ? -value : value);
    direction(value);
    day("Dt", on);
    xml_.close();
  }

  void entry(const ApunteSimulado& a) {
    xml_.open("Ntry");
    iso_amount(xml_, "Amt", a.importe < Cents{} ? -a.importe : a.importe);
    direction(a.importe);
    if (older_)
      xml_.leaf("Sts", "BOOK");
    else
      xml_.open("Sts").leaf("Cd", "BOOK").close();
    day("BookgDt", a.dia);
    day("ValDt", a.valor);
    if (!a.referencia_banco.empty()) xml_.leaf("AcctSvcrRef", a.referencia_banco);
    xml_.open("BkTxCd").open("Domn").leaf("Cd", "PMNT").open("Fmly");
    const bool debit = !a.bloque.empty() || (!a.detalles.empty() && !a.detalles.front().mandato.empty());
    xml_.leaf("Cd", debit ? "IDDT" : a.importe < Cents{} ? "ICDT" : "RCDT");
    xml_.leaf("SubFmlyCd", debit ? (a.importe < Cents{} ? "UPDD" : "ESDD") : "ESCT");
    xml_.close().close().close();
    if (!a.bloque.empty() || !a.detalles.empty()) {
      xml_.open("NtryDtls");
      if (!a.bloque.empty()) batch(a);
      for (const auto& d : a.detalles) detail(d, a);
      xml_.close();
    }
    xml_.close();
  }

  void batch(const ApunteSimulado& a) {
    const auto count = a.detalles.empty() ? a.operaciones : static_cast<std::int64_t>(a.detalles.size());
    xml_.open("Btch").leaf("PmtInfId", a.bloque).leaf("NbOfTxs", std::to_string(count));
    iso_amount(xml_, "TtlAmt", a.importe < Cents{} ? -a.importe : a.importe);
    direction(a.importe);
    xml_.close();
  }

  void detail(const DetalleSimulado& d, const ApunteSimulado& a) {
    xml_.open("TxDtls").open("Refs");
    if (!d.referencia_banco.empty()) xml_.leaf("AcctSvcrRef", d.referencia_banco);
    xml_.leaf("EndToEndId", d.end_to_end.empty() ? "NOTPROVIDED" : d.end_to_end);
    if (!d.mandato.empty()) xml_.leaf("MndtId", d.mandato);
    xml_.close();
    if (older_) {
      xml_.open("AmtDtls").open("TxAmt");
      iso_amount(xml_, "Amt", d.importe);
      xml_.close().close();
    } else {
      iso_amount(xml_, "Amt", d.importe);
      direction(a.importe);
    }
    if (!d.pagador.empty()) {
      xml_.open("RltdPties");
      iso_party(xml_, "Dbtr", d.pagador, older_);
      if (!d.pagador_iban.empty()) iso_account(xml_, "DbtrAcct", d.pagador_iban);
      xml_.close();
    }
    if (!d.texto.empty()) xml_.open("RmtInf").leaf("Ustrd", text::sepa_truncated(d.texto, 140)).close();
    if (!d.motivo.empty()) xml_.open("RtrInf").open("Rsn").leaf("Cd", d.motivo).close().close();
    xml_.close();
  }

  bool older_, statement_;
  xml::Writer xml_;
};

class EscritorEstado {
 public:
  EscritorEstado(const Salida& salida, const CabeceraEstado& cabecera)
      : cabecera_(cabecera),
        xml_(salida, {.declaration = true, .newline_after = {"GrpHdr", "OrgnlGrpInfAndSts", "TxInfAndSts"}}) {
  }

  void write(const std::string& msg_id, const std::string& original, std::int64_t count, Cents sum,
             std::span<const RetornoSimulado> retornos) {
    const bool older = cabecera_.version == VersionEstado::v03;
    xml_.open("Document")
        .attribute("xmlns", fmt::format("{}pain.002.001.{}", kIsoSpaces, older ? "03" : "10"));
    xml_.open("CstmrPmtStsRpt")
        .open("GrpHdr")
        .leaf("MsgId", msg_id)
        .leaf("CreDtTm", cabecera_.mensaje.creado)
        .close();
    xml_.open("OrgnlGrpInfAndSts")
        .leaf("OrgnlMsgId", original)
        .leaf("OrgnlMsgNmId", cabecera_.mensaje_original_tipo);
    xml_.leaf("OrgnlNbOfTxs", std::to_string(count))
        .leaf("OrgnlCtrlSum", sum.str())
        .leaf("GrpSts", "PART")
        .close();
    const std::string* open = nullptr;
    for (const auto& r : retornos) {
      if (open == nullptr || *open != r.bloque) {
        if (open != nullptr) xml_.close();
        xml_.open("OrgnlPmtInfAndSts").leaf("OrgnlPmtInfId", r.bloque);
        open = &r.bloque;
      }
      operation(r, older);
    }
    if (open != nullptr) xml_.close();
    xml_.close().close();
    xml_.finish();
  }

 private:
  void operation(const RetornoSimulado& r, bool older) {
    xml_.open("TxInfAndSts").leaf("OrgnlEndToEndId", r.end_to_end).leaf("TxSts", "RJCT");
    xml_.open("StsRsnInf").open("Rsn").leaf("Cd", r.motivo).close().close();
    xml_.open("OrgnlTxRef").open("Amt");
    iso_amount(xml_, "InstdAmt", r.importe);
    xml_.close().leaf("ReqdColltnDt", sctf::to_string(r.cobro));
    xml_.open("CdtrSchmeId").open("Id").open("PrvtId").open("Othr").leaf("Id", cabecera_.acreedor);
    xml_.open("SchmeNm").leaf("Prtry", "SEPA").close().close().close().close().close();
    xml_.open("MndtRltdInf").leaf("MndtId", r.mandato).close();
    iso_party(xml_, "Dbtr", r.deudor, older);
    iso_account(xml_, "DbtrAcct", r.iban);
    xml_.close().close();
  }

  const CabeceraEstado& cabecera_;
  xml::Writer xml_;
};

}  // namespace

void escribir_camt053(const Salida& salida, VersionCamt version, const CabeceraMensaje& cabecera,
                      const CuentaSimulada& cuenta, std::span<const ApunteSimulado> apuntes) {
  EscritorCamt(salida, version, true).write(cabecera, cuenta, apuntes);
}

void escribir_camt054(const Salida& salida, VersionCamt version, const CabeceraMensaje& cabecera,
                      const CuentaSimulada& cuenta, std::span<const ApunteSimulado> apuntes) {
  EscritorCamt(salida, version, false).write(cabecera, cuenta, apuntes);
}

void escribir_rechazos(const Salida& salida, const CabeceraEstado& cabecera, std::int64_t adeudos, Cents suma,
                       std::span<const RetornoSimulado> rechazos) {
  if (cabecera.mensaje.msg_id.starts_with("DA"))
    throw Error(Code::internal, "the MsgId {} would make a return of a rejection", cabecera.mensaje.msg_id);
  EscritorEstado(salida, cabecera)
      .write(cabecera.mensaje.msg_id, cabecera.mensaje_original, adeudos, suma, rechazos);
}

void escribir_devoluciones(const Salida& salida, const CabeceraEstado& cabecera, Day contable,
                           std::span<const RetornoSimulado> devoluciones) {
  Cents sum;
  for (const auto& r : devoluciones) sum += r.importe;
  const auto& id = cabecera.mensaje.msg_id;
  EscritorEstado(salida, cabecera)
      .write(id.starts_with("DA") ? id : "DA" + id,
             sctf::to_string(contable) + cabecera.mensaje_original.substr(0, 25),
             static_cast<std::int64_t>(devoluciones.size()), sum, devoluciones);
}

}  // namespace sctf::demo
