// What only shows in the whole tree: headings, tables, contrast.

#include <algorithm>

#include "documentos/arbol.hpp"

namespace sctf::documentos {
namespace {

constexpr double kLeastContrast = 4.5;  // WCAG 2.1, 1.4.3

class Revision {
 public:
  explicit Revision(Fallos& fallos) : fallos_(fallos) {}

  void visit(const Nodo& node) {
    if (node.elemento >= Elemento::h1 && node.elemento <= Elemento::h4) heading(node);
    if (node.elemento == Elemento::table) table(node);
    for (const auto& piece : node.piezas) contrast(node, piece);
    if (node.elemento == Elemento::section && !node.estilo.columnas.empty() &&
        node.estilo.columnas.size() < node.hijos.size())
      fallos_.add(Code::inconsistent, node.linea, "{} blocks side by side, but the class has {} columns",
                  node.hijos.size(), node.estilo.columnas.size());
    for (const auto& child : node.hijos) visit(child);
  }

  void no_heading(const Nodo& node) {
    if (node.elemento >= Elemento::h1 && node.elemento <= Elemento::h4)
      fallos_.add(Code::bad_document, node.linea, "a heading in <footer>: nobody finds it there");
    for (const auto& child : node.hijos) no_heading(child);
  }

  void finish(const Nodo& body) {
    if (level_ == 0)
      fallos_.add(Code::missing_value, body.linea, "the template has no <h1>: say what the document is");
  }

 private:
  void heading(const Nodo& node) {
    const int level = static_cast<int>(node.elemento) - static_cast<int>(Elemento::h1) + 1;
    if (level == 1 && level_ > 0) {
      fallos_.add(Code::duplicate, node.linea, "a second <h1>: a document has one, the rest are <h2>");
      return;
    }
    if (level > level_ + 1)
      fallos_.add(Code::bad_document, node.linea, "<h{}> comes {}: the next level is <h{}>", level,
                  level_ == 0 ? std::string("first") : fmt::format("after <h{}>", level_), level_ + 1);
    level_ = level;
  }

  void table(const Nodo& node) {
    columns_ = node.estilo.columnas.empty() ? 0 : static_cast<int>(node.estilo.columnas.size());
    bool body = false, caption_last = true, head = false;
    for (const auto& part : node.hijos) {
      if (part.elemento == Elemento::caption && (&part != &node.hijos.front())) caption_last = false;
      if (part.elemento == Elemento::thead) {
        if (head || body) fallos_.add(Code::bad_document, part.linea, "<thead> stands once, before <tbody>");
        head = true;
      }
      body = body || part.elemento == Elemento::tbody;
      rows(part);
    }
    if (!caption_last) fallos_.add(Code::bad_document, node.linea, "<caption> comes first in <table>");
    if (!body) fallos_.add(Code::missing_value, node.linea, "<table> has no <tbody>: put its rows in one");
  }

  void rows(const Nodo& part) {
    for (const auto& row : part.hijos) {
      if (row.elemento == Elemento::grupo) {
        rows(row);
        continue;
      }
      if (row.elemento != Elemento::tr) continue;
      int cells = 0;
      for (const auto& cell : row.hijos) {
        cells += cell.colspan;
        if (!cell.condiciones.empty())
          fallos_.add(Code::bad_document, cell.linea,
                      "a section around a cell would leave a row with another number "
                      "of columns: put it around the row, or inside the cell");
      }
      if (columns_ == 0) columns_ = cells;
      if (cells != columns_)
        fallos_.add(Code::inconsistent, row.linea, "this row has {} columns, the table {}", cells, columns_);
    }
  }

  void contrast(const Nodo& node, const Pieza& piece) {
    if (piece.clase == Pieza::Clase::salto) return;
    const auto behind = node.estilo.sobre.value_or(pdf::Colour{255, 255, 255});
    const auto ratio = contraste(piece.estilo.color, behind);
    if (ratio < kLeastContrast)
      fallos_.add(Code::out_of_range, piece.linea,
                  "contrast of this text is {:.1f}:1, at least {}:1 can be read", ratio, kLeastContrast);
  }

  Fallos& fallos_;
  int level_ = 0;
  int columns_ = 0;
};

}  // namespace

void revisar_arbol(const Arbol& arbol, Fallos& fallos) {
  Revision revision(fallos);
  revision.visit(arbol.cabecera);
  revision.visit(arbol.cuerpo);
  revision.finish(arbol.cuerpo);
  revision.no_heading(arbol.pie);
  revision.visit(arbol.pie);
}

}  // namespace sctf::documentos
