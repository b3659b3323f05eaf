#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>

#include "db/error.hpp"
#include "db/params.hpp"
#include "db/rows.hpp"
#include "db/sql.hpp"

struct pg_conn;

namespace sctf::db {

/// One session of PostgreSQL. One thread at a time. Work goes through a `Transaction`.
class SCTF_API Connection {
 public:
  /// Connects and sets the session up (UTC, UTF-8, durable commits checked). `DbError` with `Failure::lost`
  /// where no server answers.
  explicit Connection(const std::string& conninfo);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  /// Whether the session still stands; false for ever once it broke.
  [[nodiscard]] bool alive() const;

  /// A statement that stands alone, outside any transaction (`create database`, `vacuum`). No parameters.
  Rows run(const std::string& text);

 private:
  friend class Transaction;
  friend class CopyIn;

  Rows execute(const Sql& sql, const Params& params);
  void prepare(const Sql& sql);
  [[noreturn]] void fail(const pg_result* result, const char* what);
  Rows checked(pg_result* result, const char* what);

  struct Finish {
    void operator()(pg_conn* conn) const;
  };
  std::unique_ptr<pg_conn, Finish> conn_;
  std::unordered_set<std::string_view> prepared_;
  bool committing_ = false;
  bool sync_wait_cancelled_ = false;
  bool in_transaction_ = false;
};

/// What a server that is found by `conninfo` says without a login.
enum class Ping { answers, starting, silent };
SCTF_API Ping ping(const std::string& conninfo);

}  // namespace sctf::db
