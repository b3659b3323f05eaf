#include "padron/entorno.hpp"

#include "json/json.hpp"

namespace sctf::padron {

Result<Trazado> cargar_trazado(const Trazados& trazados, const std::string& nombre) {
  auto traza = trazados.cargar(nombre);
  if (!traza) return tl::unexpected(traza.error().front());
  return std::move(*traza);
}

Result<Entorno> Entorno::cargar(const Lugares& lugares) {
  auto listas = Listas::cargar(
      [&](const std::string& relative) { return std::filesystem::path(lugares.listas.at(relative)); });
  if (!listas) return tl::unexpected(listas.error());
  Trazados trazados({lugares.trazados.begin(), lugares.trazados.end()});
  auto habitantes = cargar_trazado(trazados, "ine_habitantes_554");
  if (!habitantes) return tl::unexpected(habitantes.error());
  return Entorno{std::move(*listas), std::move(trazados), std::move(*habitantes)};
}

Result<Entorno> Entorno::de_json(const json::Json& lugares) {
  return cargar({.trazados = lugares.at("trazados").get<std::vector<std::string>>(),
                 .listas = lugares.at("listas").get<std::map<std::string, std::string>>()});
}

json::Json a_json(const Lugares& lugares) {
  return {{"trazados", lugares.trazados}, {"listas", lugares.listas}};
}

}  // namespace sctf::padron
