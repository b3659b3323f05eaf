#pragma once

#include <string>
#include <vector>

#include "cmd/context.hpp"

namespace sctf::cmd {

/// What it took to have a database that is ready.
struct DatabaseReady {
  bool made = false;                 ///< there was none
  bool started = false;              ///< its server was down
  std::vector<std::string> applied;  ///< migrations
};

/// Sees to it that there is a database with this program's schema: makes, starts, migrates what is needed.
/// `dry_run` makes nothing.
DatabaseReady prepare_database(Context& ctx, bool dry_run = false);
/// Migrates alone, and writes the body of the configuration into `ente`.
std::vector<std::string> bring_up_to_date(Context& ctx, db::Pool& pool, bool dry_run);

}  // namespace sctf::cmd
