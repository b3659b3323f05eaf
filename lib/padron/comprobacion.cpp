#include "padron/comprobacion.hpp"

#include "padron/sql.hpp"

namespace sctf::padron {

std::vector<Prueba> comprobar_padron(db::Transaction& tx, Ente ente) {
  const std::pair<const char*, const db::Sql*> kPruebas[] = {
      {"what holds today is what the inscripciones say", &sql::check_derivado},
      {"inscripciones are numbered without gaps", &sql::check_numeracion},
      {"population = altas - bajas", &sql::check_poblacion},
      {"one live inscripción a person: DNI and NIE", &sql::check_documentos},
      {"an alta follows no live inscripción, nothing else a baja", &sql::check_sucesion},
      {"no movement follows a death", &sql::check_muertos},
      {"no two movements of a person have one date", &sql::check_fechas},
      {"the people of a hoja have its address", &sql::check_hojas},
      {"addresses lie in a tramo of their section", &sql::check_tramos}};
  std::vector<Prueba> out;
  for (const auto& [nombre, query] : kPruebas) {
    const auto rows = tx.query(*query, ente);
    const auto row = rows.front();
    out.push_back({.nombre = nombre,
                   .casos = row.get<std::int64_t>("casos"),
                   .fallos = row.get<std::int64_t>("fallos"),
                   .ejemplo = std::string(row.view("ejemplo"))});
  }
  return out;
}

}  // namespace sctf::padron
