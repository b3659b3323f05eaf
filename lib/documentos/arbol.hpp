#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "documentos/declaracion.hpp"
#include "documentos/estilo.hpp"
#include "pdf/face.hpp"
#include "pdf/tags.hpp"

namespace sctf::documentos {

/// The elements of a page for people (norms/documentos 14), and `grupo`: what rows repeat.
enum class Elemento : std::uint8_t {
  html,
  head,
  title,
  body,
  h1,
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  li,
  table,
  caption,
  thead,
  tbody,
  tr,
  th,
  td,
  strong,
  em,
  br,
  span,
  img,
  header,
  footer,
  section,
  grupo,
};
[[nodiscard]] std::string_view to_string(Elemento elemento);

/// Holds where a field has a value (or rows, there being any), or where it has none.
struct Condicion {
  CampoId campo;  ///< `indice` -1: the rows of `seccion`
  bool presente = true;
  friend bool operator==(const Condicion&, const Condicion&) = default;
};

/// A part of a paragraph's text.
struct Pieza {
  enum class Clase : std::uint8_t { texto, campo, pagina, paginas, salto };
  Clase clase = Clase::texto;
  std::string texto;
  CampoId campo;
  EstiloTexto estilo;
  std::string lang;  ///< where it is not the document's
  std::vector<Condicion> condiciones;
  std::int64_t linea = 0;
  pdf::Run run = {};  ///< of `texto`, once fonts are there
};

/// A symbol: `qr:NAME`, `barras:NAME`; `barra:NAME`, a bar as long as its number of the thousand, whose
/// number stands beside it: an ornament.
struct Imagen {
  enum class Clase : std::uint8_t { nada, qr, barras, barra };
  Clase clase = Clase::nada;
  CampoId campo;
  std::string alt;
};

/// An element of a template, checked and with its style. A `parrafo` has pieces of text, any other children.
struct Nodo {
  Elemento elemento = Elemento::p;
  Estilo estilo;
  std::string lang;
  pdf::Scope scope = pdf::Scope::none;
  int colspan = 1;
  std::vector<Condicion> condiciones;
  int filas = -1;  ///< of a `grupo`: the section whose rows repeat it
  bool parrafo = false;
  std::vector<Pieza> piezas;
  std::vector<Nodo> hijos;
  Imagen imagen;
  std::int64_t linea = 0;
  int id = 0;  ///< its place among the paragraphs of the template

  /// Whether a text of its own depends on the record.
  [[nodiscard]] bool variable() const;
};

/// A whole template of one language.
struct Arbol {
  std::string lang, titulo;
  Nodo cabecera, cuerpo,
      pie;  ///< header and footer stand on every page; without children where there is none
  int parrafos = 0;
};

/// What is wrong with one template, by line.
class Fallos {
 public:
  explicit Fallos(std::string file) : file_(std::move(file)) {}
  template <class... Args>
  void add(Code code, std::int64_t line, fmt::format_string<Args...> format, Args&&... args) {
    list_.push_back(
        sctf::detail::make_problem(code, format, fmt::make_format_args(args...)).at(file_, line, 0));
  }
  void add(Problem problem) { list_.push_back(std::move(problem)); }
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] bool empty() const { return list_.empty(); }
  [[nodiscard]] std::vector<Problem> take();

 private:
  std::string file_;
  std::vector<Problem> list_;
};

/// Reads and checks a template (norms/documentos 14): `pie_csv` is the foot that takes the place of `<footer
/// class="csv"/>`, which stands in every sealed document and in no other. Told is what is not known here,
/// what stands in a wrong place, fields that the declaration lacks or that nothing uses (told in
/// `yaml_file`). `fallos` takes all that is wrong, but of XML that is not well formed only the first fault.
[[nodiscard]] Arbol leer_arbol(std::string_view xhtml, std::string_view pie_csv, std::string_view lang,
                               const Declaracion& declaracion, const HojaDeEstilo& estilo,
                               const std::string& yaml_file, Fallos& fallos);

/// Headings, tables, contrast: what only shows in the whole tree.
void revisar_arbol(const Arbol& arbol, Fallos& fallos);

}  // namespace sctf::documentos
