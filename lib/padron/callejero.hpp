#pragma once

#include <string>
#include <vector>

#include "db/transaction.hpp"
#include "padron/listas.hpp"

namespace sctf::padron {

/// An address as somebody types it: `c/ del castillo, 25-a 3º B`.
struct DireccionEscrita {
  std::string grupo;                  ///< type of street, `CALLE`; empty: none was typed
  std::vector<std::string> palabras;  ///< of the name: folded, abbreviations written out, without articles
  std::string numero, calificador;    ///< `0025`, `A`; empty: none was typed
};
[[nodiscard]] SCTF_API DireccionEscrita leer_direccion(std::string_view texto, const Listas& listas);

/// A street that may be meant.
struct ViaHallada {
  std::string cvia, tvia, nombre;  ///< a pseudo-street has `cvia` 00000
  std::string cpsvia;
  std::string por;  ///< the alias or earlier name by which it was found; empty: its own
  int puntos = 0;   ///< 0 to 100
};
/// Streets and pseudo-streets whose name is near what was typed, the nearest first; at most ten.
[[nodiscard]] SCTF_API std::vector<ViaHallada> buscar_vias(db::Transaction& tx, Ente ente,
                                                           const DireccionEscrita& direccion,
                                                           const Listas& listas);

/// A dwelling and how many are registered in it.
struct HojaHallada {
  std::string nhop, numero, bloq, port, esca, plan, puer, dist, secc, lsecc;
  std::string antes;  ///< the number that the house had, where that was typed
  std::vector<std::string> nias;
  bool protegida = false;  ///< somebody in it has a prevention note: nobody is named
};
/// The block that a referencia catastral lies in, as tramos name it: its characters 1 to 5 and 8 to 14
/// (norms/padron 1.3). Empty where the text is no referencia (14, or 20 with its control).
[[nodiscard]] SCTF_API std::string manzana_catastral(std::string_view texto);
/// Dwellings whose tramo lies in a block, street by street. Leaves an audit row.
struct HojaDeManzana {
  ViaHallada via;
  HojaHallada hoja;
};
[[nodiscard]] SCTF_API std::vector<HojaDeManzana> buscar_manzana(db::Transaction& tx, const Caller& caller,
                                                                 const std::string& manzana);
/// Dwellings of a street, of a number where one was typed: that it has or had. Leaves an audit row.
[[nodiscard]] SCTF_API std::vector<HojaHallada> buscar_hojas(db::Transaction& tx, const Caller& caller,
                                                             const ViaHallada& via,
                                                             const DireccionEscrita& direccion);

}  // namespace sctf::padron
