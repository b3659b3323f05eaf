#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "db/transaction.hpp"
#include "padron/incidencias.hpp"

namespace sctf::padron {

/// Movements that somebody still has to look at, as lines for `move`.
struct Propuestas {
  std::string texto;  ///< padron.csv, with its header
  std::int64_t lineas = 0;
  Propuestas();
  /// Adds a movement of `codigo` (BDE) that takes effect on that day.
  void linea(Day fvar, std::string_view codigo, const Bloque& bloque, std::string_view mostrado);
};

/// One line for each pending mark whose movement follows from what INE holds (`propone` of incidencias.yaml):
/// a baja with INE's date and destination; an MPE with the personal data that INE has where it has any. Of an
/// error, or of all. Registers nothing; leaves an audit row.
[[nodiscard]] SCTF_API Propuestas proponer_de_incidencias(db::Transaction& tx, const Caller& caller,
                                                          const ListaErrores& lista, std::optional<int> error,
                                                          Day hoy);

/// The bajas that the last step of an expediente lets be registered, with its date, of its people who are
/// still registered. `wrong_state` where it lets none be. Leaves an audit row.
[[nodiscard]] SCTF_API Result<Propuestas> proponer_de_expediente(db::Transaction& tx, const Caller& caller,
                                                                 const std::string& numero);

}  // namespace sctf::padron
