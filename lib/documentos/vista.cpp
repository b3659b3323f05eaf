#include "documentos/vista.hpp"

#include <fmt/format.h>

#include "documentos/tirada.hpp"

namespace sctf::documentos {

Result<std::string> escribir_muestra(const std::shared_ptr<const Plantilla>& plantilla,
                                     Plantilla::Muestra cual, Instant clock) {
  return escribir(plantilla, plantilla->muestra(cual),
                  {.title = plantilla->titulo(),
                   .author = "sctf",
                   .subject = plantilla->nombre(),
                   .lang = plantilla->lang() == "es" ? "es-ES" : plantilla->lang(),
                   .id = fmt::format("muestra:{}:{}:{}", plantilla->nombre(), plantilla->sha256(),
                                     static_cast<int>(cual)),
                   .created = clock});
}

std::vector<Problem> comprobar(std::string_view nombre, std::string_view lang) {
  auto plantilla = Plantilla::load(nombre, lang);
  if (!plantilla) return std::move(plantilla.error());
  using Muestra = Plantilla::Muestra;
  for (const auto cual : {Muestra::usual, Muestra::larga, Muestra::corta}) {
    auto problem = [&]() -> std::optional<Problem> {
      try {
        const auto bytes = escribir_muestra(*plantilla, cual, Instant{});
        if (!bytes) return bytes.error();
      } catch (const Error& error) {  // the writer throws for what would not conform
        return error.problem();
      }
      return std::nullopt;
    }();
    if (!problem) continue;
    problem->file = fmt::format("templates/{}/{}.xhtml", nombre, (*plantilla)->lang());
    return {std::move(*problem)};
  }
  return {};
}

}  // namespace sctf::documentos
