#include "tributos/notificaciones.hpp"

#include <array>
#include <fmt/format.h>

#include "audit/audit.hpp"
#include "base/ids.hpp"
#include "tributos/deuda.hpp"
#include "tributos/sql.hpp"
#include "tributos/tabla_csv.hpp"

namespace sctf::tributos {
namespace {

constexpr std::array<std::string_view, 3> kColumnasEntrega = {"referencia", "fecha", "resultado"};
constexpr std::string_view kResultados[] = {"entregada", "rehusada", "ausente", "desconocido"};

class LectorEntregas {
 public:
  LectorEntregas(db::Transaction& tx, Ente ente, std::string name, const Calendar& calendario)
      : tx_(tx), ente_(ente), name_(std::move(name)), calendario_(calendario) {}

  Result<Notificadas> leer(proc::ByteSource& source, const std::function<void(const Problem&)>& tell) {
    TablaCsv tabla(name_, kColumnasEntrega, [&](const Problem& p) { tell(p); });
    const auto lineas =
        tabla.leer(source, [&](CamposLinea& campos, const text::Record&) { return una(campos); });
    if (!lineas) return tl::unexpected(lineas.error());
    return done_;
  }

 private:
  Result<void> una(CamposLinea& campos) {
    const auto valor = parse_referencia(campos.texto(0));
    if (!valor) campos.refuse(0, valor.error().code, valor.error().text);
    const auto fecha = campos.fecha(1, "fecha");
    const auto resultado = campos.una_de(2, "resultado", kResultados);
    if (!campos.clean()) return {};
    return anotar(campos, *valor, fecha, resultado);
  }

  Result<void> anotar(CamposLinea& campos, std::int64_t valor, Day fecha, const std::string& resultado) {
    const db::Rows rows = tx_.query(sql::notificable, ente_, valor);
    if (rows.empty()) return campos.refuse(0, Code::not_found, "there is no such receipt"), Result<void>{};
    const auto row = rows.front();
    const auto cargo = row.get<std::optional<Day>>("cargo");
    if (row.view("clase_valor") != "liquidacion")
      return campos.refuse(0, Code::wrong_state,
                           "this is a receipt, notified collectively: only liquidaciones are delivered"),
             Result<void>{};
    if (!cargo)
      return campos.refuse(0, Code::wrong_state, "this liquidación is not charged yet"), Result<void>{};
    if (tx_.query(sql::notificacion_known, ente_, valor, fecha, resultado).front().get<bool>(0))
      return ++done_.repetidas, Result<void>{};
    const auto efectiva = row.get<std::optional<Day>>("efectiva");
    if (efectiva)
      return campos.refuse(1, Code::duplicate,
                           fmt::format("it was notified on {} already", sctf::to_string(*efectiva))),
             Result<void>{};
    std::optional<Day> vence;
    if (resultado == "entregada" || resultado == "rehusada") {
      const auto fin = fin_voluntaria_liquidacion(fecha, calendario_);
      if (!fin) return tl::unexpected(fin.error());
      vence = *fin;
    }
    tx_.exec(sql::notificacion_insert, ente_, valor, fecha, resultado, vence, name_);
    ++(vence ? done_.efectivas : done_.fallidas);
    return {};
  }

  db::Transaction& tx_;
  Ente ente_;
  std::string name_;
  const Calendar& calendario_;
  Notificadas done_;
};

}  // namespace

Result<Notificadas> notificar(db::Transaction& tx, const Caller& caller, proc::ByteSource& source,
                              const std::string& name, const Calendar& calendario,
                              const std::function<void(const Problem&)>& tell) {
  auto done = LectorEntregas(tx, caller.ente, name, calendario).leer(source, tell);
  if (done)
    audit::record(tx, caller,
                  {.action = "tributos.notified",
                   .object = fmt::format("file/{}", name),
                   .detail = {{"efectivas", done->efectivas}, {"fallidas", done->fallidas}}});
  return done;
}

}  // namespace sctf::tributos
