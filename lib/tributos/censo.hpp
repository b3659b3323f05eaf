#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "jobs/engine.hpp"

namespace sctf::tributos {

/// A census that the office loads, and which tributos are issued from it.
enum class Censo { ibi, ivtm, tasa };
SCTF_API std::string_view to_string(Censo censo);
/// `unknown_value` names the three.
SCTF_API Result<Censo> parse_censo(std::string_view text);
/// `ibi` and `ivtm` have a census of their own; any other tributo is a concepto of the tasas'.
SCTF_API Censo censo_de(std::string_view tributo);

struct CargaCenso {
  Censo censo = Censo::ibi;
  std::filesystem::path file;
  bool accept_rejects = false;
  std::int64_t max_rejects = 100'000;  ///< with `accept_rejects`: more stop the load
};

/// What a load gave.
struct Carga {
  std::int64_t id = 0;
  std::int64_t lineas = 0, rechazos = 0;
  std::int64_t avisos_catastro = 0;  ///< cadastral references whose control letters do not fit
  bool existed = false;              ///< the same bytes were loaded before: one load
};

/// The batch that loads a census: one chunk, one transaction, all of the file or (unless rejects are
/// accepted) nothing.
SCTF_API std::unique_ptr<jobs::Kind> make_carga();
/// Loads a census file, or finds its earlier load. `lines_refused` where lines were refused and not accepted;
/// each is told to the engine's `refuse`.
SCTF_API Result<Carga> cargar(jobs::Engine& engine, const CargaCenso& carga, bool dry_run = false);

/// The same inside a run of another kind, which becomes the load: its parameters are `censo`, `file`,
/// `shown`, `sha256`, `accept_rejects` and `max_rejects`.
[[nodiscard]] Result<jobs::ChunkDone> cargar_lineas(db::Transaction& tx, const jobs::Work& work);

}  // namespace sctf::tributos
