#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/cents.hpp"
#include "base/day.hpp"
#include "base/decimal.hpp"
#include "base/nif.hpp"

namespace sctf::documentos {

/// What a field holds; its printed form follows from this and from the language, never from the text around.
enum class Tipo : std::uint8_t {
  texto,       ///< as it is
  dinero,      ///< 1.234,56 € / €1,234.56
  fecha,       ///< 22/07/2026 / 22 July 2026
  nif,         ///< a document number, whole or masked
  numero,      ///< 12.345 / 12,345
  porcentaje,  ///< 5,00 % / 5.00%
  referencia,  ///< digits, never grouped: they are typed as they are read
  codigo,      ///< digits of a GS1-128 that begin with 90; printed `(90)…`
  url,         ///< an address, printed and for a QR
};

/// `texto`, `dinero` …: the name in plantilla.yaml.
[[nodiscard]] SCTF_API std::string_view to_string(Tipo tipo);

/// Where a value goes: a field of the document (`seccion` -1) or of the rows of a section.
struct CampoId {
  int seccion = -1;
  int indice = -1;
  friend bool operator==(const CampoId&, const CampoId&) = default;
};
/// A section whose rows repeat.
struct FilasId {
  int indice = -1;
};

/// One value of a record, not yet printed. Reused from record to record: its text keeps its memory.
struct Valor {
  enum class Clase : std::uint8_t { nada, texto, cents, dia, entero, decimal };
  Clase clase = Clase::nada;
  std::string texto;
  std::int64_t numero = 0;
  int escala = 0;

  void set(std::string_view text) { clase = Clase::texto, texto.assign(text); }
  void set(Cents cents) { clase = Clase::cents, numero = cents.value; }
  void set(Day day) { clase = Clase::dia, numero = day.time_since_epoch().count(); }
  void set(std::int64_t number) { clase = Clase::entero, numero = number; }
  void set(const Decimal& decimal) { clase = Clase::decimal, numero = decimal.units, escala = decimal.scale; }
  [[nodiscard]] bool puesto() const { return clase != Clase::nada; }
};

/// A field as plantilla.yaml declares it.
struct Campo {
  std::string nombre;
  Tipo tipo = Tipo::texto;
  int maximo = 0;         ///< letters of what is printed, at most
  bool opcional = false;  ///< may be left out, and then stands only inside its own section
  bool propio = false;    ///< not of the record: set when a sealed document is issued (Declaracion::sello)
  int con = -1;           ///< the field (of the same list) with which it comes and goes; -1: none
  Valor muestra;          ///< for previews and for the room that is kept
  std::vector<Valor> muestras;  ///< of the further rows of a preview, in turn; only for fields of rows
  std::int64_t linea = 0, columna = 0;

  /// Whether a record may come without it.
  [[nodiscard]] bool puede_faltar() const { return opcional || con >= 0; }
};

/// The languages whose numbers and dates we know; `otro` writes like `es`.
enum class Idioma : std::uint8_t { es, en, otro };
[[nodiscard]] SCTF_API Idioma idioma_of(std::string_view lang);

/// The value of a sample, or `invalid_value`. Money, dates and decimals as YAML files of the house write
/// them.
[[nodiscard]] SCTF_API Result<Valor> leer_muestra(Tipo tipo, std::string_view text);

/// What is printed, put behind what `out` holds. A value of another kind than the type's is our defect:
/// throws.
SCTF_API void escribir_valor(Tipo tipo, const Valor& valor, Idioma idioma, std::string& out);

/// The longest value that the field may have, in words like those of its sample.
[[nodiscard]] SCTF_API Valor valor_mas_largo(const Campo& campo);

/// Names of the types, in the order of the enumeration.
[[nodiscard]] SCTF_API const std::vector<std::string>& nombres_de_tipo();

}  // namespace sctf::documentos
