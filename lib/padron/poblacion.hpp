#pragma once

#include <array>
#include <map>
#include <string>

#include "db/transaction.hpp"

namespace sctf::padron {

/// Five-year groups: 0-4 … 95-99, 100+.
inline constexpr std::size_t kGruposEdad = 21;
[[nodiscard]] SCTF_API std::string grupo_edad(std::size_t grupo);

/// Who is registered today, counted.
struct Poblacion {
  int ejercicio = 0;  ///< ages are completed years at its 1 January
  std::int64_t total = 0;
  std::map<std::string, std::int64_t> sexo;          ///< `1` men, `6` women
  std::map<std::string, std::int64_t> nacionalidad;  ///< by NACI
  std::map<std::string, std::int64_t> seccion;       ///< by DIST + SECC + LSECC
  std::array<std::int64_t, kGruposEdad> edad{};
  /// By section, sex and group, for the pyramid and open data.
  std::map<std::string, std::map<std::string, std::array<std::int64_t, kGruposEdad>>> por_seccion;
};

/// The year of the last whole padrón that was loaded; `otherwise` where none was.
[[nodiscard]] SCTF_API int ejercicio_cargado(db::Transaction& tx, Ente ente, int otherwise);
[[nodiscard]] SCTF_API Poblacion poblacion(db::Transaction& tx, Ente ente, int ejercicio);

}  // namespace sctf::padron
