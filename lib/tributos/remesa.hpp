#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/caller.hpp"
#include "jobs/engine.hpp"
#include "tributos/pain008.hpp"

namespace sctf::tributos {

/// What `charge` is asked for: the cargo of an approved run, and its direct debits.
struct PeticionCargo {
  std::int64_t run = 0;            ///< of issue, approved
  std::optional<Day> fecha_cobro;  ///< ReqdColltnDt; absent: the ordinance's `cargo_domiciliados`
  VersionPain version = VersionPain::v02;
  Acreedor acreedor;
  std::int64_t max_operaciones = 50'000;  ///< of one file (a bank's limit)
  std::int64_t max_bytes = 50'000'000;
  std::string smnda_secuencia = "FRST";  ///< sequence type of a debit whose account moved to another bank
};

/// A cargo and its remesa, as they stand.
struct Cargo {
  std::int64_t run = 0;     ///< of the batch
  std::int64_t numero = 0;  ///< of the cargo, in its year
  std::int64_t valores = 0;
  Cents suma;
  int remesa = 0;  ///< number of the remesa of this tributo and year
  Day fecha_cobro;
  std::int64_t adeudos = 0;
  Cents suma_adeudos;
  std::int64_t excluidos = 0;  ///< domiciled lines whose mandate was cancelled or died meanwhile
  std::string preparada_por, liberada_por;
  bool existed = false;
};

/// The batches of this part: cargo with its debits, and the files of a remesa.
SCTF_API std::unique_ptr<jobs::Kind> make_cargo();
SCTF_API std::unique_ptr<jobs::Kind> make_ficheros_remesa();

/// Books the cargo of an approved run in the ledger, gives it its number and freezes the debits of its
/// remesa. `not_approved`; `wrong_state` where it was charged with another date or version; again with the
/// same: nothing moves.
SCTF_API Result<Cargo> cargar_emision(jobs::Engine& engine, db::Pool& pool, const PeticionCargo& peticion,
                                      bool dry_run = false);
/// Lets a prepared remesa go: `same_person` where two persons are asked for and `caller` prepared it. The
/// first release is recorded.
SCTF_API Result<Cargo> liberar_remesa(db::Transaction& tx, const Caller& caller, std::int64_t run,
                                      bool two_persons, Instant clock);
/// Writes the files of a released remesa into `out`; always the same bytes. Their rows.
SCTF_API Result<std::vector<jobs::FileRow>> escribir_remesa(jobs::Engine& engine, std::int64_t run,
                                                            const std::filesystem::path& out);
/// `wrong_state` where the run has no cargo.
SCTF_API Result<Cargo> find_cargo(db::Transaction& tx, Ente ente, std::int64_t run);

/// `IBI2026-0000123456`: by it a return finds its receipt.
SCTF_API std::string end_to_end_id(std::string_view tributo, int ejercicio, std::int64_t valor);
/// A tributo as identifiers write it: capitals of the character set of SEPA.
SCTF_API std::string mayusculas(std::string_view tributo);
/// Derived from (ente, tributo, ejercicio, remesa, file): the same for every writing of the same remesa.
SCTF_API std::string msg_id(Ente ente, std::string_view tributo, int ejercicio, int remesa, int fichero);

/// Debits of one file of a remesa, by the limits that its frozen creditor keeps.
SCTF_API std::int64_t adeudos_por_fichero(const jobs::Json& acreedor);

}  // namespace sctf::tributos
