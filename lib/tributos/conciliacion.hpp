#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "jobs/engine.hpp"
#include "tributos/cobro.hpp"

namespace sctf::tributos {

/// What `reconcile` is asked for: a statement of the restricted account.
struct PeticionConciliacion {
  FormatoCobro formato = FormatoCobro::n43;  ///< n43 or camt053
  std::filesystem::path file;
  Recaudador nuestro;
};

/// A movement that nothing collected explains, or something collected that no statement shows yet.
struct SinConciliar {
  Day fecha;
  Cents importe;
  std::string texto;
};

struct Conciliacion {
  std::int64_t run = 0;
  std::int64_t movimientos = 0, explicados = 0;
  Cents suma = {};                              ///< of all movements
  Cents diferencia = {};                        ///< of those that nothing explains
  std::vector<SinConciliar> sin_explicar = {};  ///< movements of this statement
  std::vector<SinConciliar> sin_abonar =
      {};  ///< files and blocks whose money has not been seen on the account
  bool existed = false;
};

/// The batch that holds a statement against what was collected.
SCTF_API std::unique_ptr<jobs::Kind> make_conciliacion();
/// Each movement is explained once, by the first that fits: the record that was collected from it, a block of
/// debits, the settlement of a file of slips, a file of returns or a single one. What is not is listed. Asked
/// again, what was collected meanwhile explains more.
SCTF_API Result<Conciliacion> conciliar(jobs::Engine& engine, db::Pool& pool,
                                        const PeticionConciliacion& peticion, bool dry_run = false);

}  // namespace sctf::tributos
