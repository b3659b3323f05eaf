#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "db/pool.hpp"

namespace sctf::db {

/// One step of the schema, forward only. The files are lib/db/migrations/NNNN_verb_noun.sql.
struct Migration {
  int version;
  const char* name;
  const char* sha256;  ///< of the file's bytes, taken at build time
  const char* text;
};

/// Where a database's schema stands against this program's.
struct SchemaState {
  int known = 0;    ///< the newest version of this program
  int applied = 0;  ///< the newest version in the database; 0: none
  std::vector<std::string> pending;
};

/// Compares without changing anything. `schema_mismatch` where an applied file was edited or is not known
/// here.
SCTF_API Result<SchemaState> schema_state(Pool& pool);
/// Applies what is pending, each in its own transaction under an advisory lock; `tell` hears each name.
/// `dry_run` runs them all in one transaction and takes them back.
SCTF_API Result<SchemaState> migrate(Pool& pool, bool dry_run,
                                     const std::function<void(const Migration&)>& tell);
/// `schema_mismatch` unless the schema is exactly the one of this program.
SCTF_API Result<void> require_schema(Pool& pool);

}  // namespace sctf::db
