#pragma once

#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "audit/access.hpp"
#include "base/caller.hpp"
#include "base/day.hpp"
#include "base/result.hpp"
#include "cmd/output.hpp"
#include "config/settings.hpp"
#include "db/cluster.hpp"
#include "db/pool.hpp"
#include "jobs/engine.hpp"
#include "json/json.hpp"
#include "proc/signals.hpp"

namespace sctf::cmd {

using json::Json;
class ProgressView;

/// The options that every verb takes, before or after its name.
struct Globals {
  std::optional<std::filesystem::path> config;
  std::optional<std::filesystem::path> data;
  std::optional<Instant> at;
  bool json = false;
  bool quiet = false;
  bool verbose = false;
};

/// Thrown where everything has been told already: the program ends with this status.
struct Exit {
  int status;
};

/// What a verb works with: configuration, clock, database, engine, and the two streams. All of it is made
/// when it is first asked for, so that `explain` needs no database. One a process.
class Context {
 public:
  explicit Context(Globals globals);
  ~Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  [[nodiscard]] const Globals& globals() const { return globals_; }
  [[nodiscard]] bool json() const { return globals_.json; }

  // what holds

  /// The layers as the command line names them (`config check` reads them itself).
  [[nodiscard]] config::Sources sources() const;
  /// Replaces a key as if it had been given on the command line; only before `settings()` is first asked for.
  void override_setting(std::string key, std::string text);
  /// Says where the data is, for a verb that decides it itself (`demo campaign`); only before `settings()`.
  void use_data(std::filesystem::path directory);
  /// The configuration in force. Tells all that is wrong with it and throws `Exit{78}`.
  const config::Settings& settings();
  /// DIR.
  std::filesystem::path data_directory() { return settings().data_directory(); }
  /// The business clock: `--at`, else the moment the program began. Always the same in one process.
  [[nodiscard]] Instant clock() const { return clock_; }
  /// Another clock for a verb that has its own default (`demo campaign`); `--at` goes before it.
  void default_clock(Instant clock);
  /// The account that runs this, channel `cli`.
  [[nodiscard]] Caller caller() const;
  [[nodiscard]] Ente ente() const { return {}; }

  // the database

  [[nodiscard]] bool private_database() { return settings().get_string("database.mode") == "private"; }
  /// The private cluster of DIR. Throws `usage` in server mode.
  db::Cluster& cluster();
  /// A database by libpq's words: the one of the private cluster (started where it is down), or of
  /// `conninfo`.
  std::string conninfo(const std::string& name = {});
  /// Sessions with the program's database. Starts a private cluster that is down, never makes one
  /// (`database_not_made`); refuses a schema that is not ours (`schema_mismatch`).
  db::Pool& pool();
  /// The same without a look at the schema, and for another database; for `db` itself.
  std::unique_ptr<db::Pool> open_pool(const std::string& name = {});
  /// A server that goes away is waited for, never started again: for a helper that must not outlive the
  /// server's own master (`job work`). Only before `pool()` is first asked for.
  void leave_server_alone() { revive_ = false; }
  /// Closes the sessions (before the server is stopped).
  void close_pool() {
    engine_.reset();
    pool_.reset();
  }

  // batches

  /// Runs batches with the options of the configuration; shows progress, stops on SIGINT and SIGTERM, prints
  /// each refused item.
  jobs::Engine& engine();
  /// 0, SIGINT or SIGTERM. From the first call (or `engine()`) on, the first such signal only asks.
  int stop_requested();
  /// Throws `interrupted` or `terminated` if one came; for loops that no engine runs.
  void check_stop();

  // what is said

  [[nodiscard]] Output& out() { return *out_; }
  template <class... Args>
  void print(fmt::format_string<Args...> format, Args&&... args) {
    out_->print(fmt::format(format, std::forward<Args>(args)...));
  }
  template <class... Args>
  void note(fmt::format_string<Args...> format, Args&&... args) {
    out_->note(fmt::format(format, std::forward<Args>(args)...));
  }
  template <class... Args>
  void talk(fmt::format_string<Args...> format, Args&&... args) {
    out_->talk(fmt::format(format, std::forward<Args>(args)...));
  }
  /// One object of the result, with `--json` only; its `type` comes first.
  void object(const Json& value) { out_->object(value); }
  /// Tells of something refused; the command goes on.
  void report(const Problem& problem) { out_->problem(problem); }
  /// Tells of what ends the command, with its advice. Returns the exit status of its code.
  int fail(const Problem& problem);
  /// Adds fields to the last line of `--json`. The type and the exit status are added by the program.
  void result(const Json& fields);
  /// How the command ends; 0 unless told. From a verb's callback.
  void exit_with(int status) { status_ = status; }

  // for main only

  [[nodiscard]] int status() const { return status_; }
  /// Links the audit rows that this command left. Never fails the command.
  void extend_audit_chain(audit::Reach reach = audit::Reach::recent) noexcept;
  /// The result line, and whatever is buffered. Throws `io_error` where stdout did not take it.
  void finish(int status);

 private:
  void configure_log();
  proc::Signals& signals();

  Globals globals_;
  std::unique_ptr<Output> out_;
  Instant clock_;
  std::string request_;  // of this command, for the trail
  std::map<std::string, std::string> overrides_;
  std::optional<config::Settings> settings_;
  std::unique_ptr<proc::Signals> signals_;
  std::unique_ptr<db::Cluster> cluster_;
  std::unique_ptr<db::Pool> pool_;
  std::unique_ptr<jobs::Registry> registry_;
  std::unique_ptr<jobs::Engine> engine_;
  std::unique_ptr<ProgressView> progress_;
  Json result_ = Json::object();
  bool revive_ = true;
  int status_ = 0;
};

/// What deals with somebody's data: audit::access() of who runs this command. Doing it again does no harm.
template <class Work>
auto access(Context& ctx, const audit::Event& asked, bool dry_run, Work&& work) {
  return audit::access(ctx.pool(), ctx.caller(), asked, work,
                       dry_run ? audit::Mode::rehearsal : audit::Mode::repeatable);
}

/// Runs `work(tx)`; with `dry_run` it does all but commit.
template <class Work>
auto in_command_transaction(Context& ctx, bool dry_run, Work&& work) {
  if (!dry_run) return db::in_transaction(ctx.pool(), work, true);
  return db::rehearse(ctx.pool(), work);
}

}  // namespace sctf::cmd
