// Any text, declaration or style sheet: a template whose samples can be laid out, or refusals that say where.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "documentos/compositor.hpp"

namespace {

constexpr const char* kStyle =
    "colores: {tinta: \"#000000\"}\nelementos: {th: {negrita: true}}\n"
    "clases: {a: {columnas: [50, 50]}, b: {x: 10, y: 10, ancho: 50, alto: 20}, c: {ancho: 25, alto: 25}}\n";
constexpr const char* kDeclaration =
    "margenes: {arriba: 20, derecha: 20, abajo: 20, izquierda: 20}\ntipo_documental: TD99\ncampos:\n"
    "  n: {tipo: texto, maximo: 9, muestra: ANA}\n  o: {tipo: dinero, opcional: true, muestra: \"1.00\"}\n"
    "filas: {f: {maximo: 3, campos: {x: {tipo: texto, maximo: 9, muestra: X}}}}\n";
constexpr const char* kText =
    "<html lang=\"es\"><head><title>t</title></head><body><h1>{{n}}</h1>{{#o}}<p>{{o}}</p>{{/o}}"
    "<ul>{{#f}}<li>{{x}}</li>{{/f}}</ul></body></html>";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sctf;
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  documentos::Plantilla::Fuentes sources{
      .nombre = "f/f", .lang = "es", .folder = "f", .yaml = kDeclaration, .xhtml = kText, .estilo = kStyle};
  (data[0] % 4 == 0 ? sources.yaml : data[0] % 4 == 1 ? sources.estilo : sources.xhtml) = bytes;
  const auto loaded = documentos::Plantilla::parse(sources);
  if (!loaded) {
    if (loaded.error().empty()) std::abort();
    for (const auto& problem : loaded.error())
      if (problem.text.empty() || problem.file.empty() || problem.code == Code::internal) std::abort();
    return 0;
  }
  // What was accepted was laid out already; once more, as a caller would.
  if (!documentos::Compositor(*loaded).componer((*loaded)->muestra())) std::abort();
  return 0;
}
