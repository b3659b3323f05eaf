#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/caller.hpp"
#include "crypto/timestamp.hpp"
#include "db/pool.hpp"

namespace sctf::documentos {

/// A time-stamp authority and who is trusted for it; what reaches it is passed in.
struct AutoridadTiempo {
  crypto::TimestampPort* puerto = nullptr;
  std::vector<crypto::Certificate> anclas;  ///< roots that its time stamps must lead to
  std::string politica;                     ///< OID; empty: any
  int a_la_vez = 4;                         ///< questions side by side, a thread each
};

/// Documents of one kind and year whose numbers stand in a row; with an empty kind all there are.
struct Alcance {
  std::string tipo;
  int ejercicio = 0;
  std::int64_t desde = 0, hasta = 0;
};

/// What came of asking for time stamps.
struct SelladosTiempo {
  std::int64_t sellados = 0;
  std::int64_t esperan = 0;  ///< still without one: their documents stay PAdES B-B
  std::optional<Problem>
      motivo;  ///< why, where any waits: `timestamp_unavailable` with the authority's own reason
};

/// Has the documents stamped that were sealed with room for a time stamp and have none (norms/documentos 4):
/// the token is of the signature's value, and goes into the place that the signature kept free (PAdES B-T).
/// Asks while no transaction is open, and records what came in one for some dozens. The first question that
/// fails ends the asking: who waits is asked for again by the next call. Killed at any moment, nothing is
/// lost but tokens that were not recorded yet. Two at once do no harm.
///
/// @param entre  called between groups; may throw to stop
[[nodiscard]] SCTF_API SelladosTiempo sellar_tiempo(db::Pool& pool, Ente ente,
                                                    const AutoridadTiempo& autoridad, const Alcance& alcance,
                                                    const std::function<void()>& entre = {});

/// How many documents wait for a time stamp.
[[nodiscard]] SCTF_API std::int64_t esperan_tiempo(db::Transaction& tx, Ente ente, const Alcance& alcance);

/// The beginnings of files, each read once.
class SCTF_API Prefijos {
 public:
  [[nodiscard]] const std::string& leer(db::Transaction& tx, Ente ente, const std::string& id);

 private:
  std::map<std::string, std::string> leidos_;
};

/// A document with its time stamp, whole. `not_found` where it has none; `internal` where the store's parts
/// do not make the file whose hash it keeps.
[[nodiscard]] SCTF_API Result<std::string> con_tiempo(db::Transaction& tx, Prefijos& prefijos, Ente ente,
                                                      const std::string& tipo, int ejercicio,
                                                      std::int64_t numero);

/// `pdf` with `token` in the place that its signature keeps; `out_of_range` where that is too small.
[[nodiscard]] Result<std::string> poner_tiempo(std::string_view pdf, std::string_view token);

}  // namespace sctf::documentos
