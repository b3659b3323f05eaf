#include "audit/rastro.hpp"

#include <fmt/format.h>

#include "audit/sql.hpp"

namespace sctf::audit {
namespace {

std::optional<std::string> asked_text(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

Fila leer_fila(const db::Row& row) {
  return {.id = row.get<std::int64_t>("id"),
          .at = row.get<Instant>("at"),
          .account = row.get<std::string>("account"),
          .channel = row.get<std::string>("channel"),
          .level = row.get<std::string>("level"),
          .action = row.get<std::string>("action"),
          .object = row.get<std::string>("object"),
          .reason = row.get<std::string>("reason"),
          .request = row.get<std::string>("request"),
          .refusal = row.get<std::string>("refusal"),
          .detail = must(json::parse(row.view("detail")))};
}

json::Json asked_json(const Busqueda& b) {
  auto out = json::Json::object();
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) out[key] = value;
  };
  if (!b.objects.empty()) out["objects"] = b.objects;
  add("account", b.account), add("action", b.action), add("channel", b.channel), add("request", b.request);
  if (b.from) out["from"] = to_string(*b.from);
  if (b.until) out["until"] = to_string(*b.until);
  if (b.refused) out["refused"] = true;
  return out;
}

}  // namespace

std::int64_t leer_filas(db::Transaction& tx, Ente ente, const Busqueda& b,
                        const std::function<void(const Fila&)>& each) {
  std::int64_t rows = 0;
  for (const auto& row :
       tx.query(sql::search, ente, b.objects.empty() ? std::nullopt : std::optional(b.objects),
                asked_text(b.account), asked_text(b.action), asked_text(b.channel), asked_text(b.request),
                b.from, b.until, b.refused, b.before, b.limit)) {
    each(leer_fila(row));
    ++rows;
  }
  return rows;
}

Result<std::int64_t> buscar_filas(db::Transaction& tx, const Caller& caller, const Busqueda& b,
                                  const std::string& reason, const std::function<void(const Fila&)>& each) {
  if (b.before && tx.query(sql::row_find, caller.ente, *b.before).empty())
    return problem(Code::not_found, "the trail has no row {}", *b.before);
  const auto rows = leer_filas(tx, caller.ente, b, each);
  auto detail = asked_json(b);
  detail["rows"] = rows;
  record(tx, caller,
         {.action = "audit.search", .object = "audit", .reason = reason, .detail = std::move(detail)});
  return rows;
}

Horario Horario::leer(std::string_view text, std::string zona) {
  const auto number = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  if (text.size() != 11) throw Error(Code::internal, "working hours \"{}\"", text);
  return {.from = number(0) * 60 + number(3),
          .until = number(6) * 60 + number(9),
          .zona = std::move(zona),
          .festivos = {}};
}

Informe informe(db::Transaction& tx, const Caller& caller, Instant from, Instant until, const Horario& h,
                std::int64_t limit) {
  Informe out;
  for (const auto& row :
       tx.query(sql::report_accounts, caller.ente, from, until, h.zona, h.from, h.until, h.festivos))
    out.cuentas.push_back({.account = row.get<std::string>("account"),
                           .rows = row.get<std::int64_t>("rows"),
                           .objects = row.get<std::int64_t>("objects"),
                           .refused = row.get<std::int64_t>("refused"),
                           .fuera_horas = row.get<std::int64_t>("fuera"),
                           .protegidas = row.get<std::int64_t>("protegidas"),
                           .first = row.get<Instant>("first"),
                           .last = row.get<Instant>("last")});
  for (const auto& row : tx.query(sql::report_actions, caller.ente, from, until))
    out.acciones.push_back({.action = row.get<std::string>("action"),
                            .rows = row.get<std::int64_t>("rows"),
                            .refused = row.get<std::int64_t>("refused"),
                            .accounts = row.get<std::int64_t>("accounts")});
  for (const auto& row : tx.query(sql::report_protected, caller.ente, from, until, limit))
    out.protegidas.push_back(leer_fila(row));
  for (const auto& row : tx.query(sql::report_out_of_hours, caller.ente, from, until, h.zona, h.from, h.until,
                                  h.festivos, limit))
    out.fuera_horas.push_back(leer_fila(row));
  record(tx, caller,
         {.action = "audit.report",
          .object = "audit",
          .detail = {{"from", to_string(from)}, {"until", to_string(until)}}});
  return out;
}

}  // namespace sctf::audit
