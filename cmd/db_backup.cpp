// sctf db backup, sctf db restore: PostgreSQL's own archive, whole or not at all.

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "audit/audit.hpp"
#include "cmd/command.hpp"
#include "cmd/context.hpp"
#include "db/migrate.hpp"
#include "proc/file.hpp"
#include "proc/run.hpp"

namespace sctf::cmd {
namespace {

namespace fs = std::filesystem;

// A city's database is dumped in minutes; the limit is there so that nothing hangs for ever.
constexpr auto kLongest = std::chrono::hours{12};

proc::RunOutcome run_tool(const std::string& name, std::vector<std::string> words) {
  words.insert(words.begin(), db::Cluster::program(name).string());
  return must(proc::run(words, {.timeout = kLongest, .env = {{"LC_ALL", "C"}, {"PGCONNECT_TIMEOUT", "10"}}}));
}

std::string last_line(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  const auto at = text.rfind('\n');
  return at == std::string::npos ? text : text.substr(at + 1);
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

bool disk_was_full(const proc::RunOutcome& outcome) {
  return outcome.err.find("No space left on device") != std::string::npos;
}

// A backup and a restore touch every person's data: both are in the trail.
void record_event(Context& ctx, const char* action, const fs::path& file) {
  db::in_transaction(ctx.pool(), [&](db::Transaction& tx) {
    audit::record(tx, ctx.caller(),
                  {.action = action, .object = "database", .detail = {{"file", file.filename().string()}}});
  });
}

// A schema that waits for its migration is backed up too, and just then: its trail is written to by nobody.
bool schema_is_ours(Context& ctx) {
  const auto state = db::schema_state(*ctx.open_pool());
  return state && state->pending.empty();
}

// A rehearsal reads the whole database, and leaves nothing in the folder.
int db_backup(Context& ctx, const fs::path& file, bool dry_run) {
  if (schema_is_ours(ctx) && !dry_run) record_event(ctx, "db.backup", file);
  auto part = file;
  part += ".part";
  std::error_code ignored;
  fs::remove(part, ignored);  // a dump that outlived its killed parent may still be writing to it
  auto whole = proc::AtomicFile::create(file);
  const auto outcome =
      run_tool("pg_dump", {"--format=custom", "--no-owner", "--no-privileges", "--no-password",
                           "--file=" + part.string(), "--dbname=" + ctx.conninfo()});
  if (outcome.exit_code != 0)
    throw Error(disk_was_full(outcome) ? Code::disk_full : Code::child_failed, "pg_dump: {}",
                last_line(outcome.err));
  const auto bytes = fs::file_size(part);
  if (!dry_run) whole.commit();
  ctx.note("{}: {} bytes{}", file.string(), bytes, dry_run ? " (rehearsed: nothing was kept)" : "");
  ctx.result({{"file", file.string()}, {"bytes", bytes}, {"dry_run", dry_run}});
  return 0;
}

void define_db_backup(CLI::App& app, Context& ctx) {
  struct Args {
    std::string file;
    bool dry_run = false;
  };
  auto args = std::make_shared<Args>();
  app.add_option("FILE", args->file, "made as FILE.part and renamed; an older one is replaced")->required();
  app.add_flag("--dry-run", args->dry_run, "read all of it, keep nothing");
  app.final_callback(
      [args, &ctx] { ctx.exit_with(db_backup(ctx, fs::absolute(args->file), args->dry_run)); });
}

// Before anything is touched: is it an archive at all, and one of ours?
Result<void> check_archive(const fs::path& file) {
  auto reader = proc::FileReader::open(file);
  if (!reader) return tl::unexpected(reader.error());
  char magic[5] = {};
  const auto n = (*reader)->read(magic);
  if (n == 0) return problem(Code::empty_file, "{} is empty", file.string());
  if (std::string_view(magic, n) != "PGDMP")
    return problem(Code::bad_document, "{} is not a backup made by sctf db backup", file.string());
  const auto list = run_tool("pg_restore", {"--list", file.string()});
  if (list.exit_code != 0)
    return problem(Code::truncated, "{} is not whole: {}", file.string(), first_line(list.err));
  if (list.out.find(" TABLE public schema_migration ") == std::string::npos ||
      list.out.find(" TABLE public job_run ") == std::string::npos)
    return problem(Code::bad_document, "{} is a backup of another program's database", file.string());
  return {};
}

/// The swap of a restored database for the one in use. Works through a session with the database `postgres`.
class Swap {
 public:
  Swap(const std::string& maintenance, std::string name)
      : connection_(maintenance),
        name_(std::move(name)),
        fresh_(name_ + "_restore"),
        old_(name_ + "_before_restore") {}

  [[nodiscard]] const std::string& fresh() const { return fresh_; }

  void make_fresh() {
    drop(fresh_);
    connection_.run("create database " + quoted(fresh_) + " template template0 encoding 'UTF8'");
  }
  void drop_fresh() { drop(fresh_); }

  Result<void> refuse_sessions() {
    const auto n = sessions();
    if (n == 0) return {};
    return problem(Code::already_running,
                   "{} other session{} connected to the database; stop them, or end them with --force", n,
                   n == 1 ? " is" : "s are");
  }

  /// Both renames in one transaction: a kill leaves the one or the other.
  Result<void> swap(bool force) {
    drop(old_);
    for (int attempt = 1;; ++attempt) {
      if (force)
        connection_.run("select pg_terminate_backend(pid) from pg_stat_activity where datname = " +
                        literal(name_));
      else if (auto free = refuse_sessions(); !free)
        return free;
      try {
        connection_.run("alter database " + quoted(name_) + " rename to " + quoted(old_) +
                        "; alter database " + quoted(fresh_) + " rename to " + quoted(name_));
        return {};
      } catch (const db::DbError& error) {
        if (error.sqlstate() != "55006" || attempt >= 5) throw;  // somebody came in between
      }
    }
  }
  void drop_old() { drop(old_); }

 private:
  static std::string quoted(const std::string& name) { return '"' + name + '"'; }
  static std::string literal(const std::string& name) { return '\'' + name + '\''; }
  void drop(const std::string& name) {
    connection_.run("drop database if exists " + quoted(name) + " with (force)");
  }
  std::int64_t sessions() {
    return connection_
        .run("select count(*) from pg_stat_activity where backend_type = 'client backend' and datname = " +
             literal(name_))
        .front()
        .get<std::int64_t>(0);
  }

  db::Connection connection_;
  std::string name_, fresh_, old_;
};

// The name of the program's database; it is pasted into statements that take no parameters.
std::string database_name(Context& ctx) {
  if (ctx.private_database()) return "sctf";
  db::Connection connection(ctx.conninfo());
  auto name = connection.run("select current_database()").front().get<std::string>(0);
  if (name.find_first_of("\"'\\") != std::string::npos)
    throw Error(Code::bad_configuration, "the database's name holds a quote: {}", name);
  return name;
}

Result<void> fill(Context& ctx, const Swap& swap, const fs::path& file) {
  const auto outcome =
      run_tool("pg_restore", {"--exit-on-error", "--no-owner", "--no-privileges", "--no-password",
                              "--dbname=" + ctx.conninfo(swap.fresh()), file.string()});
  if (outcome.exit_code != 0) {
    if (disk_was_full(outcome)) return problem(Code::disk_full, "pg_restore: {}", first_line(outcome.err));
    return problem(Code::truncated, "{} is not whole: {}", file.string(), first_line(outcome.err));
  }
  const auto pool = ctx.open_pool(swap.fresh());
  const auto state = db::schema_state(*pool);
  if (!state) return tl::unexpected(state.error());
  if (state->pending.empty()) return {};
  const auto migrated =
      db::migrate(*pool, false, [&](const db::Migration& m) { ctx.talk("applied {}", m.name); });
  return migrated ? Result<void>{} : tl::unexpected(migrated.error());
}

int db_restore(Context& ctx, const fs::path& file, bool force, bool dry_run) {
  if (const auto archive = check_archive(file); !archive) return ctx.fail(archive.error());
  const auto name = database_name(ctx);
  Swap swap(ctx.conninfo("postgres"), name);
  if (const auto free = swap.refuse_sessions(); !free && !force && !dry_run) return ctx.fail(free.error());
  swap.make_fresh();
  const auto undone = [&](const Problem& problem) {
    swap.drop_fresh();
    return ctx.fail(problem);
  };
  if (const auto filled = fill(ctx, swap, file); !filled) return undone(filled.error());
  if (dry_run) {
    swap.drop_fresh();
    ctx.note("{} is whole; the database was not touched", file.string());
    return 0;
  }
  if (const auto swapped = swap.swap(force); !swapped) return undone(swapped.error());
  swap.drop_old();
  record_event(ctx, "db.restore", file);
  ctx.note("the database is that of {}", file.string());
  ctx.result({{"file", file.string()}});
  return 0;
}

void define_db_restore(CLI::App& app, Context& ctx) {
  struct Args {
    std::string file;
    bool force = false;
    bool dry_run = false;
  };
  auto args = std::make_shared<Args>();
  app.add_option("FILE", args->file, "what sctf db backup made")->required();
  app.add_flag("--force", args->force, "end the sessions that others have open");
  app.add_flag("--dry-run", args->dry_run, "restore beside the database, check, and take it away again");
  app.final_callback(
      [args, &ctx] { ctx.exit_with(db_restore(ctx, fs::absolute(args->file), args->force, args->dry_run)); });
}

constexpr Command kBackupCommands[] = {
    {"db", "backup", "write the whole database to a file", define_db_backup},
    {"db", "restore", "replace the database by the one of a backup", define_db_restore},
};

}  // namespace

std::span<const Command> backup_commands() {
  return kBackupCommands;
}

}  // namespace sctf::cmd
