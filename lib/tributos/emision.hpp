#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/caller.hpp"
#include "jobs/engine.hpp"
#include "tributos/ordenanza.hpp"

namespace sctf::tributos {

/// A run of `issue`, as it stands.
struct Emision {
  std::int64_t run = 0;
  std::string tributo;
  int ejercicio = 0;
  std::int64_t censo = 0;
  std::int64_t primer_valor = 0;
  bool complementaria = false;
  bool terminada = false;  ///< every chunk is calculated
  bool aprobada = false;
  bool deshecha = false;
  bool cargada = false;
  std::string fichero;    ///< name of the census file
  std::string ordenanza;  ///< the text it was calculated under
};

/// `not_found` where there is no such run of `issue`.
SCTF_API Result<Emision> find_emision(db::Transaction& tx, Ente ente, std::int64_t run);
/// The ordinance of a run, read again from the text that it froze.
SCTF_API Ordenanza ordenanza_de(const Emision& emision);
/// Every run of `issue`, oldest first.
SCTF_API std::vector<Emision> list_emisiones(db::Transaction& tx, Ente ente);

/// The runs of the padrones that a run of issue looks at, as its parameters freeze them: `anteriores`, of the
/// last approved padrón; `del_ejercicio`, those of them of the same year.
jobs::Json vecinas_de(db::Transaction& tx, Ente ente, const std::string& tributo, int ejercicio);

struct PeticionEmision {
  std::string tributo;
  int ejercicio = 0;
  std::optional<std::int64_t> carga;  ///< a load; absent: the last one of the tributo's census
  Ordenanza ordenanza;
  std::string ordenanza_shown;  ///< its file name, for messages
};

struct Emitida {
  std::int64_t run = 0;
  std::int64_t recibos = 0;        ///< valores: receipts and liquidaciones
  std::int64_t liquidaciones = 0;  ///< of them, those to be notified one by one
  std::int64_t minimo = 0;         ///< charged lines under the minimum
  Cents suma;                      ///< of the cuotas líquidas: what will be the cargo
  Cents importe;                   ///< less the rebates of those domiciled
  std::int64_t primero = 0;        ///< id of its first valor
  bool existed = false;
  bool complementaria = false;
};

/// The batch that calculates a padrón fiscal.
SCTF_API std::unique_ptr<jobs::Kind> make_emision();
/// Issues the valores of one tributo and year from a load under an ordinance (design 6 and 7). The same load
/// and ordinance again: the same run. `another_unapproved` while another one stands; after approval a
/// complementary run of what the approved ones lack. `lines_refused` where lines do not go with the
/// ordinance; each is told.
SCTF_API Result<Emitida> emitir(jobs::Engine& engine, db::Pool& pool, const PeticionEmision& peticion,
                                bool dry_run = false);

/// Approval of the lista cobratoria (oficinas 1.8).
struct Aprobacion {
  std::string acto;  ///< resolution, body
  Day fecha;
  std::string boletin;  ///< number and date of the announcement
  Day expuesta_desde, expuesta_hasta;
};
/// Freezes the run. Refused: an empty act or bulletin, dates out of order, a run that is not finished, undone
/// or approved otherwise. The same approval again: nothing happens.
SCTF_API Result<void> aprobar(db::Transaction& tx, const Caller& caller, std::int64_t run,
                              const Aprobacion& aprobacion, Instant clock);
/// Takes a run back before its approval; its lines stay as what was once calculated. Refused after approval.
SCTF_API Result<void> deshacer(db::Transaction& tx, const Caller& caller, std::int64_t run,
                               const std::string& causa, Instant clock);

}  // namespace sctf::tributos
