#pragma once

#include <vector>

#include "documentos/campo.hpp"

namespace sctf::documentos {

class Plantilla;
struct Declaracion;

/// The values of one document, or of one row. Fill, add to a `Tirada`, `clear()`, fill again: it keeps its
/// memory. The template must outlive it.
class SCTF_API Registro {
 public:
  explicit Registro(const Plantilla& plantilla);
  /// A row that stands alone, for `Lista`.
  Registro(const Plantilla& plantilla, FilasId filas);

  /// A field of this record; of another record, or a value of another kind than the field's type: throws
  /// `internal`. A field that may be missing and gets no value leaves its section out.
  void set(CampoId campo, std::string_view text) { at(campo, Valor::Clase::texto).set(text); }
  void set(CampoId campo, const char* text) { set(campo, std::string_view(text)); }
  void set(CampoId campo, const Nif& nif) { set(campo, std::string_view(nif.str())); }
  void set(CampoId campo, Cents cents) { at(campo, Valor::Clase::cents).set(cents); }
  void set(CampoId campo, Day day) { at(campo, Valor::Clase::dia).set(day); }
  void set(CampoId campo, std::int64_t number) { at(campo, Valor::Clase::entero).set(number); }
  void set(CampoId campo, const Decimal& decimal) { at(campo, Valor::Clase::decimal).set(decimal); }
  void set(CampoId campo, const Valor& valor) { at(campo, valor.clase) = valor; }

  /// One more row of a section; the reference holds until the next one is added.
  Registro& fila(FilasId filas);
  /// Takes the rows of a section away.
  void vaciar(FilasId filas) { filas_[static_cast<std::size_t>(filas.indice)].cuantas = 0; }
  /// No value and no row.
  void clear();

  /// `name=value` lines in the order of plantilla.yaml, rows as `detalle.1.importe=18475`; what has no value
  /// is left out. Amounts in cents, days as 2026-07-22, letters composed: the data that an identifier of the
  /// document is made from (norms/documentos 2.2). What is only known when it is issued is not among them.
  [[nodiscard]] std::string canonico() const;

  /// Rows of a section.
  [[nodiscard]] int filas(int seccion) const {
    return seccion_ >= 0 ? 0 : filas_[static_cast<std::size_t>(seccion)].cuantas;
  }
  [[nodiscard]] const Registro& fila(int seccion, int which) const {
    return filas_[static_cast<std::size_t>(seccion)].filas[static_cast<std::size_t>(which)];
  }
  [[nodiscard]] const Valor& valor(int indice) const { return valores_[static_cast<std::size_t>(indice)]; }
  [[nodiscard]] int seccion() const { return seccion_; }
  [[nodiscard]] const Declaracion& declaracion() const { return *declaracion_; }

 private:
  struct Seccion {
    int cuantas = 0;
    std::vector<Registro> filas;
  };
  Registro(const Declaracion& declaracion, int seccion);
  void canonico(std::string_view before, std::string& out) const;
  Valor& at(CampoId campo, Valor::Clase clase);

  const Declaracion* declaracion_;
  int seccion_ = -1;
  std::vector<Valor> valores_;
  std::vector<Seccion> filas_;
};

}  // namespace sctf::documentos
