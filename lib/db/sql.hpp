#pragma once

namespace sctf::db {

/// One query of the program: a file lib/<module>/sql/NAME.sql, embedded at build time. A connection prepares
/// it once, under its name, the first time it is used.
struct Sql {
  const char* name;  ///< `tributos/recibos_pending`
  const char* text;
};

}  // namespace sctf::db
