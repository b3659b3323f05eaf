#pragma once

#include <cstdint>

#include "base/caller.hpp"
#include "db/transaction.hpp"

namespace sctf::tributos {

/// A block of `count` ids of valores that nobody has and nobody will be given again; its first. Ids of
/// opening balances, which came with their own, are left out.
std::int64_t reservar_valores(db::Transaction& tx, Ente ente, std::int64_t count);

}  // namespace sctf::tributos
