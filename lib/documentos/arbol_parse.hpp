#pragma once

// Inside lib/documentos only.

#include <set>
#include <utility>

#include "documentos/arbol.hpp"
#include "xml/parse.hpp"

namespace sctf::documentos {

/// A mustache tag of a text: `{{name}}`, or with a `kind` of `#`, `^`, `/`.
struct Etiqueta {
  char kind = 'v';
  std::string nombre;
};
/// Text and tags in turn.
struct Trozo {
  bool es_etiqueta = false;
  std::string texto;
  Etiqueta etiqueta;
  std::int64_t linea = 0;
};

/// Reads one template; one use each. arbol.cpp reads the blocks, arbol_texto.cpp what stands in them.
class ArbolReader {
 public:
  ArbolReader(const Declaracion& declaracion, const HojaDeEstilo& hoja, Fallos& fallos)
      : declaracion_(declaracion), hoja_(hoja), fallos_(fallos) {}

  Arbol read(const xml::Element& root, std::string_view lang);
  void report_unused(const std::string& yaml_file);

 private:
  // A section that is open: what it asks for, and where it began.
  struct Abierta {
    std::string nombre;
    Condicion condicion;
    bool filas = false;
    std::int64_t linea = 0;
  };

  // blocks
  void read_body(const xml::Element& body, Arbol& out);
  void read_blocks(const xml::Element& parent, Nodo& out, std::string_view allowed);
  void read_child(const xml::Element& child, const Nodo& parent, Nodo& into, std::string_view allowed,
                  std::vector<Condicion> conditions);
  Nodo make_node(const xml::Element& element, Elemento which, const Estilo& outer);
  void read_attributes(const xml::Element& element, Nodo& out);
  void read_attribute(const xml::Element& element, const xml::Attribute& attribute, Nodo& out);
  void read_inside(const xml::Element& element, Nodo& out);
  void read_image(const xml::Element& element, Nodo& out);
  bool has_blocks(const xml::Element& element) const;

  // texts
  void read_inline(const xml::Element& element, const EstiloTexto& style, const std::string& lang, Nodo& out);
  void read_inline_child(const xml::Element& child, const EstiloTexto& style, const std::string& lang,
                         Nodo& out);
  void add_text(std::string text, const EstiloTexto& style, const std::string& lang, std::int64_t line,
                Nodo& out);
  void add_field(const Trozo& trozo, const EstiloTexto& style, const std::string& lang, Nodo& out);
  void trim_paragraph(Nodo& out);
  std::vector<Trozo> split(const xml::Element& text);
  std::optional<CampoId> use_field(std::string_view name, std::int64_t line);
  void open_section(const Trozo& trozo, bool blocks);
  void close_section(const Trozo& trozo, std::size_t base);
  void close_all(std::size_t base);
  [[nodiscard]] std::vector<Condicion> conditions_from(std::size_t base) const;

  const Declaracion& declaracion_;
  const HojaDeEstilo& hoja_;
  Fallos& fallos_;
  std::vector<Abierta> abiertas_;
  int seccion_ = -1;       // the rows we are in
  bool repetido_ = false;  // in header or footer, where {{pagina}} is known
  int parrafos_ = 0;
  std::set<std::pair<int, int>> usados_;
  std::set<int> filas_usadas_;
};

}  // namespace sctf::documentos
