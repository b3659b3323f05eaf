#include "padron/incidencias.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "audit/audit.hpp"
#include "config/reader.hpp"
#include "json/json.hpp"
#include "padron/campo.hpp"
#include "padron/codigo.hpp"
#include "padron/sql.hpp"

namespace sctf::padron {
namespace {

constexpr int kUltimoInvalidante = 70;
constexpr std::string_view kClases[] = {"invalidante", "depuracion", "gestion", "incidencia", "comunicacion"};

InfoError read_info(const config::Node& node, const std::string& key, config::Problems& problems) {
  config::MapReader r(node, key, problems);
  InfoError out;
  const auto text = [&](const char* name) {
    const auto* value = r.required(name);
    return value == nullptr ? std::string() : config::read_text(*value, name, problems).value_or("");
  };
  out.clase = text("clase");
  out.accion = text("accion");
  if (const auto* days = r.required("plazo"))
    out.plazo = static_cast<int>(config::read_integer(*days, "plazo", 0, 3650, problems).value_or(0));
  if (const auto* codes = r.required("soluciones")) out.soluciones = codes->text();
  out.texto = text("texto");
  if (const auto* letter = r.optional("carta")) out.carta = letter->text();
  if (const auto* code = r.optional("propone")) {
    out.propone = code->text();
    if (find_movimiento(out.propone) == nullptr)
      problems.add(Code::unknown_value, *code, "\"{}\" is no movement: {}", out.propone, kCodigos);
  }
  r.finish();
  if (std::find(std::begin(kClases), std::end(kClases), out.clase) == std::end(kClases))
    problems.add(Code::unknown_value, node, "clase \"{}\" is none of five", out.clase);
  return out;
}

// `51`, `23-34`; false where it is neither.
bool read_range(const std::string& key, int& from, int& to) {
  const auto dash = key.find('-');
  const auto number = [&](std::string_view digits, int& into) {
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), into);
    return failed == std::errc{} && end == digits.data() + digits.size();
  };
  const std::string_view text = key;
  if (!number(text.substr(0, dash), from)) return false;
  to = from;
  return (dash == std::string::npos || number(text.substr(dash + 1), to)) && from >= 1 && to <= 150 &&
         from <= to;
}

std::string with_number(const std::string& text, int error) {
  auto out = text;
  for (auto at = out.find("{n}"); at != std::string::npos; at = out.find("{n}", at))
    out.replace(at, 3, std::to_string(error));
  return out;
}

}  // namespace

Result<ListaErrores> ListaErrores::cargar(const std::filesystem::path& file) {
  const auto bytes = config::read_document(file);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto root = config::parse_yaml(*bytes, file.string());
  if (!root) return tl::unexpected(root.error());
  config::Problems problems(file.string());
  ListaErrores out;
  for (const auto& entry : root->entries()) {
    const auto info = read_info(entry.value, entry.key, problems);
    int from = 0, to = 0;
    if (entry.key == "otros_invalidantes")
      out.invalidantes_ = info;
    else if (entry.key == "otros")
      out.otros_ = info;
    else if (entry.key == "sin_marca")
      out.sin_marca_ = info;
    else if (!read_range(entry.key, from, to))
      problems.add(Code::unknown_key, entry, "\"{}\" is no error: 1 to 150, or a range of them", entry.key);
    for (int n = from; from > 0 && n <= to; ++n) out.lista_[n] = info;
  }
  if (!problems.empty()) return tl::unexpected(problems.take().front());
  return out;
}

InfoError ListaErrores::de(int error) const {
  const auto found = lista_.find(error);
  auto out = error == 0                    ? sin_marca_
             : found != lista_.end()       ? found->second
             : error <= kUltimoInvalidante ? invalidantes_
                                           : otros_;
  out.texto = with_number(out.texto, error);
  return out;
}

std::int64_t incidencias(db::Transaction& tx, const Caller& caller, const ListaErrores& lista,
                         const FiltroIncidencias& filtro,
                         const std::function<void(const Incidencia&)>& cada) {
  std::int64_t n = 0;
  for (const auto& row : tx.query(sql::incidencias, caller.ente, filtro.todas, filtro.clase, filtro.hasta,
                                  filtro.error, filtro.nia)) {
    const auto text = [&](const char* column) { return row.get<std::string>(column); };
    Incidencia one;
    one.run = row.get<std::int64_t>("run"), one.linea = row.get<std::int64_t>("linea");
    one.error = row.get<int>("error");
    one.marca = text("marca"), one.nia = text("nia"), one.documento = text("documento");
    one.clase = text("clase"), one.accion = text("accion"), one.estado = text("estado");
    one.plazo = row.get<std::optional<Day>>("plazo"), one.fvar = row.get<std::optional<Day>>("fvar");
    one.movimiento = text("movimiento"), one.tipoinf = text("tipoinf"), one.cdev = text("cdev");
    one.lote = text("lote"), one.fichero = text("fichero"), one.prdp = text("prdp"), one.mudp = text("mudp");
    one.soluciones = text("soluciones"), one.resuelve = text("resuelve");
    one.acto = text("acto"), one.acto_documento = text("acto_documento");
    one.resuelta = row.get<std::optional<Day>>("resuelta");
    one.repetida_en = text("repetida_en"), one.respuesta = text("respuesta"), one.carta = text("carta");
    one.vencida = one.estado == "pendiente" && one.plazo && *one.plazo < filtro.hoy;
    one.texto = lista.de(one.error).texto;
    const auto differ = json::parse(text("diferencias"));
    if (differ)
      for (const auto& d : *differ) one.diferencias.push_back({d.at("campo"), d.at("ine"), d.at("nuestro")});
    cada(one);
    ++n;
  }
  audit::record(
      tx, caller,
      {.action = "padron.incidencias", .object = "padron/incidencias", .reason = {}, .detail = {{"n", n}}});
  return n;
}

Result<void> resolver_incidencia(db::Transaction& tx, const Caller& caller, Instant clock,
                                 const ActoIncidencia& a) {
  constexpr std::string_view kActos[] = {"confirmada", "rechazada", "reenviada", "comprobada"};
  if (std::find(std::begin(kActos), std::end(kActos), a.acto) == std::end(kActos))
    return problem(Code::unknown_value, "\"{}\" is no act: confirmada, rechazada, reenviada or comprobada",
                   a.acto);
  const db::Rows rows = tx.query(sql::incidencia_acto_insert, caller.ente, a.run, a.linea, a.error, a.acto,
                                 a.caleg, a.fecha, a.documento, caller.account, clock);
  if (rows.empty())
    return problem(Code::not_found, "no mark {} is held of line {} of that file", a.error, a.linea);
  audit::record(tx, caller,
                {.action = "padron.resolve",
                 .object = fmt::format("habitante/{}", rows.front().view(0)),
                 .reason = a.documento,
                 .detail = {{"run", a.run}, {"linea", a.linea}, {"error", a.error}, {"acto", a.acto}}});
  return {};
}

Cifras cifras(db::Transaction& tx, Ente ente, int ejercicio) {
  const auto rows = tx.query(sql::cifras, ente, ejercicio, make_day(ejercicio - 1, 12, 31));
  const auto row = rows.front();
  return {.ejercicio = ejercicio,
          .ayuntamiento = row.get<std::int64_t>("ayuntamiento"),
          .d = row.get<std::int64_t>("d"),
          .r = row.get<std::int64_t>("r"),
          .s = row.get<std::int64_t>("s")};
}

}  // namespace sctf::padron
