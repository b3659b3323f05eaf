#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "db/transaction.hpp"
#include "padron/propuestas.hpp"
#include "padron/trazado.hpp"

namespace sctf::padron {

/// What the civil registry tells through INE (norms/padron 4.3).
enum class ClaseSuceso { nacimientos, defunciones };

/// One that was told, and what became of it.
struct Suceso {
  std::int64_t linea = 0;
  std::string nombre, fecha, documento;  ///< of the person; of a birth the parent's
  std::string nia;  ///< who died, or the parent with whom the newborn is registered; empty: nobody is held
  /// `propuesto`; `ya_consta`: the movement is there; `no_consta`: nobody of ours, nothing to do.
  std::string estado;
};

/// Reads a file of births or deaths and proposes movements: an ANA into the hoja of the mother, or else of
/// the father, where either is registered (PR 17-02-2020, 5.1.2), a BDE of who is registered. Registers
/// nothing. What cannot be read is told to `refuse`, then `lines_refused`. Leaves an audit row.
[[nodiscard]] SCTF_API Result<Propuestas> proponer_de_sucesos(
    db::Transaction& tx, const Caller& caller, ClaseSuceso clase, const std::filesystem::path& fichero,
    const Trazado& traza, const std::function<void(const Suceso&)>& cada,
    const std::function<void(const Problem&)>& refuse);

}  // namespace sctf::padron
