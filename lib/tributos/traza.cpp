#include "tributos/traza.hpp"

#include <fmt/format.h>

#include "audit/audit.hpp"

namespace sctf::tributos {

void dejar_traza(db::Transaction& tx, const jobs::RunInfo& run, const std::string& object) {
  audit::record(tx, {.ente = run.ente, .account = run.account, .channel = "batch"},
                {.action = run.kind, .object = object, .detail = {{"run", run.id}}});
}

}  // namespace sctf::tributos
