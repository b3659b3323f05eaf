#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "jobs/engine.hpp"
#include "padron/fichero.hpp"
#include "padron/lugares.hpp"
#include "padron/municipio.hpp"

namespace sctf::padron {

/// A file for `import`.
struct PeticionCarga {
  std::filesystem::path fichero;
  std::optional<int> ejercicio = {};  ///< of a whole padrón; 2026 unless its name says another
  std::optional<std::filesystem::path> territorio = {};  ///< folder of INE's territory files
  std::string cpro = kCpro, cmun = kCmun;
};

struct Carga {
  std::int64_t run = 0;
  std::string formato;  ///< `csv`, `C`, `H`
  std::int64_t lineas = 0, avisos = 0;
  std::vector<Problem> primeros_avisos;
  bool existed = false;  ///< the same bytes were loaded before: one load
};

/// The batch that loads a padrón or INE's movements: one transaction, whole or not at all.
[[nodiscard]] SCTF_API std::unique_ptr<jobs::Kind> make_carga();
/// Loads a file, or finds its earlier load. `lines_refused` after each was told to the engine's `refuse`;
/// `wrong_state` for a whole padrón where one is held.
[[nodiscard]] SCTF_API Result<Carga> cargar(jobs::Engine& engine, const PeticionCarga& peticion,
                                            const Lugares& lugares, bool dry_run = false);

}  // namespace sctf::padron
