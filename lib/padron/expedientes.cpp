#include "padron/expedientes.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "audit/audit.hpp"
#include "json/json.hpp"
#include "padron/sql.hpp"
#include "text/zone.hpp"

namespace sctf::padron {
namespace {

using json::Json;

ExpedientePadron leer_expediente(const db::Row& row) {
  ExpedientePadron out{.numero = row.get<std::string>("numero"),
                       .clase = row.get<std::string>("clase"),
                       .causa = row.get<std::string>("causa"),
                       .interesados = {},
                       .pasos = {}};
  for (const auto& p : Json::parse(row.view("personas")))
    out.interesados.push_back({p.at("nia"), p.at("documento"), p.at("nombre")});
  for (const auto& p : Json::parse(row.view("pasos"))) {
    PasoDado paso{.n = static_cast<int>(out.pasos.size()) + 1,
                  .paso = p.at("paso"),
                  .fecha = must(parse_day(p.at("fecha").get<std::string>())),
                  .documento = p.at("documento"),
                  .plazo = {},
                  .fin = p.at("fin").get<bool>(),
                  .movimientos = p.at("movimientos")};
    if (!p.at("plazo").is_null()) paso.plazo = must(parse_day(p.at("plazo").get<std::string>()));
    out.pasos.push_back(std::move(paso));
  }
  out.falta_movimiento = row.get<bool>("falta");
  return out;
}

std::optional<ExpedientePadron> buscar_expediente(db::Transaction& tx, Ente ente, const std::string& numero) {
  const db::Rows rows = tx.query(sql::expedientes, ente, numero, "", true);
  if (rows.empty()) return {};
  return leer_expediente(rows.front());
}

Result<void> en_su_dia(Day fecha, Day antes, Day hoy) {
  if (fecha > hoy)
    return problem(Code::out_of_range, "{} is after today, {}", sctf::to_string(fecha), sctf::to_string(hoy));
  if (fecha < antes)
    return problem(Code::out_of_range, "{} is before the last step, {}", sctf::to_string(fecha),
                   sctf::to_string(antes));
  return {};
}

void anotar_expediente(db::Transaction& tx, const Caller& caller, const char* action,
                       const ExpedientePadron& e) {
  for (const auto& who : e.interesados)
    audit::record(tx, caller,
                  {.action = action,
                   .object = who.nia.empty() ? fmt::format("expediente/{}", e.numero)
                                             : fmt::format("habitante/{}", who.nia),
                   .reason = fmt::format("expediente {}", e.numero),
                   .detail = {{"clase", e.clase}, {"paso", e.ultimo().paso}}});
}

Result<void> escribir_paso(db::Transaction& tx, const Caller& caller, Instant clock,
                           const Calendar& calendario, const std::string& numero, int n,
                           const PasoProcedimiento& paso, const PasoPedido& pedido,
                           std::optional<Day> seguido) {
  auto plazo =
      paso.sigue_plazo.empty() ? paso.plazo(pedido.fecha, calendario) : Result<std::optional<Day>>(seguido);
  if (!plazo) return tl::unexpected(plazo.error());
  tx.exec(sql::expediente_paso_insert, caller.ente, numero, n, paso.nombre, pedido.fecha, pedido.documento,
          *plazo, paso.fin, paso.movimientos, caller.account, clock);
  return {};
}

}  // namespace

Result<ExpedientePadron> abrir_expediente(db::Transaction& tx, const Caller& caller, Instant clock,
                                          const Procedimientos& reglas, const Calendar& calendario,
                                          const AperturaExpediente& a) {
  if (!reglas.tiene(a.clase))
    return problem(Code::unknown_value, "\"{}\" is no procedure: {}", a.clase, reglas.clases());
  if (a.interesados.empty()) return problem(Code::missing_value, "an expediente is about somebody");
  if (a.documento.empty() || a.causa.empty() || a.numero.empty())
    return problem(Code::missing_value, "an expediente has a number, a cause and a document");
  if (auto ok = en_su_dia(a.fecha, a.fecha, text::local_day(clock)); !ok) return tl::unexpected(ok.error());
  if (tx.exec(sql::expediente_insert, caller.ente, a.numero, a.clase, a.causa, caller.account, clock) == 0)
    return problem(Code::duplicate, "expediente {} is held already", a.numero);
  int n = 0;
  for (const auto& who : a.interesados)
    tx.exec(sql::expediente_persona_insert, caller.ente, a.numero, ++n, who.nia, who.documento, who.nombre);
  const auto& first = reglas.primero(a.clase);
  if (auto ok = escribir_paso(tx, caller, clock, calendario, a.numero, 1, first,
                              {a.numero, first.nombre, a.fecha, a.documento}, {});
      !ok)
    return tl::unexpected(ok.error());
  auto out = *buscar_expediente(tx, caller.ente, a.numero);
  anotar_expediente(tx, caller, "padron.open", out);
  return out;
}

Result<ExpedientePadron> dar_paso(db::Transaction& tx, const Caller& caller, Instant clock,
                                  const Procedimientos& reglas, const Calendar& calendario,
                                  const PasoPedido& p) {
  tx.exec(sql::padron_lock, caller.ente);  // two clerks, one expediente: one after the other
  auto e = buscar_expediente(tx, caller.ente, p.numero);
  if (!e) return problem(Code::not_found, "no expediente {} is held", p.numero);
  const auto* paso = reglas.paso(e->clase, p.paso);
  std::string follow;
  for (const auto* one : reglas.siguientes(e->clase, e->ultimo().paso))
    follow += (follow.empty() ? "" : ", ") + one->nombre;
  if (paso == nullptr)
    return problem(Code::unknown_value, "\"{}\" is no step of {}; now it may be: {}", p.paso, e->clase,
                   follow.empty() ? "none, it has ended" : follow);
  if (std::find(paso->tras.begin(), paso->tras.end(), e->ultimo().paso) == paso->tras.end())
    return problem(Code::wrong_state, "{} does not follow {} of {}; what does: {}", p.paso, e->ultimo().paso,
                   sctf::to_string(e->ultimo().fecha), follow.empty() ? "nothing, it has ended" : follow);
  if (p.documento.empty()) return problem(Code::missing_value, "a step has the document that proves it");
  if (auto ok = en_su_dia(p.fecha, e->ultimo().fecha, text::local_day(clock)); !ok)
    return tl::unexpected(ok.error());
  if (paso->espera && e->ultimo().plazo && p.fecha <= *e->ultimo().plazo)
    return problem(Code::wrong_state, "{} waits for the end of the term of {}, {}", p.paso, e->ultimo().paso,
                   sctf::to_string(*e->ultimo().plazo));
  std::optional<Day> seguido;
  for (const auto& dado : e->pasos)
    if (dado.paso == paso->sigue_plazo) seguido = dado.plazo;
  if (auto ok = escribir_paso(tx, caller, clock, calendario, p.numero, static_cast<int>(e->pasos.size()) + 1,
                              *paso, p, seguido);
      !ok)
    return tl::unexpected(ok.error());
  auto out = *buscar_expediente(tx, caller.ente, p.numero);
  anotar_expediente(tx, caller, "padron.step", out);
  return out;
}

Result<ExpedientePadron> expediente_padron(db::Transaction& tx, const Caller& caller,
                                           const std::string& numero) {
  auto out = buscar_expediente(tx, caller.ente, numero);
  if (!out) return problem(Code::not_found, "no expediente {} is held", numero);
  anotar_expediente(tx, caller, "padron.expediente", *out);
  return std::move(*out);
}

std::int64_t expedientes_padron(db::Transaction& tx, const Caller& caller, const std::string& clase,
                                bool todos, const std::function<void(const ExpedientePadron&)>& cada) {
  std::int64_t n = 0;
  for (const auto& row : tx.query(sql::expedientes, caller.ente, "", clase, todos)) {
    const auto one = leer_expediente(row);
    if (!todos && !one.abierto()) continue;
    cada(one);
    ++n;
  }
  audit::record(tx, caller,
                {.action = "padron.due",
                 .object = "padron/expedientes",
                 .reason = {},
                 .detail = {{"clase", clase}, {"n", n}}});
  return n;
}

PermisoExpediente permiso_expediente(db::Transaction& tx, Ente ente, const std::string& numero) {
  PermisoExpediente out;
  if (numero.empty()) return out;
  const db::Rows rows = tx.query(sql::expediente_permiso, ente, numero);
  if (rows.empty()) return out;
  const auto row = rows.front();
  out.existe = true;
  out.clase = row.get<std::string>("clase"), out.paso = row.get<std::string>("paso");
  out.movimientos = row.get<std::string>("movimientos");
  const auto nias = row.get<std::string>("nias");
  for (std::size_t at = 0; at < nias.size();) {
    const auto end = std::min(nias.find(' ', at), nias.size());
    out.nias.push_back(nias.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

}  // namespace sctf::padron
