#pragma once

// Small templates for tests, and the text and structure of what they become.

#include <fmt/format.h>
#include <map>
#include <string>

#include "documentos/compositor.hpp"

namespace sctf::documentos {

inline const std::string kEstilo = R"(colores: {tinta: "#000000", palido: "#DDDDDD", velo: "#EEEEEE"}
elementos: {h1: {tamaño: 18, negrita: true}, h2: {negrita: true}, th: {negrita: true}, strong: {negrita: true}}
clases:
  palido: {color: palido}
  ventana: {x: 100, y: 40, ancho: 60, alto: 12}
  fija: {alto: 10, ancho: 60}
  una: {sin_corte: true}
  dos: {columnas: [50, 50]}
  barras: {ancho: 120, alto: 15}
  qr: {ancho: 25, alto: 25}
  estrecha: {ancho: 45}
)";

inline const std::string kYaml = R"(margenes: {arriba: 20, derecha: 20, abajo: 20, izquierda: 20}
tipo_documental: TD99
campos:
  nombre: {tipo: texto, maximo: 40, muestra: "NÚÑEZ, ANA"}
  importe: {tipo: dinero, muestra: "184.75"}
  segundo: {tipo: dinero, opcional: true, muestra: "193.99"}
  fecha: {tipo: fecha, con: segundo, muestra: 2026-12-31}
filas:
  detalle:
    maximo: 60
    campos:
      concepto: {tipo: texto, maximo: 30, muestra: Cuota}
      parte: {tipo: dinero, muestra: "92.37"}
)";

inline const std::string kXhtml = R"(<html xmlns="http://www.w3.org/1999/xhtml" lang="es">
<head><title>Prueba</title></head>
<body>
<h1>Carta</h1>
<p>Para {{nombre}}: <strong>{{importe}}</strong>.</p>
{{#segundo}}<p>Luego {{segundo}} hasta el {{fecha}}.</p>{{/segundo}}
{{^segundo}}<p>Un solo plazo.</p>{{/segundo}}
<table>
<thead><tr><th scope="col">Concepto</th><th scope="col">Parte</th></tr></thead>
<tbody>{{#detalle}}<tr><td>{{concepto}}</td><td>{{parte}}</td></tr>{{/detalle}}</tbody>
</table>
</body>
</html>
)";

inline Plantilla::Fuentes fuentes(std::string xhtml = kXhtml, std::string yaml = kYaml,
                                  std::string lang = "es") {
  return {.nombre = "pruebas/prueba",
          .lang = std::move(lang),
          .folder = "t",
          .yaml = std::move(yaml),
          .xhtml = std::move(xhtml),
          .estilo = kEstilo};
}

/// `text` with its first `from` replaced; what is not there is a fault of the test.
inline std::string with(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::logic_error(fmt::format("the sample has no \"{}\"", from));
  return text.replace(at, from.size(), to);
}

inline std::string problems_of(const Plantilla::Fuentes& sources) {
  const auto loaded = Plantilla::parse(sources);
  std::string out;
  if (!loaded)
    for (const auto& problem : loaded.error()) out += to_string(problem) + "\n";
  return out;
}

inline std::shared_ptr<const Plantilla> plantilla(const Plantilla::Fuentes& sources = fuentes()) {
  auto loaded = Plantilla::parse(sources);
  if (!loaded) throw std::logic_error(problems_of(sources));
  return *loaded;
}

/// The letters of each marked content of a page by its MCID, -1 for artifacts, as the operators show them.
inline std::map<int, std::string> texts_of(const pdf::Page& page, const pdf::Fonts& fonts) {
  std::string all;
  for (const auto& part : page.shared) all += part->operators();
  all += page.own.operators();
  std::map<int, std::string> out;
  std::map<std::pair<int, unsigned>, std::string> letters;
  for (int face = 0; face < pdf::kStyles; ++face)
    for (char32_t c = 0x20; c < 0x2200; ++c)
      if (const auto glyph = fonts.face(static_cast<pdf::Style>(face)).glyph(c)) {
        std::string utf8;
        if (c < 0x80)
          utf8 += static_cast<char>(c);
        else if (c < 0x800)
          (utf8 += static_cast<char>(0xC0U | c >> 6U)) += static_cast<char>(0x80U | (c & 0x3FU));
        else
          ((utf8 += static_cast<char>(0xE0U | c >> 12U)) += static_cast<char>(0x80U | (c >> 6U & 0x3FU))) +=
              static_cast<char>(0x80U | (c & 0x3FU));
        letters.try_emplace({face, *glyph}, utf8);
      }
  int mcid = -1, face = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all.compare(i, 7, "<</MCID") == 0)
      mcid = std::atoi(all.c_str() + i + 8);
    else if (all.compare(i, 14, "/Artifact BMC\n") == 0)
      mcid = -1;
    else if (all.compare(i, 2, "/F") == 0 && all[i + 3] == ' ')
      face = all[i + 2] - '0';
    else if (all[i] == '(') {
      std::string bytes;
      for (++i; all[i] != ')'; ++i) {
        if (all[i] != '\\') {
          bytes += all[i];
          continue;
        }
        ++i;
        if (all[i] >= '0' && all[i] <= '7') {
          bytes += static_cast<char>(std::stoi(all.substr(i, 3), nullptr, 8));
          i += 2;
        } else {
          bytes += all[i] == 'n'   ? '\n'
                   : all[i] == 'r' ? '\r'
                   : all[i] == 't' ? '\t'
                   : all[i] == 'b' ? '\b'
                   : all[i] == 'f' ? '\f'
                                   : all[i];
        }
      }
      for (std::size_t b = 0; b + 1 < bytes.size(); b += 2) {
        const auto glyph = static_cast<unsigned>(static_cast<unsigned char>(bytes[b])) << 8U |
                           static_cast<unsigned char>(bytes[b + 1]);
        out[mcid] += letters.at({face, glyph});
      }
    }
  }
  return out;
}

/// The tree with its text, one element a line, indented by depth.
inline std::string tree_of(const Documento& documento, const pdf::Fonts& fonts) {
  static const char* const names[] = {
      "Document", "Part",  "Sect",  "H1", "H2", "H3", "H4",      "P",      "L",    "LI",     "Lbl", "LBody",
      "Table",    "THead", "TBody", "TR", "TH", "TD", "Caption", "Figure", "Span", "Strong", "Em"};
  std::vector<std::map<int, std::string>> pages;
  for (const auto& page : documento.paginas) pages.push_back(texts_of(page, fonts));
  std::string out;
  std::vector<int> depths;
  for (const auto& e : *documento.elementos) {
    depths.push_back(e.parent < 0 ? 0 : depths[static_cast<std::size_t>(e.parent)] + 1);
    out += std::string(static_cast<std::size_t>(depths.back()) * 2, ' ') + names[static_cast<int>(e.tag)];
    if (!e.attributes.lang.empty()) out += "[" + e.attributes.lang + "]";
    for (const auto& mark : e.marks) out += " " + pages[static_cast<std::size_t>(mark.page)][mark.mcid];
    out += "\n";
  }
  return out;
}

/// All that the operators of a document are, page by page.
inline std::string operators_of(const Documento& documento) {
  std::string out;
  for (const auto& page : documento.paginas) {
    for (const auto& part : page.shared) out += part->operators();
    out += page.own.operators() + "\f";
  }
  return out;
}

}  // namespace sctf::documentos
