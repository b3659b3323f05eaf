#pragma once

// Inside lib/documentos only.

#include <span>
#include <string>
#include <vector>

#include "documentos/arbol.hpp"
#include "documentos/plantilla.hpp"

namespace sctf::documentos {

/// The printed values of one record, and which of its parts are there. Filled anew for each document; keeps
/// its memory.
class Valores {
 public:
  explicit Valores(const Plantilla& plantilla);

  /// Prints every value. `missing_value`, `out_of_range`, `bad_encoding` with the field's name: the record is
  /// refused.
  [[nodiscard]] Result<void> leer(const Registro& registro);

  /// Another row in place of the only one of a section that `leer` found.
  [[nodiscard]] Result<void> leer_fila(const Registro& fila);

  [[nodiscard]] int filas(int seccion) const { return cuantas_[static_cast<std::size_t>(seccion)]; }
  /// Of a field, in a row where it is one of rows.
  [[nodiscard]] const std::string& texto(CampoId campo, int fila) const {
    return textos_[place(campo, fila)];
  }
  [[nodiscard]] bool puesto(CampoId campo, int fila) const { return puestos_[place(campo, fila)] != 0; }
  [[nodiscard]] bool vale(const Condicion& condicion, int fila) const;
  [[nodiscard]] bool valen(const std::vector<Condicion>& condiciones, int fila) const;
  /// Which optional values are there and how many rows: documents with the same form are laid out alike.
  [[nodiscard]] const std::string& forma() const { return forma_; }

 private:
  [[nodiscard]] std::size_t place(CampoId campo, int fila) const {
    return campo.seccion < 0
               ? static_cast<std::size_t>(campo.indice)
               : bases_[static_cast<std::size_t>(campo.seccion)] +
                     static_cast<std::size_t>(fila) *
                         declaracion_.filas[static_cast<std::size_t>(campo.seccion)].campos.size() +
                     static_cast<std::size_t>(campo.indice);
  }
  Result<void> leer_campos(const Registro& registro, int fila, std::size_t from);

  const Declaracion& declaracion_;
  Idioma idioma_;
  std::vector<std::string> textos_;
  std::vector<char> puestos_;
  std::vector<std::size_t> bases_;
  std::vector<int> cuantas_;
  std::string forma_;
};

/// Text as it stands in lines. Indices into the composing stick.
struct Compuesto {
  int letra = 0, renglon = 0, renglones = 0;
};

/// A composing stick: paragraphs turned to glyphs and broken into lines, one after another. Keeps its memory.
class Componedor {
 public:
  explicit Componedor(const Plantilla& plantilla);

  void clear() { letras_.clear(), renglones_.clear(); }
  /// Page numbers for {{pagina}} and {{paginas}}.
  void paginas(int pagina, int paginas) { pagina_ = pagina, paginas_ = paginas; }

  /// A paragraph in lines of `ancho`. `invalid_value` for a letter outside the repertoire, `out_of_range` for
  /// a word longer than the line: both name the field.
  [[nodiscard]] Result<Compuesto> componer(const Nodo& nodo, const Valores& valores, int fila,
                                           pdf::Points ancho);
  /// Lines from the baseline of the first. Draws only pieces from `desde` to before `hasta`.
  void dibujar(pdf::Content& content, const Nodo& nodo, const Compuesto& compuesto, pdf::Points x,
               pdf::Points y, pdf::Points ancho, int desde, int hasta);

 private:
  struct Letra {
    pdf::Glyph glyph = 0;
    std::uint16_t pieza = 0;
    std::int16_t avance = 0, kern = 0;  // kern: with the letter before
    enum : std::uint8_t { nada, espacio, blando, salto } corte = nada;
  };
  struct Renglon {
    int desde = 0, hasta = 0;
    pdf::Points ancho = 0;
  };
  enum class Cortar : std::uint8_t { nunca, en_blancos, siempre };  // an amount stays in one piece
  void add(const pdf::Run& run, const Nodo& nodo, std::size_t pieza, Cortar cortar);
  void cerrar(const Nodo& nodo, int desde, int hasta, pdf::Points ancho);
  [[nodiscard]] bool partir(const Nodo& nodo, int desde, pdf::Points ancho);
  [[nodiscard]] pdf::Points ancho_de(const Nodo& nodo, int letra, bool primera) const;

  struct Cortes {
    pdf::Glyph espacio, fijo, barra, guion, punto;
  };
  const Plantilla& plantilla_;
  const pdf::Fonts& fonts_;
  std::vector<Cortes> cortes_;  // of each face
  std::vector<Letra> letras_;
  std::vector<Renglon> renglones_;
  std::string numero_;
  pdf::Run run_;
  int pagina_ = 1, paginas_ = 1;
};

/// Height of a line of the paragraph, and from its top to the baseline.
struct Linea {
  pdf::Points alto = 0, base = 0;
};
[[nodiscard]] Linea linea_de(const Nodo& nodo, const pdf::Fonts& fonts);

}  // namespace sctf::documentos
