#pragma once

#include <filesystem>
#include <map>
#include <memory>

#include "jobs/engine.hpp"
#include "padron/lugares.hpp"
#include "padron/movimiento.hpp"
#include "padron/municipio.hpp"

namespace sctf::padron {

/// Lines of padron.csv shape, one movement each (design 7).
struct PeticionMovimientos {
  std::filesystem::path fichero;
  Tramite tramite;
  std::string cpro = kCpro, cmun = kCmun;
};

struct Movidos {
  std::int64_t run = 0, movimientos = 0;
  std::map<std::string, std::int64_t> por_codigo;
  std::int64_t avisos = 0;
  bool existed = false;  ///< the same bytes were registered before: once
};

/// The batch that registers movements: one transaction, whole or not at all.
[[nodiscard]] SCTF_API std::unique_ptr<jobs::Kind> make_movimientos();
/// Registers the movements of a file in their order. `lines_refused` after each was told.
[[nodiscard]] SCTF_API Result<Movidos> mover(jobs::Engine& engine, const PeticionMovimientos& peticion,
                                             const Lugares& lugares, bool dry_run = false);

}  // namespace sctf::padron
