// How boxes follow one another from page to page.

#include <algorithm>
#include <fmt/format.h>

#include "documentos/maqueta.hpp"

namespace sctf::documentos {
namespace {

constexpr pdf::Points kRounding = 0.05F;
constexpr pdf::Points kFootGap = 4 * pdf::kMillimetre;    // between the text and the foot of the page
constexpr pdf::Points kPaperEdge = 5 * pdf::kMillimetre;  // where printers do not print

constexpr pdf::Points kMostTogether = 400;  // half a page: more may be parted
constexpr pdf::Points kBeginning = 40;      // of a table or section, under its heading

bool is_heading(const Nodo& nodo) {
  return nodo.elemento >= Elemento::h1 && nodo.elemento <= Elemento::h4;
}

// A heading stays with the beginning of what it is over, what announces a list with the list.
bool keeps_next(const Nodo& nodo, const Nodo& next) {
  return is_heading(nodo) ||
         (nodo.elemento == Elemento::p && (next.elemento == Elemento::ul || next.elemento == Elemento::ol));
}

// The room that a box and what must stay with it take.
pdf::Points room_of(const std::vector<Caja>& cajas, std::size_t i) {
  auto out = cajas[i].alto;
  for (; i + 1 < cajas.size() && out < kMostTogether && keeps_next(*cajas[i].nodo, *cajas[i + 1].nodo); ++i) {
    const auto& next = cajas[i + 1];
    const bool whole =
        next.nodo->elemento == Elemento::ul || next.nodo->elemento == Elemento::ol || next.nodo->parrafo;
    out += std::max(cajas[i].nodo->estilo.despues, next.nodo->estilo.antes) +
           (whole ? next.alto : std::min(next.alto, kBeginning));
  }
  return out;
}

// A section that only holds its blocks together may go on on the next page.
bool breaks_inside(const Nodo& nodo) {
  const auto& s = nodo.estilo;
  return nodo.elemento == Elemento::section && s.columnas.empty() && !s.alto && !s.fondo && s.marco == 0 &&
         s.relleno_v == 0 && s.relleno_h == 0 && !s.y;
}

bool has_numbers(const Nodo& nodo) {
  return std::any_of(nodo.piezas.begin(), nodo.piezas.end(), [](const Pieza& p) {
    return p.clase == Pieza::Clase::pagina || p.clase == Pieza::Clase::paginas;
  });
}

}  // namespace

pdf::Points Maqueta::fondo() const {
  const auto& m = declaracion_.margenes;
  const auto foot = paginas_.size() == 1 && partes_.primera && m.pie_fijo > 0 ? m.pie_fijo : m.abajo;
  return declaracion_.alto - foot;
}

void Maqueta::nueva_pagina() {
  paginas_.push_back(std::make_shared<pdf::Content>(fonts_));
  mcids_.push_back(0);
  y_ = declaracion_.margenes.arriba;
  if (!cabecera_.hijos.empty()) y_ += cabecera_.alto + cabecera_.nodo->estilo.despues;
  vacia_ = true;
}

Result<void> Maqueta::fluir(std::vector<Caja>& cajas, pdf::Points x, int padre) {
  const Caja* before = nullptr;
  for (std::size_t i = 0; i < cajas.size(); ++i) {
    auto& box = cajas[i];
    const auto& style = box.nodo->estilo;
    if (style.y) {
      const auto top = *style.y, bottom = top + box.alto;
      const auto& m = declaracion_.margenes;
      const auto flow_ends = declaracion_.alto - std::max(m.pie_fijo, m.abajo);
      if (bottom > declaracion_.alto + kRounding)
        return problem(Code::out_of_range, "section of line {} ends below the page", box.nodo->linea);
      if (top < flow_ends - kRounding && bottom > m.arriba + kRounding)
        return problem(
            Code::inconsistent,
            "section of line {} stands {:.0f} mm from the top, where the text may come too (to {:.0f} "
            "mm): raise margenes.pie_fijo",
            box.nodo->linea, top / pdf::kMillimetre, flow_ends / pdf::kMillimetre);
      // On the first page, whatever came before.
      dibujar(box, style.x.value_or(x), top, {.pagina = 0, .padre = padre, .artefacto = false});
      continue;
    }
    // The first block of a section stands where the section does: what is before that was added already.
    if (!vacia_ && before) y_ += std::max(before->nodo->estilo.despues, style.antes);
    if (auto placed = fluir_caja(box, room_of(cajas, i), x, padre); !placed) return placed;
    before = &box;
  }
  return {};
}

Result<void> Maqueta::fluir_caja(Caja& box, pdf::Points sitio, pdf::Points x, int padre) {
  if (box.nodo->elemento == Elemento::table && !box.nodo->estilo.alto) return fluir_tabla(box, x, padre);
  if (breaks_inside(*box.nodo)) {
    const Sitio here{static_cast<int>(paginas_.size()) - 1, padre, false};
    return fluir(box.hijos, x, elemento_de_seccion(box, here));
  }
  if (y_ + sitio > fondo() + kRounding && !vacia_) nueva_pagina();
  if (y_ + box.alto > fondo() + kRounding)
    return problem(Code::out_of_range, "{} of line {} is higher than a page: shorten {}",
                   to_string(box.nodo->elemento), box.nodo->linea, campos_de(box));
  dibujar(box, x, y_, {static_cast<int>(paginas_.size()) - 1, padre, false});
  y_ += box.alto;
  vacia_ = false;
  return {};
}

// Rows are never cut; on each further page the head of the table is drawn again, as decoration.
Result<void> Maqueta::fluir_tabla(Caja& tabla, pdf::Points x, int padre) {
  const auto columns = columnas_de(tabla);
  const Caja* head = nullptr;
  pdf::Points top = 0;
  for (const auto& part : tabla.hijos) {
    if (part.nodo->elemento == Elemento::tbody) break;
    if (part.nodo->elemento == Elemento::thead) head = &part;
    top += part.alto;
  }
  const auto first_row = tabla.hijos.back().hijos.empty() ? 0 : tabla.hijos.back().hijos.front().alto;
  if (y_ + top + first_row > fondo() + kRounding && !vacia_) nueva_pagina();
  const auto page = [this] { return static_cast<int>(paginas_.size()) - 1; };
  const int table = elemento(pdf::Tag::table, *tabla.nodo, {page(), padre, false});
  for (const auto& part : tabla.hijos) {
    if (part.nodo->parrafo) {
      dibujar(part, x, y_, {page(), table, false});
      y_ += part.alto + part.nodo->estilo.despues;
      continue;
    }
    const bool body = part.nodo->elemento == Elemento::tbody;
    const int rows = elemento(body ? pdf::Tag::tbody : pdf::Tag::thead, *part.nodo, {page(), table, false});
    for (const auto& row : part.hijos) {
      if (y_ + row.alto > fondo() + kRounding && !vacia_) {
        nueva_pagina();
        for (const auto& again : body&& head != nullptr ? head->hijos : std::vector<Caja>{}) {
          dibujar_fila(again, columns, x, y_, {page(), -1, true});
          y_ += again.alto;
        }
      }
      if (y_ + row.alto > fondo() + kRounding)
        return problem(Code::out_of_range, "row of line {} is higher than a page: shorten {}",
                       row.nodo->linea, campos_de(row));
      dibujar_fila(row, columns, x, y_, {page(), rows, false});
      y_ += row.alto;
      vacia_ = false;
    }
  }
  return {};
}

// Head and foot of each page: text where they stand first, decoration on every further page; page numbers are
// decoration everywhere. The foot of a sealed document is text on every page: each sheet can be checked
// alone.
void Maqueta::dibujar_repetidos() {
  const auto left = declaracion_.margenes.izquierda;
  const auto foot_top = declaracion_.alto - declaracion_.margenes.abajo + kFootGap;
  const auto draw = [&](const Caja& part, pdf::Points top, int page, bool numbers_only, bool decoration) {
    pdf::Points y = top + part.nodo->estilo.relleno_v;
    const Caja* before = nullptr;
    for (const auto& child : part.hijos) {
      if (before) y += std::max(before->nodo->estilo.despues, child.nodo->estilo.antes);
      const bool number = has_numbers(*child.nodo);
      if (!numbers_only || number) dibujar(child, left, y, {page, -1, decoration || number});
      y += child.alto;
      before = &child;
    }
  };
  for (int page = 0; page < static_cast<int>(paginas_.size()); ++page) {
    const bool first = page == 0 && partes_.primera;
    draw(cabecera_, declaracion_.margenes.arriba, page, first, true);
    draw(pie_, foot_top, page, false, !first && !declaracion_.sello);
  }
}

Result<Variante> Maqueta::hacer() {
  if (auto measured = medir_todo(); !measured) return tl::unexpected(std::move(measured.error()));
  if (pie_.alto > declaracion_.margenes.abajo - kFootGap - kPaperEdge + kRounding && !pie_.hijos.empty())
    return problem(Code::out_of_range,
                   "the foot of the page is {:.1f} mm high, margenes.abajo leaves it {:.1f} mm",
                   pie_.alto / pdf::kMillimetre,
                   (declaracion_.margenes.abajo - kFootGap - kPaperEdge) / pdf::kMillimetre);
  const auto left = declaracion_.margenes.izquierda;
  nueva_pagina();
  if (partes_.primera) {
    pdf::Points y = declaracion_.margenes.arriba;
    const Caja* before = nullptr;
    for (const auto& child : cabecera_.hijos) {
      if (before) y += std::max(before->nodo->estilo.despues, child.nodo->estilo.antes);
      if (!has_numbers(*child.nodo)) dibujar(child, left, y, {0, -1, false});
      y += child.alto;
      before = &child;
    }
  }
  if (auto placed = fluir(cuerpo_.hijos, left, -1); !placed) return tl::unexpected(std::move(placed.error()));
  dibujar_repetidos();
  for (auto& page : paginas_) out_.paginas.push_back(std::move(page));
  std::stable_sort(out_.huecos.begin(), out_.huecos.end(),
                   [](const Hueco& a, const Hueco& b) { return a.pagina < b.pagina; });
  return std::move(out_);
}

}  // namespace sctf::documentos
