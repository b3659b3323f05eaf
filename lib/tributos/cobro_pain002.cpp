#include <array>
#include <fmt/format.h>
#include <optional>
#include <utility>

#include "tributos/cobro_partes.hpp"
#include "tributos/cobro_xml.hpp"

namespace sctf::tributos {
namespace {

using xml::Element;

class LectorPain002 {
 public:
  explicit LectorPain002(LecturaCobro& lectura) : lectura_(lectura), iso_(lectura.name) {}
  Result<void> leer();

 private:
  using Above = std::span<const Element* const>;
  Result<void> parte(const Element& part, Above above);
  Result<void> operacion(const Element& tx, const Element& bloque);
  Result<void> bloque(const Element& bloque);
  Result<void> entero(const Element& documento);
  bool cabecera(const Element& documento, const Element& mensaje);
  void totales(const Element& grupo);
  bool grupo(const Element& original);
  void datos(const Element& referencia, Cobro& out);
  Result<void> entregar(Cobro&& out);
  std::string motivo(std::initializer_list<const Element*> elements);
  // RJCT of the operation, else of its block, else of the message.
  [[nodiscard]] std::string_view estado(const Element* tx, const Element* bloque) const {
    for (const auto* e : {tx == nullptr ? nullptr : tx->child("TxSts"),
                          bloque == nullptr ? nullptr : bloque->child("PmtInfSts")})
      if (!texto_de(e).empty()) return texto_de(e);
    return estado_grupo_;
  }

  LecturaCobro& lectura_;
  LectorIso iso_;
  bool leida_ = false, retorno_ = false;
  Day dia_;  // booking of a return; the message's own of a rejection
  std::string original_, motivo_grupo_, estado_grupo_;
  std::int64_t linea_totales_ = 0;
  std::optional<std::int64_t> dicho_n_;
  std::optional<Cents> dicho_suma_;
  std::int64_t n_ = 0, bloques_ = 0, en_bloque_ = 0, aceptadas_ = 0;
  Cents suma_;
};

Result<void> LectorPain002::leer() {
  constexpr std::array<std::string_view, 2> kParts = {"OrgnlPmtInfAndSts", "TxInfAndSts"};
  auto rest = xml::parse_parts(lectura_.source, kParts,
                               [this](const Element& part, Above above) { return parte(part, above); });
  if (!rest) return tl::unexpected(std::move(rest.error()));
  return entero(*rest);
}

Result<void> LectorPain002::parte(const Element& part, Above above) {
  if (above.empty() || !cabecera(*above[0], above.size() > 1 ? *above[1] : *above[0])) {
    if (iso_.ok()) iso_.rechazar(part, Code::bad_document, "is no message of a bank");
    return iso_.fallo();
  }
  const bool tx = part.name == "TxInfAndSts";
  const bool placed = tx ? above.size() == 3 && above[2]->name == "OrgnlPmtInfAndSts" : above.size() == 2;
  if (!placed) {
    iso_.rechazar(part, Code::bad_document, "stands where the message has none");
    return iso_.fallo();
  }
  return tx ? operacion(part, *above[2]) : bloque(part);
}

bool LectorPain002::cabecera(const Element& documento, const Element& mensaje) {
  if (leida_) return true;
  if (!iso_.mensaje(documento, {"pain.002.001.03", "pain.002.001.10"})) return false;
  if (mensaje.name != "CstmrPmtStsRpt") iso_.rechazar(mensaje, Code::bad_document, "must be CstmrPmtStsRpt");
  const auto* head = iso_.obligado(mensaje, "GrpHdr");
  const auto* group = iso_.obligado(mensaje, "OrgnlGrpInfAndSts");
  if (head == nullptr || group == nullptr) return false;
  auto& fichero = lectura_.fichero;
  fichero.mensaje = iso_.dato(iso_.obligado(*head, "MsgId"));
  if (const auto* made = iso_.obligado(*head, "CreDtTm"))
    if (const auto day = iso_.fecha(*made)) fichero.fecha = *day;
  retorno_ = fichero.mensaje.starts_with("DA");
  leida_ = grupo(*group);
  return leida_;
}

bool LectorPain002::grupo(const Element& original) {
  const auto* id = iso_.obligado(original, "OrgnlMsgId");
  const auto* kind = iso_.obligado(original, "OrgnlMsgNmId");
  if (id == nullptr || kind == nullptr) return false;
  original_ = iso_.dato(id);
  if (!texto_de(kind).starts_with("pain.008"))
    iso_.rechazar(*kind, Code::unknown_value, "the report must be about direct debits, pain.008");
  estado_grupo_ = iso_.dato(iso_.uno(original, "GrpSts"));
  motivo_grupo_ = motivo({&original});
  dia_ = lectura_.fichero.fecha;
  if (!retorno_) return iso_.ok();
  // The first ten characters of a return's original message are the day of its booking.
  if (const auto day = parse_day(std::string_view(original_).substr(0, 10)))
    dia_ = *day;
  else
    lectura_.avisos.put(Code::invalid_value, id->line, 0, original_,
                        "OrgnlMsgId: a return begins with its booking date; the day of the message is taken");
  totales(original);
  return iso_.ok();
}

// Of a return they are those of this file; of a rejection those of the remesa, which is not here.
void LectorPain002::totales(const Element& grupo) {
  linea_totales_ = grupo.line;
  if (const auto* count = iso_.uno(grupo, "OrgnlNbOfTxs"))
    dicho_n_ = iso_.numero(*count), linea_totales_ = count->line;
  if (const auto* sum = iso_.uno(grupo, "OrgnlCtrlSum"))
    dicho_suma_ = iso_.suma(*sum), linea_totales_ = sum->line;
  if (!dicho_n_ || !dicho_suma_)
    lectura_.avisos.put(Code::missing_value, grupo.line, 0, {},
                        "OrgnlGrpInfAndSts: the return does not say its number of debits and their sum");
}

// The first reason that stands in one of them.
std::string LectorPain002::motivo(std::initializer_list<const Element*> elements) {
  for (const auto* e : elements) {
    if (e == nullptr) continue;
    for (const auto& info : e->children)
      if (const auto* code = info.name == "StsRsnInf" ? info.find({"Rsn", "Cd"}) : nullptr) {
        if (texto_de(code).size() > 4)
          iso_.rechazar(*code, Code::invalid_value, "a reason has at most four characters");
        return iso_.dato(code);
      }
  }
  return {};
}

void LectorPain002::datos(const Element& referencia, Cobro& out) {
  const auto* creditor = referencia.find({"CdtrSchmeId", "Id", "PrvtId", "Othr", "Id"});
  if (creditor != nullptr && texto_de(creditor) != lectura_.nuestro.acreedor)
    iso_.rechazar(*creditor, Code::unknown_value,
                  fmt::format("the creditor is not ours, {}", lectura_.nuestro.acreedor));
  const auto* account = referencia.find({"CdtrAcct", "Id", "IBAN"});
  if (account != nullptr && texto_de(account) != lectura_.nuestro.iban)
    iso_.rechazar(*account, Code::unknown_value,
                  fmt::format("the account is not ours, {}", lectura_.nuestro.iban));
  if (const auto* amount = referencia.find({"Amt", "InstdAmt"})) out.importe_original = iso_.importe(amount);
  if (const auto* mandate = referencia.child("MndtRltdInf")) {
    const auto* id = mandate->child("MndtId");
    out.mandato = iso_.dato(id != nullptr ? id : mandate->find({"DrctDbtMndt", "MndtId"}));
  }
  if (const auto* info = referencia.child("RmtInf"))
    for (const auto& line : info->children)
      if (line.name == "Ustrd") out.texto.push_back(iso_.dato(&line, 140));
  out.pagador = iso_.dato(nombre_de(referencia.child("Dbtr")), 140);
  out.pagador_iban = iso_.dato(referencia.find({"DbtrAcct", "Id", "IBAN"}));
}

Result<void> LectorPain002::operacion(const Element& tx, const Element& bloque) {
  ++en_bloque_;
  const auto status = estado(&tx, &bloque);
  if (status != "RJCT") {
    ++aceptadas_;
    if (status.empty() || retorno_)
      iso_.rechazar(tx, status.empty() ? Code::missing_value : Code::unknown_value,
                    "its status must be RJCT");
    return iso_.ok() ? Result<void>{} : iso_.fallo();
  }
  Cobro out;
  out.linea = tx.line;
  out.end_to_end = iso_.dato(iso_.uno(tx, "OrgnlEndToEndId"));
  (void)iso_.dato(iso_.obligado(bloque, "OrgnlPmtInfId"));
  out.motivo = motivo({&tx, &bloque});
  if (const auto* reference = iso_.uno(tx, "OrgnlTxRef")) datos(*reference, out);
  if (retorno_ && !out.importe_original)
    iso_.rechazar(tx, Code::missing_value, "a return has no OrgnlTxRef/Amt/InstdAmt");
  if (!iso_.ok()) return iso_.fallo();
  return entregar(std::move(out));
}

Result<void> LectorPain002::entregar(Cobro&& out) {
  if (out.motivo.empty()) out.motivo = motivo_grupo_.empty() ? "MS03" : motivo_grupo_;
  out.clase = retorno_ ? ClaseCobro::devolucion : ClaseCobro::rechazo;
  out.pago = dia_;
  const auto amount = out.importe_original.value_or(Cents{});
  if (retorno_) out.importe = -amount;
  ++n_;
  if (auto ok = sumar(suma_, amount); !ok)
    return tl::unexpected(std::move(ok.error()).at(lectura_.name, out.linea, 0));
  out.clave = fmt::format("pain002|{}|{}|{}|{}|{}", out.end_to_end.empty() ? out.bloque : out.end_to_end,
                          amount.value, sctf::to_string(dia_), out.motivo, lectura_.fichero.mensaje);
  return lectura_.salida.put(std::move(out));
}

// A block that was refused as a whole names none of its debits.
Result<void> LectorPain002::bloque(const Element& bloque) {
  const bool empty = std::exchange(en_bloque_, 0) == 0;
  ++bloques_;
  if (!empty || retorno_ || estado(nullptr, &bloque) != "RJCT") return {};
  Cobro out;
  out.linea = bloque.line;
  out.bloque = iso_.dato(iso_.obligado(bloque, "OrgnlPmtInfId"));
  out.motivo = motivo({&bloque});
  if (!iso_.ok()) return iso_.fallo();
  return entregar(std::move(out));
}

Result<void> LectorPain002::entero(const Element& documento) {
  const auto* message = documento.children.empty() ? &documento : &documento.children.front();
  if (!cabecera(documento, *message)) return iso_.fallo();
  if (aceptadas_ > 0)
    lectura_.avisos.put(Code::wrong_state, message->line, 0, {},
                        fmt::format("{} operations are not refused: they are left out", aceptadas_));
  if (bloques_ == 0 && !retorno_ && estado_grupo_ == "RJCT") {
    Cobro out;
    out.linea = message->line;
    out.mensaje_original = original_;
    if (auto ok = entregar(std::move(out)); !ok) return ok;
  }
  const auto differ = [&](std::string text) {
    return tl::unexpected<Problem>(Problem{
        .code = Code::inconsistent, .text = std::move(text), .file = lectura_.name, .line = linea_totales_});
  };
  if (dicho_n_ && *dicho_n_ != n_)
    return differ(fmt::format("OrgnlNbOfTxs: says {}, the return has {} debits", *dicho_n_, n_));
  if (dicho_suma_ && *dicho_suma_ != suma_)
    return differ(
        fmt::format("OrgnlCtrlSum: says {}, the debits sum up to {}", dicho_suma_->str(), suma_.str()));
  return {};
}

}  // namespace

Result<void> leer_pain002(LecturaCobro& lectura) {
  return LectorPain002(lectura).leer();
}

}  // namespace sctf::tributos
