#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "jobs/engine.hpp"
#include "tributos/aplicacion.hpp"
#include "tributos/carta.hpp"

namespace sctf::tributos {

/// What `notices` is asked for.
struct PeticionCartas {
  std::int64_t run = 0;  ///< of issue, charged
  std::filesystem::path out;
  EmisorCartas emisor;
  std::int64_t por_fichero = 1000;
};

/// The batch that writes the slips of a run for the print shop, one file a chunk.
SCTF_API std::unique_ptr<jobs::Kind> make_cartas();
/// What a run of `notices` wrote.
struct CartasEscritas {
  std::vector<jobs::FileRow> ficheros;
  std::int64_t rechazadas = 0;  ///< records that cannot be printed, told one by one: a letter that no face has
};
/// Writes `cartas-T-Y-NNNN.pdf` (receipts that are not debited) and `liquidaciones-T-Y-NNNN.pdf` into `out`;
/// their rows. `wrong_state` where the run is not charged. Always the same bytes, whatever was paid
/// meanwhile.
SCTF_API Result<std::vector<jobs::FileRow>> escribir_cartas(jobs::Engine& engine,
                                                            const PeticionCartas& peticion,
                                                            bool dry_run = false);

}  // namespace sctf::tributos
