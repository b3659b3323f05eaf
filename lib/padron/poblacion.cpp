#include "padron/poblacion.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "padron/sql.hpp"

namespace sctf::padron {

std::string grupo_edad(std::size_t grupo) {
  return grupo + 1 == kGruposEdad ? "100+" : fmt::format("{}-{}", grupo * 5, grupo * 5 + 4);
}

int ejercicio_cargado(db::Transaction& tx, Ente ente, int otherwise) {
  const auto rows = tx.query(sql::ejercicio_cargado, ente);
  return rows.empty() ? otherwise : rows.front().get<int>(0);
}

Poblacion poblacion(db::Transaction& tx, Ente ente, int ejercicio) {
  Poblacion out;
  out.ejercicio = ejercicio;
  for (const auto& row : tx.query(sql::poblacion, ente, ejercicio)) {
    const auto people = row.get<std::int64_t>("personas");
    const auto sexo = row.get<std::string>("sexo");
    const auto seccion = row.get<std::string>("seccion");
    const auto grupo =
        static_cast<std::size_t>(std::clamp(row.get<int>("grupo"), 0, static_cast<int>(kGruposEdad) - 1));
    out.total += people;
    out.sexo[sexo] += people;
    out.seccion[seccion] += people;
    out.edad[grupo] += people;
    out.por_seccion[seccion][sexo][grupo] += people;
  }
  for (const auto& row : tx.query(sql::nacionalidades, ente))
    out.nacionalidad[row.get<std::string>("naci")] = row.get<std::int64_t>("personas");
  return out;
}

}  // namespace sctf::padron
