#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/caller.hpp"
#include "base/day.hpp"
#include "crypto/crl.hpp"
#include "db/pool.hpp"

namespace sctf::documentos {

/// Who brings lists of revoked certificates. A port: cmd, daemon or a plugin passes the network in.
class SCTF_API FuenteListas {
 public:
  FuenteListas() = default;
  FuenteListas(const FuenteListas&) = delete;
  FuenteListas& operator=(const FuenteListas&) = delete;
  virtual ~FuenteListas();
  /// The bytes that stand at an address of http or https, or why they are not to be had.
  [[nodiscard]] virtual Result<std::string> traer(const std::string& url) = 0;
};

/// What came of giving documents their validation data.
struct Extendidos {
  std::int64_t extendidos = 0;
  std::int64_t esperan = 0;        ///< time-stamped, and still without
  std::vector<Problem> problemas;  ///< why, where it is more than that the lists are older than the stamps
};

/// Gives the documents that have a time stamp what their signatures are checked with once the certificates
/// have ended (PAdES B-LT, norms/documentos 3.4): the certificates of the seal and of the authority up to
/// their roots, and lists of revoked certificates that are newer than the stamp, so that they prove the
/// certificates good on that day. The lists are fetched once for all documents of a seal, while no
/// transaction is open. A document whose stamp is as new as the list waits for the next one; one that was
/// stamped after its seal was revoked is never extended, and told (`seal_revoked`). Killed at any moment, the
/// next call goes on.
///
/// @param clock  what is recorded, and what a list that has ended is told by
/// @param entre  called between groups; may throw to stop
[[nodiscard]] SCTF_API Extendidos extender(db::Pool& pool, Ente ente, FuenteListas& fuente, Instant clock,
                                           const std::function<void()>& entre = {});

}  // namespace sctf::documentos
