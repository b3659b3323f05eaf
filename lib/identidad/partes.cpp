#include "identidad/partes.hpp"

#include "identidad/sql.hpp"

namespace sctf::identidad {
namespace {

std::optional<Persona> persona_de(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  const auto row = rows.front();
  Persona p{.id = row.get<std::int64_t>("id"),
            .nombre = row.get<std::string>("nombre"),
            .clase = ClasePersona::desconocida,
            .fallecida_el = row.get<std::optional<Day>>("fallecida_el"),
            .fallecida_fuente = row.get<std::string>("fallecida_fuente")};
  for (const auto clase : {ClasePersona::fisica, ClasePersona::juridica, ClasePersona::entidad})
    if (row.view("clase") == to_string(clase)) p.clase = clase;
  return p;
}

}  // namespace

std::string_view to_string(ClasePersona clase) {
  switch (clase) {
    case ClasePersona::fisica: return "fisica";
    case ClasePersona::juridica: return "juridica";
    case ClasePersona::entidad: return "entidad";
    case ClasePersona::desconocida: return "desconocida";
  }
  return {};
}

ClasePersona clase_de_nif(std::string_view nif) {
  if (nif.empty()) return ClasePersona::desconocida;
  const char first = nif.front();
  if ((first >= '0' && first <= '9') || std::string_view("XYZKLM").find(first) != std::string_view::npos)
    return ClasePersona::fisica;
  return std::string_view("EHUVJ").find(first) != std::string_view::npos ? ClasePersona::entidad
                                                                         : ClasePersona::juridica;
}

std::optional<Persona> find_by_nif(db::Transaction& tx, Ente ente, std::string_view nif) {
  return persona_de(tx.query(sql::find_nif, ente, nif));
}

std::optional<Persona> find_by_id(db::Transaction& tx, Ente ente, std::int64_t id) {
  return persona_de(tx.query(sql::find_id, ente, id));
}

Persona ensure(db::Transaction& tx, Ente ente, std::string_view nif, std::string_view nombre) {
  if (!nif.empty())
    if (auto held = find_by_nif(tx, ente, nif)) return *held;
  const auto clase = clase_de_nif(nif);
  const auto id = tx.query(sql::insert_person, ente, nombre, to_string(clase)).front().get<std::int64_t>(0);
  if (!nif.empty()) tx.exec(sql::insert_document, ente, "nif", "", nif, id);
  return {
      .id = id, .nombre = std::string(nombre), .clase = clase, .fallecida_el = {}, .fallecida_fuente = {}};
}

Result<void> add_document(db::Transaction& tx, Ente ente, std::int64_t persona, std::string_view clase,
                          std::string_view pais, std::string_view numero) {
  if (tx.exec(sql::insert_document, ente, clase, pais, numero, persona) == 1) return {};
  const auto owner = tx.query(sql::document_owner, ente, clase, pais, numero).front().get<std::int64_t>(0);
  if (owner == persona) return {};
  return problem(Code::duplicate, "another party has that {}: if they are one, merge them", clase);
}

Result<void> merge(db::Transaction& tx, Ente ente, std::int64_t from, std::int64_t into) {
  const auto survivor = find_by_id(tx, ente, into);
  if (!survivor) return problem(Code::not_found, "there is no party {}", into);
  if (survivor->id == from) return problem(Code::inconsistent, "a party cannot be merged into itself");
  if (tx.exec(sql::merge, ente, from, survivor->id) == 0)
    return problem(Code::wrong_state, "party {} is not there, or was merged before", from);
  return {};
}

Result<void> record_death(db::Transaction& tx, Ente ente, std::int64_t persona, Day day,
                          std::string_view fuente) {
  if (fuente.empty()) return problem(Code::missing_value, "a death needs its source");
  if (tx.exec(sql::death, ente, persona, day, fuente) == 0)
    return problem(Code::duplicate, "party {} is not there, or its death is recorded already", persona);
  return {};
}

Result<void> add_link(db::Transaction& tx, Ente ente, std::int64_t persona, const Vinculo& v) {
  if (persona == v.con) return problem(Code::inconsistent, "a party is no participant of itself");
  if (v.clase != "participe" && v.clase != "heredero" && v.clase != "representante")
    return problem(Code::unknown_value, "\"{}\" is no link: participe, heredero or representante", v.clase);
  if (v.cuota && (v.cuota->units <= 0 || *v.cuota > Decimal{100, 0}))
    return problem(Code::out_of_range, "a share is above 0 and up to 100, not {}", v.cuota->str());
  if (v.hasta && *v.hasta < v.desde) return problem(Code::inconsistent, "the link ends before it begins");
  tx.exec(sql::insert_link, ente, persona, v.con, v.clase, v.cuota, v.desde, v.hasta, v.fuente);
  return {};
}

std::vector<Vinculo> links(db::Transaction& tx, Ente ente, std::int64_t persona) {
  std::vector<Vinculo> out;
  for (const auto& row : tx.query(sql::list_links, ente, persona))
    out.push_back({.con = row.get<std::int64_t>("con"),
                   .clase = row.get<std::string>("clase"),
                   .cuota = row.get<std::optional<Decimal>>("cuota"),
                   .desde = row.get<Day>("desde"),
                   .hasta = row.get<std::optional<Day>>("hasta"),
                   .fuente = row.get<std::string>("fuente")});
  return out;
}

void begin_load(db::Transaction& tx, Ente ente) {
  tx.exec(sql::load_lock, ente);
  tx.exec(sql::load_begin);
}

std::int64_t finish_load(db::Transaction& tx, Ente ente) {
  return tx.exec(sql::load_finish, ente);
}

}  // namespace sctf::identidad
