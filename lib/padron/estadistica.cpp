#include "padron/estadistica.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "padron/secreto.hpp"
#include "text/csv_write.hpp"

namespace sctf::padron {
namespace {

using Grupos = std::array<std::int64_t, kGruposEdad>;

Grupos por_sexo(const Poblacion& p, const std::string& sexo) {
  Grupos out{};
  for (const auto& [seccion, sexos] : p.por_seccion)
    if (const auto found = sexos.find(sexo); found != sexos.end())
      for (std::size_t g = 0; g < kGruposEdad; ++g) out[g] += found->second[g];
  return out;
}

// The sections' counts of one sex, a row each.
TablaConteos tabla_de(const Poblacion& p, const std::string& sexo) {
  TablaConteos out;
  for (const auto& [seccion, sexos] : p.por_seccion) {
    const auto found = sexos.find(sexo);
    auto& row = out.emplace_back(kGruposEdad, 0);
    if (found != sexos.end()) row.assign(found->second.begin(), found->second.end());
  }
  return out;
}

}  // namespace

std::string piramide_csv(const Poblacion& p) {
  const auto men = por_sexo(p, "1"), women = por_sexo(p, "6");
  std::string out = "grupo;hombres;mujeres\n";
  for (std::size_t g = 0; g < kGruposEdad; ++g)
    out += fmt::format("{};{};{}\n", grupo_edad(g), men[g], women[g]);
  return out;
}

std::string piramide_svg(const Poblacion& p, const std::string& municipio) {
  constexpr int kAncho = 640, kBarra = 18, kPaso = 22, kCentro = 320, kHueco = 34, kArriba = 56;
  const auto men = por_sexo(p, "1"), women = por_sexo(p, "6");
  const auto most = std::max({std::int64_t{1}, *std::max_element(men.begin(), men.end()),
                              *std::max_element(women.begin(), women.end())});
  const int height = kArriba + kPaso * static_cast<int>(kGruposEdad) + 24;
  const auto total = [](const Grupos& g) {
    std::int64_t sum = 0;
    for (const auto n : g) sum += n;
    return sum;
  };
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" role=\"img\" xml:lang=\"es\" "
      "lang=\"es\" "
      "aria-labelledby=\"titulo descripcion\" font-family=\"sans-serif\" font-size=\"12\">\n"
      "<title id=\"titulo\">Pirámide de población de {} a 1 de enero de {}</title>\n"
      "<desc id=\"descripcion\">{} habitantes: {} hombres a la izquierda y {} mujeres a la derecha, por "
      "grupos de "
      "cinco años, de menor a mayor desde abajo.</desc>\n"
      "<rect width=\"{}\" height=\"{}\" fill=\"#ffffff\"/>\n"
      "<g aria-hidden=\"true\" fill=\"#1a1a1a\"><text x=\"{}\" y=\"24\" text-anchor=\"middle\" "
      "font-size=\"16\">{}, "
      "{}</text><text x=\"150\" y=\"46\" text-anchor=\"middle\">Hombres</text><text x=\"490\" y=\"46\" "
      "text-anchor=\"middle\">Mujeres</text></g>\n<g role=\"list\">\n",
      kAncho, height, municipio, p.ejercicio, p.total, total(men), total(women), kAncho, height, kCentro,
      municipio, p.ejercicio);
  for (std::size_t i = 0; i < kGruposEdad; ++i) {
    const auto g = kGruposEdad - 1 - i;
    const int y = kArriba + static_cast<int>(i) * kPaso;
    const auto width = [&](std::int64_t n) { return n * (kCentro - kHueco - 10) / most; };
    out += fmt::format(
        "<g role=\"listitem\" aria-label=\"{} años: {} hombres, {} mujeres\"><title>{} años: {} hombres, {} "
        "mujeres</title><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#1f5a94\"/><text x=\"{}\" "
        "y=\"{}\" "
        "text-anchor=\"middle\" fill=\"#1a1a1a\">{}</text><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" "
        "fill=\"#a63d00\"/></g>\n",
        grupo_edad(g), men[g], women[g], grupo_edad(g), men[g], women[g], kCentro - kHueco - width(men[g]), y,
        width(men[g]), kBarra, kCentro, y + 13, grupo_edad(g), kCentro + kHueco, y, width(women[g]), kBarra);
  }
  return out + "</g>\n</svg>\n";
}

std::string datos_abiertos_csv(const Poblacion& p, std::int64_t k_min) {
  std::map<std::string, TablaConteos> tables;
  std::map<std::string, TablaOcultas> hidden;
  for (const char* sexo : {"1", "6"}) {
    tables[sexo] = tabla_de(p, sexo);
    hidden[sexo] = ocultar_conteos(tables[sexo], k_min);
  }
  std::string out = "seccion;sexo;grupo;personas\n";
  std::size_t r = 0;
  for (const auto& [seccion, sexos] : p.por_seccion) {
    for (const auto& [sexo, table] : tables)
      for (std::size_t g = 0; g < kGruposEdad; ++g)
        out += fmt::format("{};{};{};{}\n", seccion, sexo, grupo_edad(g),
                           hidden[sexo][r][g] ? std::string() : std::to_string(table[r][g]));
    ++r;
  }
  return out;
}

std::string nacionalidades_csv(const Poblacion& p, std::int64_t k_min,
                               const std::function<std::string(const std::string&)>& pais) {
  std::string out = "naci;pais;personas\n";
  std::int64_t others = 0, hidden = 0;
  const std::pair<const std::string, std::int64_t>* smallest = nullptr;
  for (const auto& one : p.nacionalidad) {
    if (one.second < k_min)
      others += one.second, ++hidden;
    else if (smallest == nullptr || one.second < smallest->second)
      smallest = &one;
  }
  // The rest must not be one small cell, nor be so small itself.
  const bool one_more = hidden > 0 && (hidden == 1 || others < k_min) && smallest != nullptr;
  if (one_more) others += smallest->second;
  for (const auto& one : p.nacionalidad) {
    if (one.second < k_min || (one_more && &one == smallest)) continue;
    out += one.first + ";";
    text::append_csv(out, pais(one.first));
    out += fmt::format(";{}\n", one.second);
  }
  if (others > 0) out += fmt::format(";otros;{}\n", others);
  return out;
}

}  // namespace sctf::padron
