#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/caller.hpp"
#include "db/transaction.hpp"

namespace sctf::tributos {

/// The block of debits that a PmtInfId of ours names.
struct BloqueRemesa {
  std::int64_t run = 0;  ///< of issue
  int remesa = 0;
  std::string secuencia;                      ///< empty: all of them
  std::int64_t fichero = 0, por_fichero = 0;  ///< number of its file, debits of a file
};
SCTF_API std::optional<BloqueRemesa> find_bloque(db::Transaction& tx, Ente ente, std::string_view pmt_inf_id);

/// In place of a PmtInfId: all blocks of the message with this MsgId, as a bank refuses them together.
[[nodiscard]] std::string todos_los_bloques(std::string_view mensaje);

}  // namespace sctf::tributos
