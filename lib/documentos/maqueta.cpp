#include "documentos/maqueta.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace sctf::documentos {
namespace {

constexpr pdf::Points kHairsbreadth = 0.05F;  // what rounding may add to a box that fits
constexpr pdf::Points kIndent = 14;           // of a list's items

// Margins of neighbours fall together: the larger one holds.
pdf::Points gap_between(const Caja* before, const Caja& after) {
  if (before == nullptr) return 0;
  return std::max(before->nodo->estilo.despues, after.nodo->estilo.antes);
}

}  // namespace

Maqueta::Maqueta(const Plantilla& plantilla, const Valores& valores, const Valores& sample,
                 const std::map<int, int>& lineas, LineasGuardadas& guardadas, const Partes& partes)
    : plantilla_(plantilla),
      declaracion_(plantilla.declaracion()),
      fonts_(*plantilla.fonts()),
      valores_(valores),
      sample_(sample),
      lineas_(lineas),
      guardadas_(guardadas),
      partes_(partes),
      componedor_(plantilla),
      de_muestra_(plantilla) {}

Caja Maqueta::caja(const Nodo& nodo, int fila) {
  Caja out;
  out.nodo = &nodo;
  out.fila = fila;
  const auto numbered = [](const Pieza& p) {
    return p.clase == Pieza::Clase::pagina || p.clase == Pieza::Clase::paginas;
  };
  if (nodo.variable() || std::any_of(nodo.piezas.begin(), nodo.piezas.end(), numbered))
    out.orden = siguiente_++;
  instanciar(nodo.hijos, fila, out.hijos);
  return out;
}

void Maqueta::instanciar(const std::vector<Nodo>& nodos, int fila, std::vector<Caja>& out) {
  int place = 0;
  for (const auto& nodo : nodos) instanciar(nodo, fila, place++, out);
}

void Maqueta::instanciar(const Nodo& nodo, int fila, int puesto, std::vector<Caja>& out) {
  if (!valores_.valen(nodo.condiciones, fila)) return;
  if (nodo.elemento == Elemento::grupo) {
    for (int row = 0; row < valores_.filas(nodo.filas); ++row) instanciar(nodo.hijos, row, out);
    return;
  }
  auto made = caja(nodo, fila);
  made.puesto = puesto;
  // Neither a table nor a list is there without its rows.
  const auto which = nodo.elemento;
  const bool list = which == Elemento::tbody || which == Elemento::ul || which == Elemento::ol;
  const bool rowless = which == Elemento::table &&
                       std::none_of(made.hijos.begin(), made.hijos.end(),
                                    [](const Caja& c) { return c.nodo->elemento == Elemento::tbody; });
  if (!rowless && !(list && made.hijos.empty())) out.push_back(std::move(made));
}

// Of a template whose rows come one by one, only the parts that were asked for.
void Maqueta::instanciar_cuerpo() {
  const auto& arbol = plantilla_.arbol();
  cabecera_ = caja(arbol.cabecera, -1);
  cuerpo_.nodo = &arbol.cuerpo;
  const int stream = declaracion_.flujo;
  const auto repeats = [&](const Nodo& row) {
    return row.elemento == Elemento::grupo && row.filas == stream;
  };
  const auto holds_rows = [&](const Nodo& part) {
    return std::any_of(part.hijos.begin(), part.hijos.end(), repeats);
  };
  bool before = true;
  int place = 0;
  for (const auto& nodo : arbol.cuerpo.hijos) {
    const bool table = stream >= 0 && std::any_of(nodo.hijos.begin(), nodo.hijos.end(), holds_rows);
    if (table) {
      before = false;
      tabla_ = cuerpo_.hijos.size();
    }
    const int here = place++;
    if (stream < 0 || (table ? partes_.tabla : before ? partes_.antes : partes_.despues))
      instanciar(nodo, -1, here, cuerpo_.hijos);
  }
  pie_ = caja(arbol.pie, -1);
}

std::string Maqueta::campos_de(const Caja& box) const {
  std::string out;
  const auto visit = [&](const auto& self, const Nodo& nodo) -> void {
    for (const auto& piece : nodo.piezas)
      if (piece.clase == Pieza::Clase::campo && out.size() < 80)
        out += fmt::format("{}\"{}\"", out.empty() ? "" : ", ", declaracion_.campo(piece.campo).nombre);
    for (const auto& child : nodo.hijos) self(self, child);
  };
  visit(visit, *box.nodo);
  return out.empty() ? std::string("its text") : out;
}

// What is kept depends on the sample alone, so that documents of one form are alike.
int Maqueta::lineas_guardadas(const Nodo& nodo, int fila, pdf::Points ancho) {
  if (nodo.estilo.lineas > 0) return nodo.estilo.lineas;
  const auto [known, is_new] = guardadas_.try_emplace({nodo.id, ancho}, 1);
  if (!is_new) return known->second;
  de_muestra_.clear();
  if (const auto sample = de_muestra_.componer(nodo, sample_, fila < 0 ? -1 : 0, ancho))
    known->second = std::max(1, sample->renglones);
  return known->second;
}

Result<void> Maqueta::medir_parrafo(Caja& box, pdf::Points ancho) {
  const auto& nodo = *box.nodo;
  auto inner = ancho - 2 * nodo.estilo.relleno_h;
  if (nodo.elemento == Elemento::li) inner -= kIndent;
  // A paragraph with fields is there without being composed, unless all of its parts may be left out.
  const bool there =
      box.orden >= 0 && !reales_ && std::any_of(nodo.piezas.begin(), nodo.piezas.end(), [&](const Pieza& p) {
        return p.clase != Pieza::Clase::salto && valores_.valen(p.condiciones, box.fila);
      });
  if (!there) {
    auto composed = componedor_.componer(nodo, valores_, box.fila, inner);
    if (!composed) return tl::unexpected(std::move(composed.error()));
    box.texto = *composed;
    box.lineas = composed->renglones;
  } else {
    box.texto.renglones = box.lineas = 1;
  }
  if (box.orden >= 0 && box.lineas > 0) {
    const auto more = lineas_.find(box.orden);
    box.lineas = std::max({lineas_guardadas(nodo, box.fila, inner), reales_ ? box.lineas : 0,
                           more == lineas_.end() ? 0 : more->second});
  }
  box.alto = static_cast<float>(box.lineas) * linea_de(nodo, fonts_).alto + 2 * nodo.estilo.relleno_v;
  return comprobar_alto(box, box.alto);
}

// A height that the style fixes holds, and what is inside must fit.
Result<void> Maqueta::comprobar_alto(Caja& box, pdf::Points contenido) const {
  box.alto = contenido;
  if (!box.nodo->estilo.alto) return {};
  box.alto = *box.nodo->estilo.alto;
  if (contenido <= box.alto + kHairsbreadth) return {};
  return problem(Code::out_of_range, "{} of line {} needs {:.1f} mm, its box has {:.1f} mm: shorten {}",
                 to_string(box.nodo->elemento), box.nodo->linea, contenido / pdf::kMillimetre,
                 box.alto / pdf::kMillimetre, campos_de(box));
}

Result<void> Maqueta::medir_hijos(Caja& box, pdf::Points ancho) {
  const auto& style = box.nodo->estilo;
  pdf::Points height = 2 * style.relleno_v;
  const Caja* before = nullptr;
  for (auto& child : box.hijos) {
    if (auto measured = medir(child, ancho - 2 * style.relleno_h); !measured) return measured;
    if (child.nodo->estilo.y) continue;  // stands where it is put, and takes no room
    height += gap_between(before, child) + child.alto;
    before = &child;
  }
  return comprobar_alto(box, height);
}

Result<void> Maqueta::medir_columnas(Caja& box, pdf::Points ancho) {
  const auto& style = box.nodo->estilo;
  const auto parts = style.columnas.size();
  const auto inner = ancho - 2 * style.relleno_h - static_cast<float>(parts - 1) * style.separacion;
  pdf::Points height = 0;
  for (auto& child : box.hijos) {
    const auto share = style.columnas[std::min(static_cast<std::size_t>(child.puesto), parts - 1)];
    if (auto measured = medir(child, inner * share / 100); !measured) return measured;
    height = std::max(height, child.alto);
  }
  return comprobar_alto(box, height + 2 * style.relleno_v);
}

std::vector<pdf::Points> Maqueta::columnas_de(const Caja& tabla) const {
  std::vector<pdf::Points> out;
  for (const auto share : tabla.nodo->estilo.columnas) out.push_back(tabla.ancho * share / 100);
  if (!out.empty()) return out;
  std::size_t count = 1;
  for (const auto& part : tabla.hijos)
    for (const auto& row : part.hijos) {
      std::size_t cells = 0;
      for (const auto& cell : row.hijos) cells += static_cast<std::size_t>(cell.nodo->colspan);
      count = std::max(count, cells);
    }
  out.assign(count, tabla.ancho / static_cast<float>(count));
  return out;
}

Result<void> Maqueta::medir_fila(Caja& fila, const std::vector<pdf::Points>& columnas) {
  std::size_t column = 0;
  fila.alto = 0;
  fila.ancho = 0;
  for (auto& cell : fila.hijos) {
    pdf::Points width = 0;
    for (int i = 0; i < cell.nodo->colspan && column < columnas.size(); ++i) width += columnas[column++];
    if (auto measured = medir(cell, width); !measured) return measured;
    fila.ancho += width;
  }
  const auto base = [&](const Caja& cell) {
    return cell.nodo->parrafo ? cell.nodo->estilo.relleno_v + linea_de(*cell.nodo, fonts_).base : 0;
  };
  pdf::Points lowest = 0;
  for (const auto& cell : fila.hijos) lowest = std::max(lowest, base(cell));
  for (auto& cell : fila.hijos) {
    cell.bajada = cell.nodo->parrafo ? lowest - base(cell) : 0;
    fila.alto = std::max(fila.alto, cell.alto + cell.bajada);
  }
  if (fila.nodo->estilo.alto) fila.alto = std::max(fila.alto, *fila.nodo->estilo.alto);
  return {};
}

Result<void> Maqueta::medir_tabla(Caja& tabla, pdf::Points ancho) {
  tabla.ancho = ancho;
  const auto columns = columnas_de(tabla);
  pdf::Points height = 0;
  for (auto& part : tabla.hijos) {
    part.ancho = ancho;
    if (part.nodo->parrafo) {
      if (auto measured = medir(part, ancho); !measured) return measured;
      height += part.alto + part.nodo->estilo.despues;
      continue;
    }
    part.alto = 0;
    for (auto& row : part.hijos) {
      if (auto measured = medir_fila(row, columns); !measured) return measured;
      part.alto += row.alto;
    }
    height += part.alto;
  }
  return comprobar_alto(tabla, height);
}

Result<void> Maqueta::medir(Caja& box, pdf::Points ancho) {
  const auto& nodo = *box.nodo;
  box.ancho =
      nodo.estilo.ancho ? std::min(*nodo.estilo.ancho, nodo.estilo.x ? *nodo.estilo.ancho : ancho) : ancho;
  if (nodo.parrafo) return medir_parrafo(box, box.ancho);
  if (nodo.elemento == Elemento::img) {
    box.alto = nodo.estilo.alto.value_or(0);
    return {};
  }
  if (nodo.elemento == Elemento::table) return medir_tabla(box, box.ancho);
  if (side_by_side(box)) return medir_columnas(box, box.ancho);
  return medir_hijos(box, box.ancho);
}

Result<void> Maqueta::medir_todo() {
  instanciar_cuerpo();
  const auto width = declaracion_.ancho - declaracion_.margenes.izquierda - declaracion_.margenes.derecha;
  for (auto* part : {&cabecera_, &cuerpo_, &pie_})
    if (auto measured = medir(*part, width); !measured) return measured;
  return {};
}

Result<Maqueta::Medidas> Maqueta::medir() {
  if (auto measured = medir_todo(); !measured) return tl::unexpected(std::move(measured.error()));
  Medidas out;
  out.cabecera = cabecera_.hijos.empty() ? 0 : cabecera_.alto + cabecera_.nodo->estilo.despues;
  const Caja* before = nullptr;
  bool after = false;
  for (std::size_t i = 0; i < cuerpo_.hijos.size(); ++i) {
    const auto& child = cuerpo_.hijos[i];
    const bool table = partes_.tabla && i == tabla_;
    const auto gap = gap_between(before, child);
    before = &child;
    if (table) {
      out.antes += gap;
      columnas_ = columnas_de(child);
      for (const auto& part : child.hijos)
        if (part.nodo->elemento != Elemento::tbody)
          out.cabeza += part.alto + (part.nodo->parrafo ? part.nodo->estilo.despues : 0);
      after = true;
    } else if (after) {
      (out.despues == 0 ? out.hueco : out.despues) += gap;
      out.despues += child.alto;
    } else {
      out.antes += gap + child.alto;
    }
  }
  de_fila_.clear();
  const auto find_rows = [&](const auto& self, const Nodo& nodo) -> void {
    if (nodo.elemento == Elemento::grupo && nodo.filas == declaracion_.flujo)
      for (const auto& row : nodo.hijos) de_fila_.push_back(&row);
    for (const auto& inside : nodo.hijos) self(self, inside);
  };
  find_rows(find_rows, plantilla_.arbol().cuerpo);
  reales_ = true;
  return out;
}

Result<pdf::Points> Maqueta::alto_de_fila() {
  componedor_.clear();
  siguiente_ = 0;
  pdf::Points out = 0;
  for (const auto* nodo : de_fila_) {
    std::vector<Caja> made;
    instanciar(*nodo, 0, 0, made);
    for (auto& row : made) {
      if (auto measured = medir_fila(row, columnas_); !measured)
        return tl::unexpected(std::move(measured.error()));
      out += row.alto;
    }
  }
  return out;
}

}  // namespace sctf::documentos
