#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "tributos/cartas.hpp"

namespace sctf::tributos {

/// What `notices --returned` is asked for.
struct PeticionDevueltos {
  std::int64_t run = 0;  ///< of issue, charged
  std::filesystem::path out;
  EmisorCartas emisor;
  ReglasCobro reglas;
  std::map<std::string, std::string> motivos;  ///< reasons in plain words, by code, and `otro`
  std::int64_t por_fichero = 1000;
};

/// An account as a letter shows it: country and last four, the rest covered, in groups of four.
[[nodiscard]] SCTF_API std::string iban_tapado(std::string_view iban);

/// The batch that writes letters of returned debits.
SCTF_API std::unique_ptr<jobs::Kind> make_devoluciones();
/// Writes `devoluciones-T-Y-NNNN.pdf` into `out`: a letter, and the carta de pago of what is pending, for
/// each receipt of the run whose last debit came back and for which this folder has no letter of that return
/// yet. Nothing new: the files of the last time. A run that was broken off is finished first. `wrong_state`
/// where the run is not charged.
SCTF_API Result<CartasEscritas> escribir_devoluciones(jobs::Engine& engine, db::Pool& pool,
                                                      const PeticionDevueltos& peticion,
                                                      bool dry_run = false);

}  // namespace sctf::tributos
