#include "padron/sucesos.hpp"

#include <fmt/format.h>

#include "audit/audit.hpp"
#include "padron/consulta.hpp"
#include "padron/escritor.hpp"
#include "padron/fecha.hpp"
#include "padron/filas.hpp"
#include "padron/lector.hpp"
#include "padron/reglas.hpp"
#include "padron/sql.hpp"
#include "proc/file.hpp"

namespace sctf::padron {
namespace {

// A field of the tail, without its filling.
std::string de_la_cola(const Registro& r, const Trazado& traza, std::string_view name) {
  const auto* pieza = traza.pieza('T', name);
  if (pieza == nullptr) return {};
  const auto head = traza.longitud - r.cola.size();
  auto out = r.cola.substr(pieza->desde - head, pieza->ancho);
  out.erase(out.find_last_not_of(' ') + 1);
  for (auto& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7F) c = '?';
  return out;
}

std::string por_nombre_y_fecha(db::Transaction& tx, Ente ente, const Bloque& v) {
  if (v[Campo::ape1].empty() || v[Campo::fnac].empty()) return {};
  const db::Rows rows = tx.query(sql::por_nombre, ente, v[Campo::part1], v[Campo::ape1], v[Campo::part2],
                                 v[Campo::ape2], v[Campo::nomb], v[Campo::fnac]);
  return rows.size() == 1 ? rows.front().get<std::string>(0) : std::string();
}

/// Turns what was told into movements.
class Proponedor {
 public:
  Proponedor(db::Transaction& tx, const Caller& caller, const Trazado& traza, Propuestas& out)
      : tx_(tx), caller_(caller), traza_(traza), out_(out) {}

  Result<Suceso> defuncion(const Registro& r) {
    const auto day = leer_dia(de_la_cola(r, traza_, "FDEF"));
    if (!day) return problem(Code::invalid_value, "FDEF is no day: \"{}\"", de_la_cola(r, traza_, "FDEF"));
    Suceso s{.linea = r.linea,
             .nombre = nombre_completo(r.v),
             .fecha = sctf::to_string(*day),
             .documento = documento(r.v),
             .nia = {},
             .estado = "no_consta"};
    std::string nia;
    if (!s.documento.empty())
      if (const auto found = buscar(tx_, caller_.ente, s.documento)) nia = *found;
    if (nia.empty()) nia = por_nombre_y_fecha(tx_, caller_.ente, r.v);
    const auto who = nia.empty() ? std::nullopt : persona_actual(tx_, caller_.ente, nia);
    if (!who || (!who->viva && who->codigo != "BDE")) return s;
    s.nia = nia;
    s.estado = who->viva ? "propuesto" : "ya_consta";
    if (!who->viva) return s;
    Bloque only;
    only[Campo::nia] = nia;
    out_.linea(*day, "BDE", only, "");
    return s;
  }

  Result<Suceso> nacimiento(const Registro& r) {
    const auto day = leer_dia(r.v[Campo::fnac]);
    if (!day) return problem(Code::invalid_value, "FNAC is no day: \"{}\"", r.v[Campo::fnac]);
    Suceso s{.linea = r.linea,
             .nombre = nombre_completo(r.v),
             .fecha = sctf::to_string(*day),
             .documento = {},
             .nia = {},
             .estado = "no_consta"};
    if (const auto held = por_nombre_y_fecha(tx_, caller_.ente, r.v); !held.empty()) {
      s.nia = held, s.estado = "ya_consta";
      return s;
    }
    for (const char* parent : {"MADRE", "PADRE"}) {
      const auto number = de_la_cola(r, traza_, parent);
      if (number.empty()) continue;
      const auto nia = buscar(tx_, caller_.ente, number);
      const auto who = nia ? persona_actual(tx_, caller_.ente, *nia) : std::nullopt;
      if (!who || !who->viva) continue;
      s.documento = number, s.nia = who->nia, s.estado = "propuesto";
      newborn(r.v, who->v, *day);
      break;
    }
    return s;
  }

 private:
  // At the parent's address and, until a document says otherwise, with the parent's nationality.
  void newborn(const Bloque& child, Bloque v, Day day) {
    for (auto c = static_cast<std::size_t>(kPersonaDesde); c <= static_cast<std::size_t>(kPersonaHasta); ++c)
      if (static_cast<Campo>(c) != Campo::naci) v[c] = child[c];
    v[Campo::tiden] = "0", v[Campo::cnes] = "00";
    for (const auto campo : {Campo::nia, Campo::nie, Campo::lextr, Campo::iden, Campo::liden, Campo::ndocu,
                             Campo::prdp, Campo::mudp, Campo::codp})
      v[campo].clear();
    out_.linea(day, "ANA", v, nombre_completo(v));
  }

  db::Transaction& tx_;
  const Caller& caller_;
  const Trazado& traza_;
  Propuestas& out_;
};

}  // namespace

Result<Propuestas> proponer_de_sucesos(db::Transaction& tx, const Caller& caller, ClaseSuceso clase,
                                       const std::filesystem::path& fichero, const Trazado& traza,
                                       const std::function<void(const Suceso&)>& cada,
                                       const std::function<void(const Problem&)>& refuse) {
  const auto source = proc::FileReader::open(fichero);
  if (!source) return tl::unexpected(source.error());
  Propuestas out;
  Proponedor proponedor(tx, caller, traza, out);
  const auto lector = leer_ine(**source, traza);
  Registro r;
  Fallos fallos;
  std::int64_t refused = 0, read = 0;
  while (fallos.vaciar(), lector->siguiente(r, fallos)) {
    ++read;
    if (!fallos.limpio()) {
      const auto& f = fallos.lista().front();
      ++refused;
      refuse(Problem{.code = f.code, .text = f.texto, .value = f.valor}.at(fichero.string(), r.linea,
                                                                           lector->columna(r, f)));
      if (f.code == Code::line_too_long) break;
      continue;
    }
    const auto done = clase == ClaseSuceso::nacimientos ? proponedor.nacimiento(r) : proponedor.defuncion(r);
    if (!done) {
      ++refused;
      refuse(Problem(done.error()).at(fichero.string(), r.linea, 1));
      continue;
    }
    cada(*done);
  }
  if (refused > 0)
    return problem(Code::lines_refused, "{} records were refused; nothing was proposed", refused);
  if (read == 0) return problem(Code::empty_file, "{} holds no record", fichero.string());
  audit::record(tx, caller,
                {.action = "padron.events",
                 .object = fmt::format("fichero/{}", fichero.filename().string()),
                 .reason = clase == ClaseSuceso::nacimientos ? "nacimientos" : "defunciones",
                 .detail = {{"registros", read}, {"propuestos", out.lineas}}});
  return out;
}

}  // namespace sctf::padron
