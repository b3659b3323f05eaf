#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <utility>

#include "tributos/cobro_partes.hpp"
#include "tributos/cobro_xml.hpp"

namespace sctf::tributos {
namespace {

using xml::Element;
using Above = std::span<const Element* const>;

// What an Ntry tells about all that is in it.
struct ApunteCamt {
  bool contabilizado = false;
  bool abono = false, retrocesion = false;
  Cents importe;  // signed
  Day dia;
  std::optional<Day> valor;
  std::string clave, canal;
  std::int64_t detalles = 0;
  Cents suma;  // of its TxDtls, signed
};

// References that say that there is none.
bool camt_ninguna(std::string_view text) {
  return text.empty() || text == "NOTPROVIDED" || text == "NONREF";
}

class LectorCamt {
 public:
  explicit LectorCamt(LecturaCobro& lectura)
      : lectura_(lectura), iso_(lectura.name), extracto_(lectura.fichero.formato == FormatoCobro::camt053) {}
  Result<void> leer();

 private:
  Result<void> parte(const Element& part, Above above);
  Result<void> detalle(const Element& tx, Above above);
  Result<void> apunte(const Element& ntry, Above above);
  bool cabecera(const Element& documento, const Element& mensaje);
  bool cuenta(const Element& stmt, std::size_t index);
  bool leer_apunte(const Element& ntry, const Element& stmt);
  Cobro comun(const Element& e) const;
  Result<void> entregar(Cobro&& cobro);
  std::optional<Cents> importe_de(const Element& tx);
  void textos(const Element& tx, Cobro& out);
  void clasificar(Cobro& out, const Element* retorno);
  Result<void> cierre(const Element& documento);
  void saldos(const Element& stmt, Cents movido);
  [[nodiscard]] std::string_view raiz() const {
    return extracto_ ? "BkToCstmrStmt" : "BkToCstmrDbtCdtNtfctn";
  }
  [[nodiscard]] std::string_view hoja() const { return extracto_ ? "Stmt" : "Ntfctn"; }

  LecturaCobro& lectura_;
  LectorIso iso_;
  bool extracto_;
  bool cabecera_leida_ = false;
  std::map<std::size_t, Cents> movido_;    // by a statement's place in the message
  std::optional<std::size_t> comprobada_;  // statement whose account was looked at
  std::optional<ApunteCamt> apunte_;
  std::int64_t apuntes_ = 0;          // of this statement
  std::optional<Cobro> sin_importe_;  // the first TxDtls, while it may be the only one
};

Result<void> LectorCamt::leer() {
  constexpr std::array<std::string_view, 2> kParts = {"Ntry", "TxDtls"};
  auto rest = xml::parse_parts(lectura_.source, kParts,
                               [this](const Element& part, Above above) { return parte(part, above); });
  if (!rest) return tl::unexpected(std::move(rest.error()));
  return cierre(*rest);
}

Result<void> LectorCamt::parte(const Element& part, Above above) {
  const bool tx = part.name == "TxDtls";
  const std::array<std::string_view, 5> path = {"Document", raiz(), hoja(), "Ntry", "NtryDtls"};
  if (above.empty() || !cabecera(*above[0], above.size() > 1 ? *above[1] : *above[0])) {
    if (iso_.ok()) iso_.rechazar(part, Code::bad_document, "is no message of a bank");
    return iso_.fallo();
  }
  const std::size_t depth = tx ? 5 : 3;
  bool placed = above.size() == depth;
  for (std::size_t i = 0; placed && i < depth; ++i) placed = above[i]->name == path[i];
  if (!placed) {
    iso_.rechazar(part, Code::bad_document, "stands where the message has none");
    return iso_.fallo();
  }
  const auto index = above[1]->children.size() - 1;
  if (comprobada_ != index) {
    comprobada_ = index;
    apuntes_ = 0;
    if (!cuenta(*above[2], index)) return iso_.fallo();
  }
  if (!apunte_ && !leer_apunte(tx ? *above[3] : part, *above[2])) return iso_.fallo();
  return tx ? detalle(part, above) : apunte(part, above);
}

bool LectorCamt::cabecera(const Element& documento, const Element& mensaje) {
  if (cabecera_leida_) return true;
  if (!(extracto_ ? iso_.mensaje(documento, {"camt.053.001.02", "camt.053.001.08"})
                  : iso_.mensaje(documento, {"camt.054.001.02", "camt.054.001.08"})))
    return false;
  if (mensaje.name != raiz()) iso_.rechazar(mensaje, Code::bad_document, fmt::format("must be {}", raiz()));
  const auto* head = iso_.obligado(mensaje, "GrpHdr");
  if (head == nullptr) return false;
  lectura_.fichero.mensaje = iso_.dato(iso_.obligado(*head, "MsgId"));
  if (const auto* made = iso_.obligado(*head, "CreDtTm"))
    if (const auto day = iso_.fecha(*made)) lectura_.fichero.fecha = *day;
  cabecera_leida_ = iso_.ok();
  return cabecera_leida_;
}

bool LectorCamt::cuenta(const Element& stmt, std::size_t index) {
  movido_.try_emplace(index);
  const auto* account = iso_.obligado(stmt, "Acct");
  if (account == nullptr) return false;
  const auto* id = account->find({"Id", "IBAN"});
  if (id == nullptr) id = account->find({"Id", "Othr", "Id"});
  if (id == nullptr)
    iso_.rechazar(*account, Code::missing_value, "has no IBAN");
  else if (texto_de(id) != lectura_.nuestro.iban)
    iso_.rechazar(*id, Code::unknown_value,
                  fmt::format("the account is not ours, {}", lectura_.nuestro.iban));
  return iso_.ok();
}

bool LectorCamt::leer_apunte(const Element& ntry, const Element& stmt) {
  ApunteCamt out;
  ++apuntes_;
  const auto* amount = iso_.obligado(ntry, "Amt");
  const auto* direction = iso_.obligado(ntry, "CdtDbtInd");
  const auto* status = iso_.obligado(ntry, "Sts");
  if (amount == nullptr || direction == nullptr || status == nullptr) return false;
  const auto* code = status->child("Cd");
  const auto state = texto_de(code == nullptr ? status : code);
  out.contabilizado = state == "BOOK";
  if (!out.contabilizado && state != "PDNG" && state != "INFO" && state != "FUTR" &&
      status->child("Prtry") == nullptr)
    iso_.rechazar(*status, Code::unknown_value, "is BOOK, PDNG, INFO or FUTR");
  out.importe = iso_.importe(amount);
  out.abono = iso_.abono(*direction);
  if (!out.abono) out.importe = -out.importe;
  const auto reversal = texto_de(iso_.uno(ntry, "RvslInd"));
  out.retrocesion = reversal == "true" || reversal == "1";
  out.valor = iso_.dia(iso_.uno(ntry, "ValDt"));
  const auto booked = iso_.dia(iso_.uno(ntry, "BookgDt"));
  if (!booked && !out.valor && out.contabilizado)
    iso_.rechazar(ntry, Code::missing_value, "has neither BookgDt nor ValDt");
  out.dia = booked.value_or(out.valor.value_or(Day{}));
  const auto service = iso_.dato(iso_.uno(ntry, "AcctSvcrRef"));
  const auto reference = iso_.dato(iso_.uno(ntry, "NtryRef"));
  const auto id = iso_.dato(iso_.obligado(stmt, "Id"));
  out.clave = !camt_ninguna(service)     ? fmt::format("camt|{}", service)
              : !camt_ninguna(reference) ? fmt::format("camt|{}|{}", id, reference)
                                         : fmt::format("camt|{}|@{}", id, apuntes_);
  if (const auto* domain = ntry.find({"BkTxCd", "Domn"}))
    out.canal = fmt::format("{}/{}/{}", iso_.dato(domain->child("Cd")), domain->text_of({"Fmly", "Cd"}),
                            domain->text_of({"Fmly", "SubFmlyCd"}));
  apunte_ = std::move(out);
  return iso_.ok();
}

Cobro LectorCamt::comun(const Element& e) const {
  Cobro out;
  out.linea = e.line;
  out.clave = apunte_->clave;
  out.clave_apunte = apunte_->clave;
  out.importe = apunte_->importe;
  out.pago = apunte_->dia;
  out.valor_fecha = apunte_->valor;
  out.canal = apunte_->canal;
  return out;
}

// .08 has an amount of its own; .02 only among the details of the amount.
std::optional<Cents> LectorCamt::importe_de(const Element& tx) {
  const auto* amount = iso_.uno(tx, "Amt");
  if (amount == nullptr) amount = tx.find({"AmtDtls", "TxAmt", "Amt"});
  if (amount == nullptr) return std::nullopt;
  return iso_.importe(amount);
}

void LectorCamt::textos(const Element& tx, Cobro& out) {
  if (const auto* info = tx.child("RmtInf")) {
    for (const auto& line : info->children)
      if (line.name == "Ustrd") out.texto.push_back(iso_.dato(&line, 140));
    for (const auto& line : info->children)
      if (const auto* ref = line.name == "Strd" ? line.find({"CdtrRefInf", "Ref"}) : nullptr)
        out.texto.push_back(iso_.dato(ref));
  }
  if (const auto* parties = tx.child("RltdPties")) {
    out.pagador = iso_.dato(nombre_de(parties->child("Dbtr")), 140);
    if (const auto* iban = parties->find({"DbtrAcct", "Id", "IBAN"})) out.pagador_iban = iso_.dato(iban);
  }
}

// What it is follows from the direction, what it names and whether a reason of return stands in it, never
// from the bank's code of the operation (norms/recaudacion 5).
void LectorCamt::clasificar(Cobro& out, const Element* retorno) {
  const bool ours = es_end_to_end_nuestro(out.end_to_end);
  const auto slip = [&] {
    const std::vector<std::string_view> texts(out.texto.begin(), out.texto.end());
    out.referencia = numero_suelto(texts, true);
    return !out.referencia.empty();
  };
  const auto block = std::exchange(out.bloque, {});
  if (out.importe < Cents{}) {
    if (retorno != nullptr || ours) {
      const auto reason = retorno == nullptr ? std::string_view{} : texto_de(retorno->find({"Rsn", "Cd"}));
      out.clase = ClaseCobro::devolucion;
      out.motivo = reason.empty() ? "MS03" : std::string(reason);
      if (out.motivo.size() > 4)
        iso_.rechazar(*retorno, Code::invalid_value, "a reason of return has at most four characters");
    } else if (apunte_->retrocesion && slip()) {
      out.clase = ClaseCobro::anulacion;
    }
  } else if (ours) {
    out.clase = ClaseCobro::abono;
  } else if (camt_ninguna(out.end_to_end) && !block.empty()) {
    out.clase = ClaseCobro::abono;
    out.bloque = block;
  } else if (slip()) {
    out.clase = ClaseCobro::ingreso;
  }
}

Result<void> LectorCamt::detalle(const Element& tx, Above above) {
  ++apunte_->detalles;
  if (!apunte_->contabilizado) return {};
  if (sin_importe_) {
    iso_.rechazar(*above[3], Code::missing_value,
                  fmt::format("several TxDtls, and the one of line {} has no amount", sin_importe_->linea));
    return iso_.fallo();
  }
  Cobro out = comun(tx);
  out.detalle = true;
  if (const auto* refs = tx.child("Refs")) {
    out.end_to_end = iso_.dato(iso_.uno(*refs, "EndToEndId"));
    out.mandato = iso_.dato(iso_.uno(*refs, "MndtId"));
    out.bloque = iso_.dato(iso_.uno(*refs, "PmtInfId"));
    if (const auto own = iso_.dato(iso_.uno(*refs, "AcctSvcrRef")); !camt_ninguna(own))
      out.clave = fmt::format("camt|{}", own);
  }
  if (out.bloque.empty())
    if (const auto* batch = above[4]->child("Btch")) out.bloque = iso_.dato(iso_.uno(*batch, "PmtInfId"));
  const auto* direction = iso_.uno(tx, "CdtDbtInd");
  const bool credit = direction == nullptr ? apunte_->abono : iso_.abono(*direction);
  textos(tx, out);
  if (const auto* paid = tx.find({"RltdDts", "AccptncDtTm"}))
    if (const auto day = iso_.fecha(*paid)) out.pago = *day;
  const auto amount = importe_de(tx);
  if (amount) out.importe = credit ? *amount : -*amount;
  clasificar(out, iso_.uno(tx, "RtrInf"));
  if (out.clase == ClaseCobro::devolucion)
    if (const auto* original = tx.find({"AmtDtls", "InstdAmt", "Amt"}))
      out.importe_original = iso_.importe(original);
  if (!iso_.ok()) return iso_.fallo();
  if (amount) return entregar(std::move(out));
  if (apunte_->detalles > 1) {
    iso_.rechazar(tx, Code::missing_value, "several TxDtls, and this one has no amount");
    return iso_.fallo();
  }
  sin_importe_ = std::move(out);
  return {};
}

Result<void> LectorCamt::entregar(Cobro&& cobro) {
  if (auto ok = sumar(apunte_->suma, cobro.importe); !ok)
    return tl::unexpected(std::move(ok.error()).at(lectura_.name, cobro.linea, 0));
  return lectura_.salida.put(std::move(cobro));
}

Result<void> LectorCamt::apunte(const Element& ntry, Above above) {
  if (!apunte_->contabilizado) {
    lectura_.avisos.put(Code::wrong_state, ntry.line, 0, texto_de(ntry.child("Sts")),
                        "Ntry: is not booked, and is left out");
    apunte_.reset();
    return {};
  }
  if (sin_importe_) {
    // It is the only one: its amount is the entry's.
    auto only = std::move(*sin_importe_);
    sin_importe_.reset();
    if (auto ok = entregar(std::move(only)); !ok) return ok;
  }
  if (apunte_->detalles == 0) {
    Cobro out = comun(ntry);
    for (const auto& details : ntry.children) {
      const auto* batch = details.name == "NtryDtls" ? details.child("Btch") : nullptr;
      if (batch == nullptr) continue;
      auto block = iso_.dato(iso_.uno(*batch, "PmtInfId"));
      if (!out.bloque.empty() && block != out.bloque)
        iso_.rechazar(details, Code::inconsistent, "several blocks in one entry, none with its debits");
      out.bloque = std::move(block);
    }
    clasificar(out, nullptr);
    if (!iso_.ok()) return iso_.fallo();
    if (auto ok = entregar(std::move(out)); !ok) return ok;
  }
  if (apunte_->suma != apunte_->importe) {
    iso_.rechazar(ntry, Code::inconsistent,
                  fmt::format("is {}, its TxDtls sum up to {}", apunte_->importe.str(), apunte_->suma.str()));
    return iso_.fallo();
  }
  auto& moved = movido_[above[1]->children.size() - 1];
  if (auto ok = sumar(moved, apunte_->importe); !ok)
    return tl::unexpected(std::move(ok.error()).at(lectura_.name, ntry.line, 0));
  apunte_.reset();
  return {};
}

// What stands behind the entries, and messages without any.
Result<void> LectorCamt::cierre(const Element& documento) {
  const auto* message = documento.children.empty() ? nullptr : &documento.children.front();
  if (!cabecera(documento, message == nullptr ? documento : *message)) return iso_.fallo();
  bool any = false;
  for (std::size_t i = 0; i < message->children.size(); ++i) {
    const auto& stmt = message->children[i];
    if (stmt.name != hoja()) continue;
    any = true;
    if (!cuenta(stmt, i)) return iso_.fallo();
    if (extracto_) saldos(stmt, movido_[i]);
    if (!iso_.ok()) return iso_.fallo();
  }
  if (!any) iso_.rechazar(*message, Code::missing_value, fmt::format("has no {}", hoja()));
  return iso_.ok() ? Result<void>{} : iso_.fallo();
}

void LectorCamt::saldos(const Element& stmt, Cents movido) {
  const Element* opening = nullptr;
  const Element* previous = nullptr;
  const Element* closing = nullptr;
  for (const auto& balance : stmt.children) {
    if (balance.name != "Bal") continue;
    const auto code = balance.text_of({"Tp", "CdOrPrtry", "Cd"});
    auto*& which = code == "OPBD" ? opening : code == "CLBD" ? closing : previous;
    if (code != "OPBD" && code != "CLBD" && code != "PRCD") continue;
    if (which != nullptr && code != "PRCD")
      iso_.rechazar(balance, Code::duplicate, fmt::format("the balance {} stands twice", code));
    which = &balance;
  }
  // The day before closed with what this one opens with.
  if (opening == nullptr) opening = previous;
  if (opening == nullptr || closing == nullptr) {
    lectura_.avisos.put(Code::missing_value, stmt.line, 0, {},
                        fmt::format("Stmt: has no {} balance: its entries are not checked against it",
                                    opening == nullptr ? "opening" : "closing"));
    return;
  }
  const auto balance = [&](const Element& e) {
    const auto* amount = iso_.obligado(e, "Amt");
    const auto* direction = iso_.obligado(e, "CdtDbtInd");
    if (amount == nullptr || direction == nullptr) return Cents{};
    const auto value = iso_.importe(amount);
    return iso_.abono(*direction) ? value : -value;
  };
  const auto opened = balance(*opening), closed = balance(*closing);
  if (iso_.ok() && opened + movido != closed)
    iso_.rechazar(*closing, Code::inconsistent,
                  fmt::format("closes with {}; opening balance and entries give {}", closed.str(),
                              (opened + movido).str()));
}

}  // namespace

Result<void> leer_camt(LecturaCobro& lectura) {
  return LectorCamt(lectura).leer();
}

}  // namespace sctf::tributos
