#pragma once

#include "jobs/kind.hpp"
#include "tributos/lineas.hpp"

namespace sctf::tributos {

/// Calculates the lines that `lectura` names and puts them into the padrón fiscal of `run`, which has its row
/// in `emision`: an object that was issued already is left out.
[[nodiscard]] Result<jobs::ChunkDone> calcular_lineas(db::Transaction& tx, const jobs::RunInfo& run,
                                                      const Marco& marco, const Lectura& lectura);

}  // namespace sctf::tributos
