#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "jobs/engine.hpp"
#include "tributos/aplicacion.hpp"
#include "tributos/cobro.hpp"

namespace sctf::tributos {

/// What `collect` is asked for.
struct PeticionCobro {
  FormatoCobro formato = FormatoCobro::c60;
  std::filesystem::path file;
  Recaudador nuestro;
  std::string perfil_c60;  ///< path of the layout of Cuaderno 60
  ReglasCobro reglas;      ///< frozen with the run
};

/// A file that was collected.
struct Cobrados {
  std::int64_t run = 0;
  std::int64_t registros = 0;
  Cents suma;                                      ///< credits minus debits
  std::map<std::string, std::int64_t> resultados;  ///< records by outcome, those that occur
  bool provisional = false;                        ///< its layout is marked provisional
  bool existed = false;                            ///< these bytes were collected before
};

/// The batch that reads a bank's file and applies its records.
SCTF_API std::unique_ptr<jobs::Kind> make_cobros();
/// Reads a file, finds for each record its valor and applies it: every record ends in exactly one outcome,
/// and its money in one place. A file that is refused changes nothing. The same bytes again: the same run.
SCTF_API Result<Cobrados> cobrar(jobs::Engine& engine, const PeticionCobro& peticion, bool dry_run = false);

}  // namespace sctf::tributos
