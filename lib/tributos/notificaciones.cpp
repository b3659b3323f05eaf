#include "tributos/notificaciones.hpp"

#include <array>
#include <fmt/format.h>

#include "audit/audit.hpp"
#include "base/ids.hpp"
#include "text/csv.hpp"
#include "tributos/censo_formato.hpp"
#include "tributos/deuda.hpp"
#include "tributos/sql.hpp"

namespace sctf::tributos {
namespace {

constexpr std::array<std::string_view, 3> kColumnasEntrega = {"referencia", "fecha", "resultado"};
constexpr std::string_view kResultados[] = {"entregada", "rehusada", "ausente", "desconocido"};

class LectorEntregas {
 public:
  LectorEntregas(db::Transaction& tx, Ente ente, std::string name, const Calendar& calendario,
                 const std::function<void(const Problem&)>& tell)
      : tx_(tx), ente_(ente), name_(std::move(name)), calendario_(calendario), tell_(tell) {}

  Result<Notificadas> leer(proc::ByteSource& source) {
    text::CsvReader reader(source);
    text::Record record;
    auto more = reader.next(record);
    if (more && !*more) return problem(Code::empty_file, "{} is empty", name_);
    auto header =
        more ? comprobar_cabecera(record, kColumnasEntrega) : Result<void>(tl::unexpected(more.error()));
    if (!header) {
      header.error().file = name_;
      return tl::unexpected(std::move(header.error()));
    }
    for (;;) {
      more = reader.next(record);
      if (!more) {
        refuse(std::move(more.error()));
        continue;
      }
      if (!*more) break;
      if (const auto ok = una(record); !ok) return tl::unexpected(ok.error());
    }
    if (refused_ > 0)
      return problem(Code::lines_refused, "{} {} refused; nothing was recorded", refused_,
                     refused_ == 1 ? "line was" : "lines were");
    return done_;
  }

 private:
  void refuse(Problem p) {
    p.file = name_;
    ++refused_;
    if (tell_) tell_(p);
  }
  void refuse(const text::Record& record, std::size_t column, Code code, std::string text) {
    refuse(Problem{.code = code, .text = std::move(text), .value = std::string(record[column])}.at(
        name_, record.line(column), record.column(column)));
  }

  Result<void> una(const text::Record& record) {
    if (record.size() != kColumnasEntrega.size()) {
      refuse(Problem{.code = Code::wrong_columns,
                     .text = fmt::format("the line has {} columns, 3 are wanted", record.size())}
                 .at(name_, record.line(), 1));
      return {};
    }
    std::vector<Problem> problems;
    CamposLinea campos(record, name_, problems);
    const auto valor = parse_referencia(record[0]);
    if (!valor) campos.refuse(0, valor.error().code, valor.error().text);
    const auto fecha = campos.fecha(1, "fecha");
    const auto resultado = campos.una_de(2, "resultado", kResultados);
    if (!campos.clean()) {
      for (auto& p : problems) refuse(std::move(p));
      return {};
    }
    return anotar(record, *valor, fecha, resultado);
  }

  Result<void> anotar(const text::Record& record, std::int64_t valor, Day fecha,
                      const std::string& resultado) {
    const db::Rows rows = tx_.query(sql::notificable, ente_, valor);
    if (rows.empty()) return refuse(record, 0, Code::not_found, "there is no such receipt"), Result<void>{};
    const auto row = rows.front();
    const auto cargo = row.get<std::optional<Day>>("cargo");
    if (row.view("clase_valor") != "liquidacion")
      return refuse(record, 0, Code::wrong_state,
                    "this is a receipt, notified collectively: only liquidaciones are delivered"),
             Result<void>{};
    if (!cargo)
      return refuse(record, 0, Code::wrong_state, "this liquidación is not charged yet"), Result<void>{};
    if (tx_.query(sql::notificacion_known, ente_, valor, fecha, resultado).front().get<bool>(0))
      return ++done_.repetidas, Result<void>{};
    const auto efectiva = row.get<std::optional<Day>>("efectiva");
    if (efectiva)
      return refuse(record, 1, Code::duplicate,
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
  const std::function<void(const Problem&)>& tell_;
  Notificadas done_;
  std::int64_t refused_ = 0;
};

}  // namespace

Result<Notificadas> notificar(db::Transaction& tx, const Caller& caller, proc::ByteSource& source,
                              const std::string& name, const Calendar& calendario,
                              const std::function<void(const Problem&)>& tell) {
  auto done = LectorEntregas(tx, caller.ente, name, calendario, tell).leer(source);
  if (done)
    audit::record(tx, caller,
                  {.action = "tributos.notified",
                   .object = fmt::format("file/{}", name),
                   .detail = {{"efectivas", done->efectivas}, {"fallidas", done->fallidas}}});
  return done;
}

}  // namespace sctf::tributos
