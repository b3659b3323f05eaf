#include "cmd/context.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <signal.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include "audit/audit.hpp"
#include "cmd/kinds.hpp"
#include "cmd/progress.hpp"
#include "crypto/sha256.hpp"
#include "db/migrate.hpp"
#include "log/log.hpp"
#include "proc/account.hpp"
#include "proc/file.hpp"
#include "proc/terminal.hpp"

namespace sctf::cmd {
namespace {

Instant now() {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

// libpq and the programs that we start (psql, pg_dump) both take it from the environment, never from a
// command line.
void export_password(const std::string& file) {
  struct stat about {};
  if (::stat(file.c_str(), &about) == 0 && (about.st_mode & 077) != 0)
    throw Error(Code::bad_configuration, "{} may be read by others: chmod 600 {}", file, file);
  auto password = proc::read_file(file, 4096);
  if (!password) throw Error(Code::bad_configuration, "database.password_file: {}", password.error().text);
  while (password->ends_with('\n') || password->ends_with('\r')) password->pop_back();
  ::setenv("PGPASSWORD", password->c_str(), 1);
}

}  // namespace

Context::Context(Globals globals)
    : globals_(std::move(globals)),
      out_(std::make_unique<Output>(Output::Style{.json = globals_.json, .quiet = globals_.quiet})),
      clock_(globals_.at.value_or(now())),
      request_(crypto::hex(crypto::sha256(crypto::random_bytes(16))).substr(0, 16)) {
  configure_log();
}

Context::~Context() = default;

void Context::configure_log() {
  log::Options options;
  if (settings_) {
    options.format = must(log::parse_format(settings_->get_string("log.format")));
    options.level = must(log::parse_level(settings_->get_string("log.level")));
  }
  // A person at a terminal is talked to in sentences; events are for whoever collects them.
  const bool told = settings_ && settings_->origin("log.level").kind != config::Origin::Kind::fallback;
  if (globals_.verbose)
    options.level = log::Level::debug;
  else if (globals_.quiet || (!told && proc::stderr_is_terminal()))
    options.level = std::max(options.level, log::Level::warn);
  log::configure(options);
}

config::Sources Context::sources() const {
  return {.config = globals_.config,
          .data_directory = globals_.data,
          .overrides = overrides_,
          .environment = config::process_environment()};
}

void Context::override_setting(std::string key, std::string text) {
  if (settings_) throw Error(Code::internal, "{} is set after the configuration was read", key);
  overrides_[std::move(key)] = std::move(text);
}

void Context::use_data(std::filesystem::path directory) {
  if (settings_) throw Error(Code::internal, "the data folder is set after the configuration was read");
  globals_.data = std::move(directory);
}

const config::Settings& Context::settings() {
  if (settings_) return *settings_;
  auto loaded = config::Settings::load(sources());
  if (!loaded) {
    for (const auto& problem : loaded.error()) report(problem);
    out_->advice(Code::bad_configuration);
    throw Exit{info(Code::bad_configuration).exit};
  }
  settings_ = std::move(*loaded);
  configure_log();
  return *settings_;
}

void Context::default_clock(Instant clock) {
  if (!globals_.at) clock_ = clock;
}

Caller Context::caller() const {
  return {.ente = ente(),
          .account = proc::account(),
          .channel = "cli",
          .level = Level::sustancial,
          .request = request_};
}

db::Cluster& Context::cluster() {
  if (cluster_) return *cluster_;
  if (!private_database())
    throw Error(Code::usage,
                "the database is the server of database.conninfo, not one of our own (database.mode)");
  cluster_ = std::make_unique<db::Cluster>(db::Cluster::Options{
      .directory = data_directory(), .accounts = settings().get_list("database.accounts"), .fsync = true});
  return *cluster_;
}

std::string Context::conninfo(const std::string& name) {
  if (private_database()) {
    cluster().start();
    return cluster().conninfo(name.empty() ? "sctf" : name);
  }
  if (const auto& file = settings().get_string("database.password_file"); !file.empty())
    export_password(file);
  auto words = settings().get_string("database.conninfo");
  if (words.empty())
    throw Error(Code::bad_configuration,
                "database.mode is server, and database.conninfo does not say where it is");
  if (name.empty()) return words;
  if (words.find("://") != std::string::npos)
    throw Error(Code::bad_configuration,
                "this needs another database beside yours: write database.conninfo as "
                "host=… dbname=… user=…, not as an address");
  return words + " dbname=" + name;  // the last one holds
}

std::unique_ptr<db::Pool> Context::open_pool(const std::string& name) {
  const auto workers = settings().get_int("jobs.workers");
  const auto threads = workers > 0 ? workers : std::max(1U, std::thread::hardware_concurrency());
  db::Pool::Options options;
  options.size = static_cast<std::size_t>(threads) + 3;  // the leader, its heartbeat, its progress
  options.give_up = [this] { return signals_ && signals_->stop_requested() != 0; };
  const auto target = conninfo(name);
  // A server that was never reached is told of at once; one that goes away later is waited for.
  try {
    const db::Connection first(target);
  } catch (const db::DbError& error) {
    const bool unmade =
        std::string_view(error.what()).find("database \"sctf\" does not exist") != std::string::npos;
    if (!unmade || !private_database()) throw;
    throw Error(Code::database_not_made, "there is no database in {} yet: making it was interrupted",
                data_directory().string());
  }
  if (private_database() && revive_) {
    options.revive = [this] {
      try {
        cluster_->start();
      } catch (const Error& error) {  // the pool goes on trying for as long as its budget lasts
        if (error.code() == Code::disk_full) throw;  // waiting gives no room
        log::warn("DATABASE_NOT_STARTED", {{"code", info(error.code()).id}});
      }
    };
  }
  return std::make_unique<db::Pool>(target, std::move(options));
}

db::Pool& Context::pool() {
  if (pool_) return *pool_;
  auto pool = open_pool();
  must(db::require_schema(*pool));
  pool_ = std::move(pool);
  return *pool_;
}

proc::Signals& Context::signals() {
  if (!signals_) signals_ = std::make_unique<proc::Signals>();
  return *signals_;
}

jobs::Engine& Context::engine() {
  if (engine_) return *engine_;
  auto& sessions = pool();
  registry_ = std::make_unique<jobs::Registry>();
  register_kinds(*registry_, settings(), clock_);
  signals();
  progress_ = std::make_unique<ProgressView>(*out_);
  const auto number = [&](const char* key) { return static_cast<int>(settings().get_int(key)); };
  const int workers = number("jobs.workers");
  jobs::Engine::Options options;
  options.ente = ente();
  options.account = proc::account();
  options.clock = clock_;
  options.workers =
      workers > 0 ? workers : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  options.chunk = number("jobs.chunk");
  options.lease_seconds = number("jobs.lease_seconds");
  options.max_attempts = number("jobs.max_attempts");
  options.stop = [this] { return signals_->stop_requested(); };
  options.progress = [this](const jobs::Progress& progress) {
    progress_->show(progress, signals_->take_status_request());
  };
  options.refuse = [this](const Problem& problem) { report(problem); };
  engine_ = std::make_unique<jobs::Engine>(sessions, *registry_, std::move(options));
  return *engine_;
}

int Context::stop_requested() {
  return signals().stop_requested();
}

void Context::check_stop() {
  const int signal = stop_requested();
  if (signal == 0) return;
  throw Error(signal == SIGTERM ? Code::terminated : Code::interrupted,
              "stopped; the same line again goes on");
}

int Context::fail(const Problem& problem) {
  out_->problem(problem);
  out_->advice(problem.code);
  return info(problem.code).exit;
}

void Context::result(const Json& fields) {
  for (const auto& [key, value] : fields.items()) result_[key] = value;
}

void Context::extend_audit_chain(audit::Reach reach) noexcept {
  if (!pool_) return;
  try {
    const auto directory = data_directory();
    const auto key = audit::chain_key(directory);
    if (!key) return;
    struct stat folder {};
    // What root makes in DIR belongs to DIR's owner.
    if (::geteuid() == 0 && ::stat(directory.c_str(), &folder) == 0)
      (void)!::lchown((directory / "audit.key").c_str(), folder.st_uid, folder.st_gid);
    db::in_transaction(*pool_, [&](db::Transaction& tx) { audit::extend_chain(tx, ente(), *key, reach); });
  } catch (const Error& error) {
    log::warn("AUDIT_CHAIN_WAITS", {{"code", info(error.code()).id}});
  } catch (...) {
    log::warn("AUDIT_CHAIN_WAITS");
  }
}

void Context::finish(int status) {
  if (globals_.json) {
    Json line = {{"type", "result"}, {"exit", status}};
    line.update(result_);
    out_->object(line);
  }
  out_->flush();
}

}  // namespace sctf::cmd
