#pragma once

#include "base/day.hpp"
#include "padron/codigo.hpp"
#include "padron/listas.hpp"
#include "padron/municipio.hpp"
#include "padron/registro.hpp"

namespace sctf::padron {

/// What kind of file a record stands in.
enum class ClaseFichero {
  completo,     ///< C of INE, padron.csv: the living at 1 January
  variaciones,  ///< H of INE
  movimientos,  ///< lines of `move`
};

/// What records are held against.
struct Marco {
  const Listas& listas;
  ClaseFichero clase = ClaseFichero::completo;
  std::string cpro = kCpro, cmun = kCmun;  ///< of the municipality
  Day hasta{};                             ///< last day of any date in the file
};

/// The rules that a record keeps by itself (norms/padron 1.4, 1.5, 2.1, 3, 4.2): codes, dates, documents,
/// lists, blocks that are there. What it must have in common with others is asked elsewhere.
SCTF_API void comprobar(const Registro& registro, const Marco& marco, Fallos& fallos);

/// Document of a block as people write it: `12345678Z`, `X1234567L`, the passport; empty where it has none.
[[nodiscard]] SCTF_API std::string documento(const Bloque& bloque);

/// Letter of a DNI number; of a NIE with its first letter as 0, 1, 2 in front.
[[nodiscard]] SCTF_API char letra_documento(std::string_view ocho_digitos);
/// Check digit of a municipality PPMMM (norms/padron 1.4); -1 where they are not five digits.
[[nodiscard]] SCTF_API int digito_municipio(std::string_view ppmmm);
/// Check digit of a population unit CCSS; -1 where they are not four digits.
[[nodiscard]] SCTF_API int digito_unidad(std::string_view ccss);

// The halves of `comprobar` that look at one part of the variation block.
void comprobar_persona(const Registro& registro, const Marco& marco, Fallos& fallos);
void comprobar_domicilio(const Registro& registro, const Marco& marco, Fallos& fallos);

}  // namespace sctf::padron
