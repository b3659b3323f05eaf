#pragma once

#include <string>

#include "jobs/kind.hpp"

namespace sctf::tributos {

/// Leaves the audit row of a batch that reads or writes what people own and owe, once, when it is planned.
void dejar_traza(db::Transaction& tx, const jobs::RunInfo& run, const std::string& object);

}  // namespace sctf::tributos
