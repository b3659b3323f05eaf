// The pyramid as an accessible PDF: a table, its bars an ornament.

#include <algorithm>
#include <fmt/format.h>

#include "documentos/tirada.hpp"
#include "padron/estadistica.hpp"

namespace sctf::padron {

Result<std::string> piramide_pdf(const Poblacion& p, const std::string& organismo,
                                 const std::string& municipio, Instant clock) {
  const auto plantilla = documentos::Plantilla::load("padron/piramide", "es");
  if (!plantilla) return tl::unexpected(plantilla.error().front());
  const auto& t = **plantilla;
  std::array<std::int64_t, kGruposEdad> men{}, women{};
  for (const auto& [seccion, sexos] : p.por_seccion)
    for (const auto& [sexo, groups] : sexos)
      for (std::size_t g = 0; g < kGruposEdad; ++g) (sexo == "1" ? men : women)[g] += groups[g];
  std::int64_t all_men = 0, all_women = 0, most = 1;
  for (std::size_t g = 0; g < kGruposEdad; ++g) {
    all_men += men[g], all_women += women[g];
    most = std::max({most, men[g], women[g]});
  }
  documentos::Registro registro(t);
  registro.set(t.campo("organismo"), organismo);
  registro.set(t.campo("municipio"), municipio);
  registro.set(t.campo("ejercicio"), std::to_string(p.ejercicio));
  registro.set(t.campo("total"), p.total);
  registro.set(t.campo("hombres"), all_men);
  registro.set(t.campo("mujeres"), all_women);
  for (std::size_t i = 0; i < kGruposEdad; ++i) {
    const auto g = kGruposEdad - 1 - i;
    auto& row = registro.fila(t.filas("grupos"));
    row.set(t.campo("grupos.grupo"), grupo_edad(g));
    row.set(t.campo("grupos.hombres"), men[g]);
    row.set(t.campo("grupos.mujeres"), women[g]);
    row.set(t.campo("grupos.barra_h"), std::to_string(1000 * men[g] / most));
    row.set(t.campo("grupos.barra_m"), std::to_string(1000 * women[g] / most));
  }
  return documentos::escribir(*plantilla, registro,
                              {.title = fmt::format("{} de {}, {}", t.titulo(), municipio, p.ejercicio),
                               .author = organismo,
                               .subject = {},
                               .lang = "es-ES",
                               .id = fmt::format("piramide-{}-{}", municipio, p.ejercicio),
                               .created = clock});
}

}  // namespace sctf::padron
