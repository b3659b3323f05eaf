// What is drawn of each box, and the element that says what it is. Here `y` counts from the top of the page.

#include <algorithm>
#include <fmt/format.h>

#include "documentos/maqueta.hpp"

namespace sctf::documentos {
namespace {

constexpr pdf::Points kItemIndent = 14;
constexpr pdf::Points kDash = 3, kDashGap = 2.4F;

pdf::Tag tag_of(Elemento elemento) {
  switch (elemento) {
    case Elemento::h1: return pdf::Tag::h1;
    case Elemento::h2: return pdf::Tag::h2;
    case Elemento::h3: return pdf::Tag::h3;
    case Elemento::h4: return pdf::Tag::h4;
    case Elemento::p: return pdf::Tag::p;
    case Elemento::ul:
    case Elemento::ol: return pdf::Tag::list;
    case Elemento::li: return pdf::Tag::item;
    case Elemento::table: return pdf::Tag::table;
    case Elemento::caption: return pdf::Tag::caption;
    case Elemento::thead: return pdf::Tag::thead;
    case Elemento::tbody: return pdf::Tag::tbody;
    case Elemento::tr: return pdf::Tag::tr;
    case Elemento::th: return pdf::Tag::th;
    case Elemento::td: return pdf::Tag::td;
    case Elemento::section: return pdf::Tag::sect;
    case Elemento::img: return pdf::Tag::figure;
    default: throw Error(Code::internal, "<{}> is no element of a document", to_string(elemento));
  }
}

}  // namespace

// A section is one for the reader where a heading says so; else it only puts its blocks somewhere.
int Maqueta::elemento_de_seccion(const Caja& box, const Sitio& sitio) {
  const bool headed = std::any_of(box.hijos.begin(), box.hijos.end(), [](const Caja& child) {
    return child.nodo->elemento >= Elemento::h2 && child.nodo->elemento <= Elemento::h4;
  });
  return headed ? elemento(pdf::Tag::sect, *box.nodo, sitio) : sitio.padre;
}

int Maqueta::elemento(pdf::Tag tag, const Nodo& nodo, const Sitio& sitio) {
  pdf::Element out;
  out.tag = tag;
  out.parent = sitio.padre;
  out.attributes.lang = nodo.lang;
  out.attributes.scope = nodo.scope;
  out.attributes.colspan = nodo.colspan;
  if (nodo.elemento == Elemento::ol) out.attributes.numbering = pdf::Numbering::decimal;
  out_.elementos.push_back(std::move(out));
  return static_cast<int>(out_.elementos.size()) - 1;
}

void Maqueta::dibujar_filete(const Estilo& estilo, pdf::Points x, pdf::Points y, pdf::Points ancho,
                             pdf::Points grueso, int page) {
  auto& content = pagina(page);
  const auto at = declaracion_.alto - y;
  content.begin_artifact();
  if (!estilo.discontinuo) {
    content.line(x, at, x + ancho, at, grueso, estilo.marco_color);
  } else {
    for (pdf::Points from = 0; from < ancho; from += kDash + kDashGap)
      content.line(x + from, at, x + std::min(from + kDash, ancho), at, grueso, estilo.marco_color);
  }
  content.end();
}

void Maqueta::dibujar_fondo(const Caja& box, pdf::Points x, pdf::Points y, pdf::Points ancho,
                            pdf::Points alto, int page) {
  const auto& style = box.nodo->estilo;
  auto& content = pagina(page);
  if (style.fondo) {
    content.begin_artifact();
    content.fill(x, declaracion_.alto - y - alto, ancho, alto, *style.fondo);
    content.end();
  }
  if (style.marco > 0) {
    content.begin_artifact();
    content.frame(x, declaracion_.alto - y - alto, ancho, alto, style.marco, style.marco_color);
    content.end();
  }
  if (style.filete_arriba > 0) dibujar_filete(style, x, y, ancho, style.filete_arriba, page);
  if (style.filete_abajo > 0) dibujar_filete(style, x, y + alto, ancho, style.filete_abajo, page);
}

void Maqueta::dibujar(const Caja& box, pdf::Points x, pdf::Points y, Sitio sitio) {
  const auto& nodo = *box.nodo;
  if (nodo.elemento == Elemento::img) return dibujar_imagen(box, x, y, sitio);
  dibujar_fondo(box, x, y, box.ancho, box.alto, sitio.pagina);
  if (nodo.parrafo) return dibujar_parrafo(box, x, y, sitio);
  if (nodo.elemento == Elemento::table) return dibujar_tabla(box, x, y, sitio);
  if (!sitio.artefacto)
    sitio.padre = nodo.elemento == Elemento::section ? elemento_de_seccion(box, sitio)
                                                     : elemento(tag_of(nodo.elemento), nodo, sitio);
  dibujar_hijos(box, x, y, sitio);
}

void Maqueta::dibujar_hijos(const Caja& box, pdf::Points x, pdf::Points y, Sitio sitio) {
  const auto& style = box.nodo->estilo;
  auto at_x = x + style.relleno_h;
  auto at_y = y + style.relleno_v;
  if (side_by_side(box)) {
    const auto parts = style.columnas.size();
    const auto inner = box.ancho - 2 * style.relleno_h - static_cast<float>(parts - 1) * style.separacion;
    for (const auto& child : box.hijos) {
      auto left = at_x;
      for (std::size_t i = 0; i < std::min(static_cast<std::size_t>(child.puesto), parts - 1); ++i)
        left += inner * style.columnas[i] / 100 + style.separacion;
      dibujar(child, left, at_y, sitio);
    }
    return;
  }
  const Caja* before = nullptr;
  const bool numbered = box.nodo->elemento == Elemento::ol;
  int number = 0;
  for (const auto& child : box.hijos) {
    const auto& own = child.nodo->estilo;
    if (own.y) {
      dibujar(child, own.x.value_or(at_x), *own.y, sitio);
      continue;
    }
    if (before) at_y += std::max(before->nodo->estilo.despues, own.antes);
    if (child.nodo->elemento == Elemento::li)
      dibujar_vineta(child, numbered ? ++number : 0, at_x, at_y, sitio);
    else
      dibujar(child, at_x, at_y, sitio);
    at_y += child.alto;
    before = &child;
  }
}

void Maqueta::dibujar_vineta(const Caja& box, int number, pdf::Points x, pdf::Points y, Sitio sitio) {
  const auto& nodo = *box.nodo;
  const auto& style = nodo.estilo.texto;
  auto& content = pagina(sitio.pagina);
  const auto label = must(pdf::shape(fonts_.face(style.cara), number > 0 ? fmt::format("{}.", number) : "•"));
  const auto base = declaracion_.alto - y - nodo.estilo.relleno_v - linea_de(nodo, fonts_).base;
  dibujar_fondo(box, x, y, box.ancho, box.alto, sitio.pagina);
  if (!sitio.artefacto) {
    sitio.padre = elemento(pdf::Tag::item, nodo, sitio);
    const auto mark = elemento(pdf::Tag::label, Nodo{}, sitio);
    const auto mcid = mcids_[static_cast<std::size_t>(sitio.pagina)]++;
    out_.elementos[static_cast<std::size_t>(mark)].marks.push_back({sitio.pagina, mcid});
    content.begin(pdf::Tag::label, mcid);
  } else {
    content.begin_artifact();
  }
  content.text(x + nodo.estilo.relleno_h, base, style.cara, style.tamano, label, style.color);
  content.end();
  dibujar_parrafo(box, x, y, sitio);
}

// The marked contents of a paragraph: one, or where some words are in another language one for each part.
std::vector<Tramo> Maqueta::tramos(const Caja& box, const Sitio& sitio, int element) {
  const auto& pieces = box.nodo->piezas;
  const auto end = static_cast<int>(pieces.size());
  const auto tag = sitio.artefacto ? pdf::Tag::p : out_.elementos[static_cast<std::size_t>(element)].tag;
  if (sitio.artefacto) return {{0, end, tag, -1}};
  auto& next = mcids_[static_cast<std::size_t>(sitio.pagina)];
  const auto other = [&](const Pieza& p) { return p.lang != box.nodo->lang; };
  if (std::none_of(pieces.begin(), pieces.end(), other)) {
    out_.elementos[static_cast<std::size_t>(element)].marks.push_back({sitio.pagina, next});
    return {{0, end, tag, next++}};
  }
  std::vector<Tramo> out;
  for (int i = 0; i < end;) {
    const auto& lang = pieces[static_cast<std::size_t>(i)].lang;
    int to = i;
    bool there = false;
    for (; to < end && pieces[static_cast<std::size_t>(to)].lang == lang; ++to)
      there = there || (pieces[static_cast<std::size_t>(to)].clase != Pieza::Clase::salto &&
                        valores_.valen(pieces[static_cast<std::size_t>(to)].condiciones, box.fila));
    if (there) {
      Nodo span;
      span.lang = lang == box.nodo->lang ? std::string() : lang;
      const int child = elemento(pdf::Tag::span, span, {sitio.pagina, element, false});
      out_.elementos[static_cast<std::size_t>(child)].marks.push_back({sitio.pagina, next});
      out.push_back({i, to, pdf::Tag::span, next++});
    }
    i = to;
  }
  return out;
}

void Maqueta::dibujar_parrafo(const Caja& box, pdf::Points x, pdf::Points y, Sitio sitio) {
  const auto& nodo = *box.nodo;
  const bool item = nodo.elemento == Elemento::li;
  const bool cell = nodo.elemento == Elemento::td || nodo.elemento == Elemento::th;
  if (box.texto.renglones == 0) return;  // a cell has its element from its row, empty or not
  int element = sitio.padre;
  if (!sitio.artefacto && !cell)
    element = elemento(item ? pdf::Tag::body : tag_of(nodo.elemento), item ? Nodo{} : nodo, sitio);
  Hueco hole;
  hole.nodo = &nodo;
  hole.fila = box.fila;
  hole.pagina = sitio.pagina;
  hole.orden = box.orden;
  hole.x = x + nodo.estilo.relleno_h + (item ? kItemIndent : 0);
  hole.y = declaracion_.alto - y - nodo.estilo.relleno_v - linea_de(nodo, fonts_).base;
  hole.ancho = box.ancho - 2 * nodo.estilo.relleno_h - (item ? kItemIndent : 0);
  hole.lineas = box.lineas;
  hole.tramos = tramos(box, sitio, element);
  if (box.orden >= 0) {
    out_.huecos.push_back(std::move(hole));
    return;
  }
  auto& content = pagina(sitio.pagina);
  for (const auto& part : hole.tramos) {
    if (part.mcid >= 0)
      content.begin(part.tag, part.mcid);
    else
      content.begin_artifact();
    componedor_.dibujar(content, nodo, box.texto, hole.x, hole.y, hole.ancho, part.desde, part.hasta);
    content.end();
  }
}

void Maqueta::dibujar_fila(const Caja& fila, const std::vector<pdf::Points>& columnas, pdf::Points x,
                           pdf::Points y, Sitio sitio) {
  dibujar_fondo(fila, x, y, fila.ancho, fila.alto, sitio.pagina);
  if (!sitio.artefacto) sitio.padre = elemento(pdf::Tag::tr, *fila.nodo, sitio);
  std::size_t column = 0;
  for (const auto& cell : fila.hijos) {
    pdf::Points width = 0;
    for (int i = 0; i < cell.nodo->colspan && column < columnas.size(); ++i) width += columnas[column++];
    dibujar_fondo(cell, x, y, width, fila.alto, sitio.pagina);
    auto inside = sitio;
    if (!sitio.artefacto) inside.padre = elemento(tag_of(cell.nodo->elemento), *cell.nodo, sitio);
    if (cell.nodo->parrafo)
      dibujar_parrafo(cell, x, y + cell.bajada, inside);
    else
      dibujar_hijos(cell, x, y, inside);
    x += width;
  }
}

void Maqueta::dibujar_tabla(const Caja& tabla, pdf::Points x, pdf::Points y, Sitio sitio) {
  const auto columns = columnas_de(tabla);
  if (!sitio.artefacto) sitio.padre = elemento(pdf::Tag::table, *tabla.nodo, sitio);
  for (const auto& part : tabla.hijos) {
    if (part.nodo->parrafo) {
      dibujar(part, x, y, sitio);
      y += part.alto + part.nodo->estilo.despues;
      continue;
    }
    auto inside = sitio;
    if (!sitio.artefacto) inside.padre = elemento(tag_of(part.nodo->elemento), *part.nodo, sitio);
    for (const auto& row : part.hijos) {
      dibujar_fila(row, columns, x, y, inside);
      y += row.alto;
    }
  }
}

void Maqueta::dibujar_imagen(const Caja& box, pdf::Points x, pdf::Points y, Sitio sitio) {
  const auto& nodo = *box.nodo;
  const auto bottom = declaracion_.alto - y - box.alto;
  int mcid = -1;
  if (!sitio.artefacto && nodo.imagen.clase != Imagen::Clase::barra) {
    mcid = mcids_[static_cast<std::size_t>(sitio.pagina)]++;
    const int element = elemento(pdf::Tag::figure, nodo, sitio);
    auto& made = out_.elementos[static_cast<std::size_t>(element)];
    made.marks.push_back({sitio.pagina, mcid});
    made.attributes.alt = nodo.imagen.alt;
    const float corners[] = {x, bottom, x + box.ancho, bottom + box.alto};
    std::copy(std::begin(corners), std::end(corners), made.attributes.bbox);
  }
  out_.imagenes.push_back({&nodo, box.fila, sitio.pagina, x, bottom, mcid});
}

}  // namespace sctf::documentos
