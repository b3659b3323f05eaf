#include "db/connection.hpp"

#include <cstring>
#include <fmt/format.h>
#include <libpq-fe.h>

namespace sctf::db {
namespace {

// SQLSTATE classes that mean "the session or the server is going away" (norms/alta-disponibilidad 2).
bool means_lost(std::string_view state) {
  return state.starts_with("08") || state == "57P01" || state == "57P02" || state == "57P03" ||
         state == "25006" || state == "53300";
}

// libpq tells of a failed login in words only. Waiting does not help who may not come in, or who asks for
// what is not there.
bool shut_out(std::string_view words) {
  for (const auto* word :
       {"authentication failed", "no pg_hba.conf entry", "\" does not exist", "no password supplied"})
    if (words.find(word) != std::string_view::npos) return true;
  return false;
}

// libpq's own words, without a SQLSTATE, where the server went away under a statement.
bool tells_of_loss(std::string_view words) {
  for (const auto* word : {"server closed the connection", "could not receive data", "could not send data",
                           "no connection to the server"})
    if (words.find(word) != std::string_view::npos) return true;
  return false;
}

std::string trimmed_message(const char* text) {
  std::string message = text == nullptr ? "" : text;
  while (!message.empty() && (message.back() == '\n' || message.back() == ' ')) message.pop_back();
  return message;
}

std::string diagnostic(const pg_result* result, int field) {
  const char* text = result == nullptr ? nullptr : PQresultErrorField(result, field);
  return text == nullptr ? "" : text;
}

}  // namespace

DbError::DbError(Failure failure, Problem problem, std::string sqlstate, std::string constraint)
    : Error(std::move(problem)),
      failure_(failure),
      sqlstate_(std::move(sqlstate)),
      constraint_(std::move(constraint)) {}
DbError::~DbError() = default;

void Connection::Finish::operator()(pg_conn* conn) const {
  PQfinish(conn);
}

Connection::Connection(const std::string& conninfo) : conn_(PQconnectdb(conninfo.c_str())) {
  if (PQstatus(conn_.get()) != CONNECTION_OK)
    throw DbError(shut_out(PQerrorMessage(conn_.get())) ? Failure::refused : Failure::lost,
                  {.code = Code::database_unavailable,
                   .text = fmt::format("no connection to the database: {}",
                                       trimmed_message(PQerrorMessage(conn_.get())))});
  // A cancelled wait for the synchronous standby ends in a commit that may be on one machine only: treat it
  // as unknown.
  PQsetNoticeReceiver(
      conn_.get(),
      [](void* self, const PGresult* notice) {
        if (diagnostic(notice, PG_DIAG_MESSAGE_PRIMARY).find("canceling wait for synchronous") !=
            std::string::npos)
          static_cast<Connection*>(self)->sync_wait_cancelled_ = true;
      },
      this);
  run("set time zone 'UTC'; set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; "
      "set standard_conforming_strings = on");
  const auto durable = run("show synchronous_commit");
  if (durable.front().view(0) == "off" || durable.front().view(0) == "local")
    throw Error(
        Code::bad_configuration,
        "the database runs with synchronous_commit = {}: acknowledged payments could be lost; set it to on",
        durable.front().view(0));
}

Connection::~Connection() = default;

bool Connection::alive() const {
  return PQstatus(conn_.get()) == CONNECTION_OK;
}

void Connection::fail(const pg_result* result, const char* what) {
  const auto state = diagnostic(result, PG_DIAG_SQLSTATE);
  const auto constraint = diagnostic(result, PG_DIAG_CONSTRAINT_NAME);
  auto primary = diagnostic(result, PG_DIAG_MESSAGE_PRIMARY);
  if (primary.empty()) primary = trimmed_message(PQerrorMessage(conn_.get()));
  const bool lost = !alive() || means_lost(state) || (state.empty() && tells_of_loss(primary));
  if (lost && committing_)
    throw DbError(
        Failure::commit_unknown,
        {.code = Code::commit_unknown, .text = fmt::format("connection lost during a commit: {}", primary)},
        state);
  if (lost)
    throw DbError(Failure::lost,
                  {.code = Code::database_unavailable,
                   .text = fmt::format("connection to the database lost: {}", primary)},
                  state);
  if (state == "40001" || state == "40P01")
    throw DbError(Failure::retry, {.code = Code::database_busy, .text = primary}, state);
  const auto code = state == "53100" ? Code::disk_full : Code::database_error;
  const auto detail = diagnostic(result, PG_DIAG_MESSAGE_DETAIL);
  throw DbError(Failure::refused,
                {.code = code,
                 .text = fmt::format("{}: {}{}{} (SQLSTATE {})", what, primary, detail.empty() ? "" : "; ",
                                     detail, state)},
                state, constraint);
}

Rows Connection::checked(pg_result* result, const char* what) {
  Rows rows(result);
  const auto status = PQresultStatus(result);
  if (result == nullptr ||
      (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_SINGLE_TUPLE &&
       status != PGRES_COPY_IN && status != PGRES_COPY_OUT))
    fail(result, what);
  return rows;
}

Rows Connection::run(const std::string& text) {
  return checked(PQexec(conn_.get(), text.c_str()), text.c_str());
}

void Connection::prepare(const Sql& sql) {
  if (prepared_.contains(sql.name)) return;
  checked(PQprepare(conn_.get(), sql.name, sql.text, 0, nullptr), sql.name);
  prepared_.insert(sql.name);
}

Rows Connection::execute(const Sql& sql, const Params& params) {
  prepare(sql);
  const auto values = params.pointers();
  return checked(PQexecPrepared(conn_.get(), sql.name, static_cast<int>(values.size()), values.data(),
                                nullptr, nullptr, 0),
                 sql.name);
}

Ping ping(const std::string& conninfo) {
  switch (PQping(conninfo.c_str())) {
    case PQPING_OK: return Ping::answers;
    case PQPING_REJECT: return Ping::starting;
    case PQPING_NO_RESPONSE:
    case PQPING_NO_ATTEMPT: return Ping::silent;
  }
  return Ping::silent;
}

}  // namespace sctf::db
