// sctf db: the life of the database. Backup and restore are in db_backup.cpp.

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

#include "audit/audit.hpp"
#include "cmd/command.hpp"
#include "cmd/context.hpp"
#include "cmd/setup.hpp"
#include "db/migrate.hpp"

namespace sctf::cmd {
namespace {

int db_init(Context& ctx, bool dry_run) {
  if (!ctx.private_database()) {
    const auto ready = prepare_database(ctx, dry_run);
    ctx.note("the database of database.conninfo is ready");
    ctx.result({{"made", false}, {"applied", ready.applied}});
    return 0;
  }
  const auto folder = ctx.cluster().directory().string();
  if (dry_run && !ctx.cluster().exists()) {
    ctx.note("would make a database in {}", folder);
    ctx.result({{"made", true}, {"folder", folder}});
    return 0;
  }
  const auto ready = prepare_database(ctx, dry_run);
  ctx.note("{} {}", ready.made ? "made the database in" : "the database is ready in", folder);
  ctx.result({{"made", ready.made}, {"folder", folder}, {"applied", ready.applied}});
  return 0;
}

void define_db_init(CLI::App& app, Context& ctx) {
  auto dry_run = std::make_shared<bool>(false);
  app.add_flag("--dry-run", *dry_run, "say what would be made and applied");
  app.final_callback([dry_run, &ctx] { ctx.exit_with(db_init(ctx, *dry_run)); });
}

int db_start(Context& ctx) {
  const bool started = ctx.cluster().start();
  const auto pid = ctx.cluster().pid().value_or(0);
  ctx.note("{}, process {}", started ? "started" : "already running", pid);
  ctx.result({{"started", started}, {"pid", pid}});
  return 0;
}

void define_db_start(CLI::App& app, Context& ctx) {
  app.final_callback([&ctx] { ctx.exit_with(db_start(ctx)); });
}

int db_stop(Context& ctx) {
  auto& cluster = ctx.cluster();
  if (!cluster.exists())
    return ctx.fail({.code = Code::database_not_made,
                     .text = fmt::format("there is no database in {}", cluster.directory().string())});
  const auto how = cluster.stop();
  if (how.empty())
    ctx.note("it was not running");
  else
    ctx.note("stopped{}", how == "fast" ? "" : ": " + how);
  ctx.result({{"stopped", !how.empty()}, {"how", how}});
  return 0;
}

void define_db_stop(CLI::App& app, Context& ctx) {
  app.final_callback([&ctx] { ctx.exit_with(db_stop(ctx)); });
}

// What the server tells of itself and of our schema.
int describe_server(Context& ctx, const std::string& conninfo, Json& about) {
  {
    db::Connection connection(conninfo);
    const auto rows = connection.run(
        "select current_setting('server_version') as version, pg_database_size(current_database()) as bytes, "
        "(select count(*) from pg_stat_activity where datname = current_database() and pid <> "
        "pg_backend_pid()) as n");
    about["server_version"] = rows.front().get<std::string>("version");
    about["bytes"] = rows.front().get<std::int64_t>("bytes");
    about["sessions"] = rows.front().get<std::int64_t>("n");
  }
  db::Pool::Options brief;
  brief.budget = std::chrono::seconds{1};
  db::Pool pool(conninfo, brief);
  const auto state = db::schema_state(pool);
  if (!state) return ctx.fail(state.error());
  about["schema"] = state->applied;
  about["schema_of_program"] = state->known;
  about["pending"] = state->pending;
  return 0;
}

void print_status(Context& ctx, const Json& about) {
  const std::pair<const char*, const char*> lines[] = {
      {"folder", "folder"},         {"running", "running"},   {"pid", "process"},
      {"server_version", "server"}, {"sessions", "sessions"}, {"bytes", "bytes"},
      {"schema", "schema version"}, {"pending", "pending"}};
  for (const auto& [key, label] : lines) {
    if (!about.contains(key)) continue;
    const auto& value = about[key];
    std::string text;
    if (value.is_boolean()) {
      text = value.get<bool>() ? "yes" : "no";
    } else if (value.is_array()) {
      for (const auto& item : value) text += (text.empty() ? "" : ", ") + item.get<std::string>();
      if (text.empty()) text = "none";
    } else {
      text = value.is_string() ? value.get<std::string>() : value.dump();
    }
    ctx.print("{:15} {}", label, text);
  }
}

int db_status(Context& ctx) {
  Json about = Json::object();
  int how = 0;
  if (ctx.private_database()) {
    auto& cluster = ctx.cluster();
    about["folder"] = cluster.directory().string();
    if (!cluster.exists())
      return ctx.fail({.code = Code::database_not_made,
                       .text = fmt::format("there is no database in {}", cluster.directory().string())});
    about["running"] = cluster.running();
    if (const auto pid = cluster.pid()) about["pid"] = *pid;
    if (about["running"].get<bool>()) how = describe_server(ctx, cluster.conninfo(), about);
  } else {
    about["running"] = true;
    how = describe_server(ctx, ctx.conninfo(), about);
  }
  print_status(ctx, about);
  ctx.result(about);
  return how;
}

void define_db_status(CLI::App& app, Context& ctx) {
  app.final_callback([&ctx] { ctx.exit_with(db_status(ctx)); });
}

int db_migrate(Context& ctx, bool dry_run) {
  const auto applied = bring_up_to_date(ctx, *ctx.open_pool(), dry_run);
  if (applied.empty()) ctx.note("nothing is pending");
  ctx.result({{"applied", applied}});
  return 0;
}

void define_db_migrate(CLI::App& app, Context& ctx) {
  auto dry_run = std::make_shared<bool>(false);
  app.add_flag("--dry-run", *dry_run, "apply everything and take it back");
  app.final_callback([dry_run, &ctx] { ctx.exit_with(db_migrate(ctx, *dry_run)); });
}

int db_psql(Context& ctx, const std::vector<std::string>& further) {
  std::vector<std::string> words = {db::Cluster::program("psql").string(), "--dbname=" + ctx.conninfo()};
  if (ctx.json())
    return ctx.fail(
        {.code = Code::usage, .text = "sctf db psql: what psql prints is not ours to turn into JSON"});
  // Whoever opens it may read and change all that is held.
  if (const auto state = db::schema_state(*ctx.open_pool()); state && state->pending.empty())
    db::in_transaction(ctx.pool(), [&](db::Transaction& tx) {
      audit::record(tx, ctx.caller(), {.action = "db.psql", .object = "database"});
    });
  words.insert(words.end(), further.begin(), further.end());
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  ctx.out().flush();
  ::execv(argv[0], argv.data());
  return ctx.fail(
      {.code = Code::child_failed, .text = fmt::format("cannot run {}: {}", words[0], std::strerror(errno))});
}

void define_db_psql(CLI::App& app, Context& ctx) {
  app.final_callback([&app, &ctx] { ctx.exit_with(db_psql(ctx, app.remaining())); });
}

constexpr Command kDbCommands[] = {
    {"db", "init", "make the database where there is none, and bring its schema up to date", define_db_init},
    {"db", "start", "start the private server", define_db_start},
    {"db", "stop", "stop the private server", define_db_stop},
    {"db", "status", "say where the database is and how it stands", define_db_status},
    {"db", "migrate", "bring the schema up to date", define_db_migrate},
    {"db", "psql", "open PostgreSQL's own shell; what follows is passed on to it", define_db_psql, true},
};

}  // namespace

std::span<const Command> db_commands() {
  return kDbCommands;
}

}  // namespace sctf::cmd
