#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "padron/trazado.hpp"

namespace sctf::padron {

/// What a file of inhabitants is.
enum class Formato {
  csv,          ///< padron.csv
  completo,     ///< C of INE
  variaciones,  ///< H of INE
};

/// What its name and its first records say of a file.
struct Fichero {
  Formato formato = Formato::csv;
  std::optional<int> ejercicio;    ///< of a C file: of its extension
  std::optional<std::string> mes;  ///< of an H file: `2026-03`
  std::string cpro, cmun;          ///< of its name; empty where it says nothing
  bool vacio = false;              ///< no byte: a parte negativo, of an H file alone
};

/// Name of an INE file: `H38038AI.326` of March 2026, `C38038AI.026` of 2026 (norms/padron 4.1).
[[nodiscard]] SCTF_API std::string nombre_mensual(const Trazado& traza, const std::string& cpro,
                                                  const std::string& cmun, int ano, int mes);
[[nodiscard]] SCTF_API std::string nombre_anual(const Trazado& traza, const std::string& cpro,
                                                const std::string& cmun, int ano);

/// Recognises a file by its content; its name decides between C and H where the records do not, and gives the
/// year or month. `traza` is the layout of inhabitants. `bad_header` where it is none of them, `empty_file`.
[[nodiscard]] SCTF_API Result<Fichero> reconocer(const std::filesystem::path& path, const Trazado& traza);

}  // namespace sctf::padron
