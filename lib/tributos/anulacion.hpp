#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "jobs/engine.hpp"

namespace sctf::tributos {

/// What `annul` is asked for: the data of a valor.
struct PeticionAnulacion {
  std::string referencia;
  std::string motivo;            ///< `error` `duplicado` `baja_catastral` `prescripcion` `resolucion`
  std::string acto;              ///< resolution and its author
  std::optional<Cents> parcial;  ///< of the principal; absent: all of it
  std::optional<std::filesystem::path> sustitucion;  ///< a census file with the lines that replace it
  bool two_persons = true;
};

struct Anulada {
  std::string referencia;
  bool preparada = false;  ///< waits for another account, which runs the same line
  bool existed = false;
  Cents data = {};               ///< what was cancelled
  Cents trasladado = {};         ///< of what had been paid: to what replaces it
  Cents depositado = {};         ///< the rest of it: a deposit of each payer
  std::int64_t sustitucion = 0;  ///< the run that issued what replaces it; 0: none
  std::int64_t valores = 0;      ///< how many replace it
  Cents suma_sustitucion = {};
};

/// The batch that annuls a valor and, in the same transaction, issues and charges what replaces it.
SCTF_API std::unique_ptr<jobs::Kind> make_anulacion();

/// Annuls (oficinas 4, 5): the ledger gets a data of all that is charged; what was paid moves by explicit
/// entries to the replacing valores, which are liquidaciones to be notified one by one, and then to deposits
/// of the payers. The old reference is known for ever: a later payment of it is a deposit. Where two persons
/// are asked for, the first account prepares and another, with the same line, does it: `same_person`
/// otherwise. `not_found`, `wrong_state` where it is not charged or was annulled otherwise; the same again:
/// nothing happens.
SCTF_API Result<Anulada> anular(jobs::Engine& engine, db::Pool& pool, const Caller& caller,
                                const PeticionAnulacion& peticion, bool dry_run = false);

/// Collection of a valor stands still from this day on (oficinas 4); `wrong_state` where it does already, is
/// paid or annulled.
SCTF_API Result<void> suspender(db::Transaction& tx, const Caller& caller, std::string_view referencia,
                                const std::string& acto, Day day);
/// It goes on from the next day. `wrong_state` where it does not stand still.
SCTF_API Result<void> reanudar(db::Transaction& tx, const Caller& caller, std::string_view referencia,
                               const std::string& acto, Day day);

}  // namespace sctf::tributos
