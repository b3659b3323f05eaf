#include "padron/territorio.hpp"

#include "padron/sql.hpp"

namespace sctf::padron {
namespace {

// A number with its qualifier, so that plain comparison is the order along the street.
std::string ordinal(std::string_view number, std::string_view qualifier) {
  return fmt::format("{:>4}{:<1}", number, qualifier);
}

// Whether the number lies between both ends; an end without qualifier takes all of its number in.
bool inside(const Tramo& t, const Bloque& v) {
  const auto number = ordinal(v[Campo::numer], v[Campo::cnumer]);
  const auto upper = ordinal(t.esn, t.cesn.empty() ? "\x7E" : std::string_view(t.cesn));
  return t.tinum == v[Campo::tinum] && ordinal(t.ein, t.cein) <= number && number <= upper;
}

std::string seccion_de(const Bloque& v) {
  return v[Campo::dist] + v[Campo::secc] + v[Campo::lsecc];
}

bool same_section(const Tramo& t, const Bloque& v) {
  return t.dist == v[Campo::dist] && t.secc == v[Campo::secc] && t.lsecc == v[Campo::lsecc];
}

}  // namespace

Territorio Territorio::leer(db::Transaction& tx, Ente ente) {
  Territorio out;
  for (const auto& row : tx.query(sql::via_todas, ente))
    out.vias_[row.get<std::string>("cvia")] = {row.get<std::string>("tvia"), row.get<std::string>("nviac")};
  for (const auto& row : tx.query(sql::pseudovia_todas, ente))
    out.pseudovias_[row.get<std::string>("cpsvia")] = {"", row.get<std::string>("dpsvia")};
  for (const auto& row : tx.query(sql::unidad_todas, ente))
    out.unidades_[row.get<std::string>("cun")] = {
        row.get<std::string>("nentcoc"), row.get<std::string>("nentsic"), row.get<std::string>("nnuclec")};
  for (const auto& row : tx.query(sql::seccion_todas, ente))
    out.secciones_.insert(row.get<std::string>("dist") + row.get<std::string>("secc") +
                          row.get<std::string>("lsecc"));
  for (const auto& row : tx.query(sql::tramo_todos, ente)) {
    const auto text = [&](const char* column) { return row.get<std::string>(column); };
    Tramo t{text("dist"),  text("secc"), text("lsecc"), text("cun"), text("cvia"), text("cpsvia"),
            text("tinum"), text("ein"),  text("cein"),  text("esn"), text("cesn"), text("cpos")};
    const auto key = t.cvia != "00000" ? t.cvia : t.cpsvia != "00000" ? "P" + t.cpsvia : "U" + t.cun;
    out.tramos_[key].push_back(std::move(t));
  }
  return out;
}

const std::vector<Tramo>* Territorio::tramos_de(const Bloque& v) const {
  const auto key = v[Campo::cvia] != "00000"     ? v[Campo::cvia]
                   : v[Campo::cpsvia] != "00000" ? "P" + v[Campo::cpsvia]
                                                 : "U" + v[Campo::cun];
  const auto found = tramos_.find(key);
  return found == tramos_.end() ? nullptr : &found->second;
}

void Territorio::comprobar_via(const Registro& r, const Listas& listas, Fallos& fallos) {
  const auto& v = r.v;
  if (const auto& cvia = v[Campo::cvia]; cvia != "00000") {
    auto [found, fresh] = vias_.try_emplace(cvia);
    auto& via = found->second;
    if (fresh)
      via = {v[Campo::tvia], v[Campo::nviac], r.linea, true};
    else if (via.nombre != v[Campo::nviac] || listas.grupo_via(via.tipo) != listas.grupo_via(v[Campo::tvia]))
      fallos.error(Campo::nviac, Code::inconsistent, v[Campo::tvia] + " " + v[Campo::nviac],
                   "street {} is \"{} {}\"{}, and here \"{} {}\"", cvia, via.tipo, via.nombre,
                   via.linea > 0 ? fmt::format(" in line {}", via.linea) : "", v[Campo::tvia],
                   v[Campo::nviac]);
  }
  if (const auto& cpsvia = v[Campo::cpsvia]; cpsvia != "00000") {
    auto [found, fresh] = pseudovias_.try_emplace(cpsvia);
    auto& via = found->second;
    if (fresh)
      via = {"", v[Campo::dpsvia], r.linea, true};
    else if (via.nombre != v[Campo::dpsvia])
      fallos.error(Campo::dpsvia, Code::inconsistent, v[Campo::dpsvia],
                   "pseudo-street {} is \"{}\"{}, and here \"{}\"", cpsvia, via.nombre,
                   via.linea > 0 ? fmt::format(" in line {}", via.linea) : "", v[Campo::dpsvia]);
  }
}

void Territorio::comprobar_tramo(const Bloque& v, Fallos& fallos) const {
  const auto* tramos = tramos_de(v);
  const auto number = v[Campo::numer] + v[Campo::cnumer];
  if (tramos == nullptr) {
    fallos.error(v[Campo::cvia] != "00000"     ? Campo::cvia
                 : v[Campo::cpsvia] != "00000" ? Campo::cpsvia
                                               : Campo::cun,
                 Code::not_found, v[Campo::cvia], "there is no tramo of street {}, pseudo-street {}, unit {}",
                 v[Campo::cvia], v[Campo::cpsvia], v[Campo::cun]);
    return;
  }
  const Tramo* elsewhere = nullptr;
  for (const auto& t : *tramos) {
    if (t.cpsvia != "00000" && t.cpsvia != v[Campo::cpsvia]) continue;
    if (!inside(t, v)) continue;
    if (same_section(t, v) && t.cun == v[Campo::cun]) return;
    elsewhere = &t;
  }
  if (elsewhere == nullptr)
    fallos.error(
        Campo::numer, Code::not_found, number,
        "number {} (TINUM {}) is in no tramo of {} {}; check the number, or load the new tramos first",
        number, v[Campo::tinum], v[Campo::tvia], v[Campo::nviac]);
  else if (!same_section(*elsewhere, v))
    fallos.error(Campo::dist, Code::inconsistent, seccion_de(v),
                 "number {} of {} {} lies in section {} {}{}, not in {} {}{}", number, v[Campo::tvia],
                 v[Campo::nviac], elsewhere->dist, elsewhere->secc, elsewhere->lsecc, v[Campo::dist],
                 v[Campo::secc], v[Campo::lsecc]);
  else
    fallos.error(Campo::cun, Code::inconsistent, v[Campo::cun],
                 "number {} of {} {} lies in unit {}, not in {}", number, v[Campo::tvia], v[Campo::nviac],
                 elsewhere->cun, v[Campo::cun]);
}

void Territorio::comprobar(const Registro& r, const Listas& listas, Fallos& fallos) {
  const auto& v = r.v;
  if (con_tramos()) comprobar_tramo(v, fallos);
  comprobar_via(r, listas, fallos);
  if (secciones_.insert(seccion_de(v)).second) secciones_nuevas_.push_back(seccion_de(v));
  if (unidades_
          .try_emplace(v[Campo::cun], std::array{v[Campo::nentcoc], v[Campo::nentsic], v[Campo::nnuclec]})
          .second)
    unidades_nuevas_.push_back(v[Campo::cun]);
}

void Territorio::guardar(db::Transaction& tx, Ente ente) {
  for (auto& [cvia, via] : vias_)
    if (std::exchange(via.nuevo, false))
      tx.exec(sql::via_insert, ente, cvia, via.tipo, via.nombre, via.nombre);
  for (auto& [cpsvia, via] : pseudovias_)
    if (std::exchange(via.nuevo, false)) tx.exec(sql::pseudovia_insert, ente, cpsvia, via.nombre);
  for (const auto& cun : std::exchange(unidades_nuevas_, {})) {
    const auto& names = unidades_.find(cun)->second;
    tx.exec(sql::unidad_insert, ente, cun, names[0], names[1], names[2]);
  }
  for (const auto& s : std::exchange(secciones_nuevas_, {}))
    tx.exec(sql::seccion_insert, ente, s.substr(0, 2), s.substr(2, 3), s.substr(5));
}

}  // namespace sctf::padron
