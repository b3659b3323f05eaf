#include "tributos/cobro_grabador.hpp"

#include <unordered_set>

#include "base/ids.hpp"
#include "tributos/cobro_bloque.hpp"
#include "tributos/cobro_clase.hpp"
#include "tributos/cobro_partes.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

constexpr std::size_t kIdDigits = 10;  // of a receipt, in Cuaderno 60 and in an EndToEndId
constexpr std::size_t kIdDigitsC57 = 11, kReferenciaC57 = 13;
constexpr std::size_t kDudosos = 10'000;  // held back at once: memory does not grow with the file

// The id that a record's reference holds; whether there is such a valor is seen later.
std::optional<std::int64_t> candidato(const Cobro& c) {
  // Who pays by transfer fills EndToEndId as he likes: only what a debit does is found by it.
  const bool adeudo =
      c.clase == ClaseCobro::abono || c.clase == ClaseCobro::devolucion || c.clase == ClaseCobro::rechazo;
  if (adeudo && !c.end_to_end.empty()) {
    const auto dash = c.end_to_end.rfind('-');
    const std::string_view last =
        std::string_view(c.end_to_end).substr(dash == std::string::npos ? 0 : dash + 1);
    return last.size() == kIdDigits ? id_de_valor(last) : std::nullopt;
  }
  const std::string_view referencia = c.referencia;
  if (!c.emisora.empty()) {  // of a slip: its length tells Cuaderno 57 from 60
    const auto digits = referencia.size() == kReferenciaC57 ? kIdDigitsC57 : kIdDigits;
    return referencia.size() > digits ? id_de_valor(referencia.substr(0, digits)) : std::nullopt;
  }
  if (referencia.empty())
    return {};  // a referencia alone: its own check digits, or its ten digits, must fit a receipt
  const auto valor = parse_referencia(referencia);
  return valor ? std::optional(*valor) : std::nullopt;
}

// What the text of a credit names; empty where that is no receipt.
std::string referencia_en_texto(const Cobro& c, FormatoCobro formato) {
  const bool diez = formato != FormatoCobro::n43;  // its texts are full of other numbers of ten digits
  const std::vector<std::string_view> textos(c.texto.begin(), c.texto.end());
  auto referencia = numero_suelto(textos, diez);
  return parse_referencia(referencia) ? referencia : std::string();
}

}  // namespace

void GrabadorCobros::grabar(Cobro&& c) {
  if (c.clase == ClaseCobro::abono && !c.end_to_end.empty() && c.referencia.empty())
    c.referencia = referencia_en_texto(c, formato_);
  if (c.clase != ClaseCobro::abono || c.referencia.empty()) {
    copiar(c);
    return;
  }
  dudosos_.push_back(std::move(c));
  if (dudosos_.size() >= kDudosos) resolver_dudosos();
}

void GrabadorCobros::acabar() {
  resolver_dudosos();
  if (copia_) copia_->finish();
  copia_.reset();
}

// Who pays a slip by transfer may write anything as its EndToEndId, also one of our form: a credit that names
// no debit is the payment that its text names.
void GrabadorCobros::resolver_dudosos() {
  if (dudosos_.empty()) return;
  if (copia_) copia_->finish();
  copia_.reset();
  std::vector<std::int64_t> ids;
  for (const auto& c : dudosos_)
    if (const auto id = candidato(c)) ids.push_back(*id);
  std::unordered_set<std::int64_t> adeudados;
  for (const auto& row : tx_.query(sql::adeudo_valores, run_.ente, ids))
    adeudados.insert(row.get<std::int64_t>(0));
  for (auto& c : dudosos_) {
    const auto id = candidato(c);
    if (id && adeudados.count(*id) > 0)
      c.referencia.clear();
    else
      c.clase = ClaseCobro::ingreso;
    copiar(c);
  }
  dudosos_.clear();
}

void GrabadorCobros::copiar(const Cobro& c) {
  if (!copia_) copia_.emplace(tx_.copy_in(sql::cobro_copy));
  auto& copy = *copia_;
  std::string texto;
  for (const auto& line : c.texto) texto += (texto.empty() ? "" : "\n") + line;
  copy.add(run_.ente)
      .add(run_.id)
      .add(c.n)
      .add(c.linea)
      .add(to_string(c.clase))
      .add(c.clave)
      .add(c.clave_apunte);
  copy.add(c.detalle).add(c.importe).add(c.importe_original).add(candidato(c)).add(c.emisora).add(c.sufijo);
  copy.add(c.referencia)
      .add(c.identificacion)
      .add(c.modalidad)
      .add(c.digitos_bien)
      .add(c.end_to_end)
      .add(c.mensaje_original.empty() ? c.bloque : todos_los_bloques(c.mensaje_original));
  copy.add(c.mandato).add(texto).add(c.motivo).add(c.pago).add(c.valor_fecha).add(c.entidad).add(c.oficina);
  copy.add(c.canal).add(c.pagador).add(c.pagador_iban).end_row();
}

}  // namespace sctf::tributos
