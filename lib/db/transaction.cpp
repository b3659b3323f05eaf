#include "db/transaction.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

namespace sctf::db {
namespace {

constexpr Sql kSetParameters{
    "db/set_parameters",
    "select set_config('sctf.p' || n, value, true) from unnest($1::text[]) with ordinality as p(value, n)"};

}  // namespace

Transaction::Transaction(Connection& connection) : connection_(&connection) {
  if (connection.in_transaction_) throw Error(Code::internal, "a transaction inside a transaction");
  connection.run("begin");
  connection.in_transaction_ = open_ = true;
}

Transaction::~Transaction() {
  rollback();
}

void Transaction::commit() {
  if (!open_) throw Error(Code::internal, "commit of a transaction that has ended");
  open_ = false;
  connection_->in_transaction_ = false;
  connection_->sync_wait_cancelled_ = false;
  struct Committing {
    bool& flag;
    explicit Committing(bool& f) : flag(f) { flag = true; }
    ~Committing() { flag = false; }
  };
  const auto done = [&] {
    const Committing guard(connection_->committing_);
    return connection_->run("commit");
  }();
  // A transaction that failed before ends in ROLLBACK, without any error.
  if (done.command() != "COMMIT") throw Error(Code::internal, "a commit ended in {}", done.command());
  if (connection_->sync_wait_cancelled_)
    throw DbError(Failure::commit_unknown, {.code = Code::commit_unknown,
                                            .text = "the wait for the synchronous standby was cancelled"});
}

void Transaction::rollback() noexcept {
  if (!open_) return;
  open_ = false;
  connection_->in_transaction_ = false;
  if (!connection_->alive()) return;
  PQclear(PQexec(connection_->conn_.get(), "rollback"));
}

void Transaction::script(const std::string& text) {
  connection_->run(text);
}

void Transaction::stream_params(const Sql& sql, const Params& params,
                                const std::function<void(const Row&)>& each) {
  auto* conn = connection_->conn_.get();
  connection_->prepare(sql);
  const auto values = params.pointers();
  if (PQsendQueryPrepared(conn, sql.name, static_cast<int>(values.size()), values.data(), nullptr, nullptr,
                          0) == 0)
    connection_->fail(nullptr, sql.name);
  PQsetSingleRowMode(conn);
  // Whatever the callback throws, the rest of the answer must be taken from the wire before the session is
  // used again.
  struct Drain {
    pg_conn* conn;
    ~Drain() {
      while (auto* rest = PQgetResult(conn)) PQclear(rest);
    }
  } drain{conn};
  while (auto* result = PQgetResult(conn)) {
    const Rows rows = connection_->checked(result, sql.name);
    for (const auto& row : rows) each(row);
  }
}

std::int64_t Transaction::pipeline(const Sql& sql, const std::vector<Params>& sets) {
  if (sets.empty()) return 0;
  auto* conn = connection_->conn_.get();
  connection_->prepare(sql);
  std::int64_t touched = 0;
  constexpr std::size_t kAtOnce = 1000;  // bounded, so that neither side's buffers fill while the other waits
  for (std::size_t from = 0; from < sets.size(); from += kAtOnce) {
    const std::size_t to = std::min(sets.size(), from + kAtOnce);
    if (PQenterPipelineMode(conn) == 0) connection_->fail(nullptr, sql.name);
    for (std::size_t i = from; i < to; ++i) {
      const auto values = sets[i].pointers();
      PQsendQueryPrepared(conn, sql.name, static_cast<int>(values.size()), values.data(), nullptr, nullptr,
                          0);
    }
    PQpipelineSync(conn);
    pg_result* first_error = nullptr;
    for (std::size_t i = from; i < to; ++i) {
      auto* result = PQgetResult(conn);
      const auto status = PQresultStatus(result);
      if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
        touched += Rows(result).affected();
      } else if (first_error == nullptr && status != PGRES_PIPELINE_ABORTED) {
        first_error = result;
      } else {
        PQclear(result);
      }
      if (result != nullptr) PQclear(PQgetResult(conn));  // the null that ends each statement
    }
    PQclear(PQgetResult(conn));  // PGRES_PIPELINE_SYNC
    PQexitPipelineMode(conn);
    if (first_error != nullptr || !connection_->alive()) connection_->checked(first_error, sql.name);
  }
  return touched;
}

CopyIn Transaction::copy_in(const Sql& sql) {
  connection_->run(sql.text);
  return CopyIn(*connection_);
}

void Transaction::copy_out_params(const Sql& sql, const Params& params,
                                  const std::function<void(std::string_view)>& each) {
  std::vector<std::string> values;
  for (std::size_t i = 0; i < params.size(); ++i) values.push_back(params[i].value_or(""));
  query(kSetParameters, values);
  connection_->run(sql.text);
  auto* conn = connection_->conn_.get();
  struct Drain {
    pg_conn* conn;
    ~Drain() {
      char* rest = nullptr;
      while (PQgetCopyData(conn, &rest, 0) > 0) PQfreemem(rest);
      while (auto* result = PQgetResult(conn)) PQclear(result);
    }
  };
  {
    Drain drain{conn};
    char* line = nullptr;
    for (int length = 0; (length = PQgetCopyData(conn, &line, 0)) > 0;) {
      const std::unique_ptr<char, void (*)(void*)> owner(line, PQfreemem);
      each({line, static_cast<std::size_t>(length) - 1});
    }
    if (auto* end = PQgetResult(conn)) connection_->checked(end, sql.name);
  }
}

CopyIn::CopyIn(CopyIn&& other) noexcept
    : connection_(other.connection_), buffer_(std::move(other.buffer_)), first_(other.first_) {
  other.connection_ = nullptr;
}

CopyIn::~CopyIn() {
  if (connection_ == nullptr) return;
  auto* conn = connection_->conn_.get();
  PQputCopyEnd(conn, "broken off by the program");
  while (auto* result = PQgetResult(conn)) PQclear(result);
}

CopyIn& CopyIn::add_null() {
  begin_field();
  buffer_ += "\\N";
  return *this;
}

void CopyIn::escape(std::string_view value) {
  for (const char c : value) switch (c) {
      case '\\': buffer_ += "\\\\"; break;
      case '\t': buffer_ += "\\t"; break;
      case '\n': buffer_ += "\\n"; break;
      case '\r': buffer_ += "\\r"; break;
      default: buffer_ += c;
    }
}

void CopyIn::end_row() {
  buffer_ += '\n';
  first_ = true;
  if (buffer_.size() >= kFlushAt) flush();
}

void CopyIn::flush() {
  if (PQputCopyData(connection_->conn_.get(), buffer_.data(), static_cast<int>(buffer_.size())) != 1)
    connection_->fail(nullptr, "copy");
  buffer_.clear();
}

std::int64_t CopyIn::finish() {
  if (!buffer_.empty()) flush();
  auto* connection = connection_;
  auto* conn = connection->conn_.get();
  connection_ = nullptr;
  if (PQputCopyEnd(conn, nullptr) != 1) connection->fail(nullptr, "copy");
  std::int64_t rows = 0;
  pg_result* error = nullptr;
  while (auto* result = PQgetResult(conn)) {
    if (PQresultStatus(result) == PGRES_COMMAND_OK) {
      rows = Rows(result).affected();
    } else if (error == nullptr) {
      error = result;
    } else {
      PQclear(result);
    }
  }
  if (error != nullptr) connection->checked(error, "copy");
  return rows;
}

}  // namespace sctf::db
