#pragma once

// Inside lib/documentos only.

#include <memory>
#include <vector>

#include "documentos/arbol.hpp"
#include "pdf/content.hpp"
#include "pdf/tags.hpp"

namespace sctf::documentos {

/// Marked content of a paragraph: its pieces from `desde` to before `hasta`.
struct Tramo {
  int desde = 0, hasta = 0;
  pdf::Tag tag = pdf::Tag::p;
  int mcid = -1;  ///< -1: an artifact
};

/// A paragraph with fields: where its text goes.
struct Hueco {
  const Nodo* nodo = nullptr;
  int fila = -1;
  int pagina = 0;
  int orden = 0;                        ///< its number in the document; copies in repeated heads share it
  pdf::Points x = 0, y = 0, ancho = 0;  ///< `y`: baseline of the first line
  int lineas = 1;                       ///< that were kept for it
  std::vector<Tramo> tramos;
};

/// A symbol of a field.
struct HuecoImagen {
  const Nodo* nodo = nullptr;
  int fila = -1;
  int pagina = 0;
  pdf::Points x = 0, y = 0;  ///< lower left corner of its box
  int mcid = 0;              ///< -1: an artifact
};

/// A template laid out for all records of one form: what is alike in all of them is drawn already.
struct Variante {
  std::vector<std::shared_ptr<const pdf::Content>> paginas;  ///< of each page
  std::vector<Hueco> huecos;                                 ///< by page
  std::vector<HuecoImagen> imagenes;
  std::vector<pdf::Element> elementos;
  /// Whether many documents will have this form: else what is drawn already is theirs alone, so that a file
  /// does not keep what comes once.
  bool compartida = false;
};

}  // namespace sctf::documentos
