#include "padron/propuestas.hpp"

#include <fmt/format.h>
#include <set>

#include "audit/audit.hpp"
#include "json/json.hpp"
#include "padron/escritor.hpp"
#include "padron/expedientes.hpp"
#include "padron/fecha.hpp"
#include "padron/filas.hpp"
#include "padron/lector.hpp"
#include "padron/sql.hpp"

namespace sctf::padron {
namespace {

// Our block with INE's personal data where INE has any.
void segun_ine(db::Transaction& tx, Ente ente, const Incidencia& i, Bloque& v, std::string& name) {
  const db::Rows rows = tx.query(sql::marca_registro, ente, i.run, i.linea, i.error);
  const auto ine = json::Json::parse(rows.front().view("v"));
  bool renamed = false;
  for (auto c = static_cast<std::size_t>(kPersonaDesde); c <= static_cast<std::size_t>(kPersonaHasta); ++c) {
    const auto key = std::string(info(static_cast<Campo>(c)).nombre);
    if (!ine.contains(key)) continue;
    const auto value = ine.at(key).get<std::string>();
    if (value != v[c] && static_cast<Campo>(c) <= Campo::ape2) renamed = true;
    v[c] = value;
  }
  const bool spaniard = v[Campo::naci] == "108" && v[Campo::tiden] == "1";
  if (spaniard) v[Campo::ndocu].clear(), v[Campo::lextr].clear();
  if (renamed) name = nombre_completo(v);
}

}  // namespace

Propuestas::Propuestas() : texto(cabecera_csv() + "\n") {}

void Propuestas::linea(Day fvar, std::string_view codigo, const Bloque& bloque, std::string_view mostrado) {
  escribir_csv(aaaammdd(fvar), codigo.substr(0, 1), codigo.substr(1), vista(bloque), mostrado, texto);
  ++lineas;
}

Propuestas proponer_de_incidencias(db::Transaction& tx, const Caller& caller, const ListaErrores& lista,
                                   std::optional<int> error, Day hoy) {
  Propuestas out;
  std::set<std::string> done;  // one movement a person: two of one day are an error
  std::vector<Incidencia> marks;
  incidencias(tx, caller, lista,
              {.todas = false, .clase = {}, .hasta = {}, .error = error, .nia = {}, .hoy = hoy},
              [&](const Incidencia& i) { marks.push_back(i); });
  for (const auto& i : marks) {
    const auto codigo = lista.de(i.error).propone;
    if (codigo.empty() || i.nia.empty()) continue;
    auto held = persona_actual(tx, caller.ente, i.nia);
    if (!held || !held->viva || !done.insert(i.nia).second) continue;
    if (codigo.front() == 'B') {
      Bloque only;
      only[Campo::nia] = i.nia, only[Campo::prdp] = i.prdp, only[Campo::mudp] = i.mudp;
      out.linea(i.fvar.value_or(hoy), codigo, only, "");
    } else {
      segun_ine(tx, caller.ente, i, held->v, held->mostrado);
      for (const auto campo : {Campo::prdp, Campo::mudp, Campo::codp}) held->v[campo].clear();
      out.linea(hoy, codigo, held->v, held->mostrado);
    }
  }
  audit::record(tx, caller,
                {.action = "padron.propose",
                 .object = "padron/incidencias",
                 .reason = {},
                 .detail = {{"error", error.value_or(0)}, {"n", out.lineas}}});
  return out;
}

Result<Propuestas> proponer_de_expediente(db::Transaction& tx, const Caller& caller,
                                          const std::string& numero) {
  const auto e = expediente_padron(tx, caller, numero);
  if (!e) return tl::unexpected(e.error());
  const auto codes = e->ultimo().movimientos;
  const auto codigo = codes.substr(0, codes.find(' '));
  if (codigo.empty() || codigo.front() != 'B')
    return problem(Code::wrong_state, "expediente {} stands at {}, which lets no baja be registered", numero,
                   e->ultimo().paso);
  Propuestas out;
  for (const auto& who : e->interesados) {
    const auto held = who.nia.empty() ? std::nullopt : persona_actual(tx, caller.ente, who.nia);
    if (!held || !held->viva) continue;
    Bloque only;
    only[Campo::nia] = who.nia;
    out.linea(e->ultimo().fecha, codigo, only, "");
  }
  return out;
}

}  // namespace sctf::padron
