#include "jobs/engine.hpp"

#include <signal.h>

#include "base/ids.hpp"
#include "jobs/sql.hpp"
#include "jobs/team.hpp"
#include "log/log.hpp"
#include "proc/identity.hpp"

namespace sctf::jobs {
namespace {

std::filesystem::path folder_of(const Json& params) {
  const auto out = params.find("out");
  return out == params.end() || !out->is_string() ? std::filesystem::path{}
                                                  : std::filesystem::path(out->get<std::string>());
}

void insert_chunks(db::Transaction& tx, const RunInfo& run, const std::vector<Step>& steps) {
  int number = 0;
  for (const auto& step : steps) {
    std::vector<std::int64_t> from, to;
    for (const auto& range : step.chunks) from.push_back(range.from), to.push_back(range.to);
    tx.exec(sql::chunk_insert, run.ente, run.id, ++number, step.name, step.local, from, to);
  }
}

}  // namespace

Kind::~Kind() = default;

Json Kind::resumed(Json began_with, const Json&) const {
  return began_with;
}

void Registry::add(std::unique_ptr<Kind> kind) {
  auto name = std::string(kind->name());
  kinds_[std::move(name)] = std::move(kind);
}

const Kind& Registry::find(std::string_view name) const {
  const auto found = kinds_.find(name);
  if (found == kinds_.end()) throw Error(Code::internal, "no batch of kind {} in this program", name);
  return *found->second;
}

std::vector<std::string> Registry::names() const {
  std::vector<std::string> out;
  for (const auto& [name, unused] : kinds_) out.push_back(name);
  return out;
}

Engine::Engine(db::Pool& pool, const Registry& registry, Options options)
    : pool_(pool), registry_(registry), options_(std::move(options)), owner_(proc::this_process().str()) {}

RunInfo Engine::fresh_run(std::string_view kind, const std::string& key, const Json& params) const {
  return {.ente = options_.ente,
          .id = 0,
          .kind = std::string(kind),
          .key = key,
          .params = params,
          .clock = options_.clock,
          .account = options_.account};
}

Result<std::int64_t> Engine::take(db::Transaction& tx, const db::Row& row, const RunInfo& run) {
  const auto owner = row.get<std::optional<std::string>>("owner");
  if (row.view("state") == "running" && owner && !row.get<bool>("lease_over")) {
    const auto process = proc::ProcessIdentity::parse(*owner);
    if (!process || proc::liveness(*process) != proc::Liveness::dead)
      return problem(Code::already_running,
                     "run {} ({}) is being worked on by process {}; wait for it, or see sctf job list",
                     run_text(run.id), run.kind,
                     process ? std::to_string(process->pid) + " on " + process->host : *owner);
  }
  tx.exec(sql::chunk_again, run.ente, run.id);
  return tx.query(sql::run_take, run.ente, run.id, owner_, options_.lease_seconds, json::dump(run.params))
      .front()
      .get<std::int64_t>("token");
}

Result<Engine::Found> Engine::find_or_make(std::string_view kind, const std::string& key,
                                           const Json& params) {
  return db::in_transaction(
      pool_,
      [&](db::Transaction& tx) -> Result<Found> {
        Found found{.run = fresh_run(kind, key, params), .token = 0, .done = false, .result = {}};
        const auto rows = tx.query(sql::run_find, options_.ente, kind, key);
        if (rows.empty()) {
          const auto made =
              tx.query(sql::run_insert, options_.ente, kind, key, json::dump(params), options_.clock,
                       SCTF_VERSION, options_.account, owner_, options_.lease_seconds);
          found.run.id = made.front().get<std::int64_t>("id");
          found.token = made.front().get<std::int64_t>("token");
          const auto steps = registry_.find(kind).plan(tx, found.run);
          if (!steps) return tl::unexpected(steps.error());
          insert_chunks(tx, found.run, *steps);
          return found;
        }
        const auto row = rows.front();
        found.run.id = row.get<std::int64_t>("id");
        found.run.params = registry_.find(kind).resumed(must(json::parse(row.view("params"))), params);
        found.run.clock = row.get<Instant>("clock");
        found.run.account = row.get<std::string>("account");
        const auto state = row.view("state");
        if (state == "cancelled")
          return problem(Code::cancelled, "run {} was cancelled; sctf job resume {} takes it up again",
                         run_text(found.run.id), run_text(found.run.id));
        if (state == "done") {
          found.result = must(json::parse(row.view("result")));
          found.done = files_present(run_files(tx, options_.ente, found.run.id), folder_of(params));
          if (found.done) return found;
          tx.exec(sql::chunk_redo_local, options_.ente, found.run.id);
        }
        const auto token = take(tx, row, found.run);
        if (!token) return tl::unexpected(token.error());
        found.token = *token;
        return found;
      },
      true);
}

Result<Outcome> Engine::run(std::string_view kind, const std::string& key, const Json& params, bool dry_run) {
  if (dry_run) return rehearse(kind, key, params);
  auto found = [&]() -> Result<Found> {
    try {
      return find_or_make(kind, key, params);
    } catch (const db::DbError& error) {
      // Two began the same work in the same instant: the second sees the first now.
      if (!error.unique_violation()) throw;
      return find_or_make(kind, key, params);
    }
  }();
  if (!found) return tl::unexpected(found.error());
  if (found->done) return outcome_of(std::move(found->run), std::move(found->result), true);
  return lead(std::move(found->run), found->token);
}

Result<Outcome> Engine::outcome_of(RunInfo run, Json result, bool existed) {
  return db::in_transaction(pool_, [&](db::Transaction& tx) -> Result<Outcome> {
    auto files = run_files(tx, run.ente, run.id);
    return Outcome{
        .run = std::move(run), .result = std::move(result), .existed = existed, .files = std::move(files)};
  });
}

Result<Outcome> Engine::lead(RunInfo run, std::int64_t token) {
  log::debug("JOB_RUN_LED", {{"run", run.id}, {"kind", run.kind}});
  Team team(*this, run, token, false);
  team.work();
  if (team.problem()) return tl::unexpected(*team.problem());
  struct End {
    std::string state;
    Json told;  // result, or problem
  };
  const auto end = db::in_transaction(
      pool_,
      [&](db::Transaction& tx) {
        tx.exec(sql::run_finish, run.ente, run.id);
        const auto rows = tx.query(sql::run_info, run.ente, run.id);
        const auto row = rows.front();
        End e{row.get<std::string>("state"), Json::object()};
        if (e.state == "done") e.told = must(json::parse(row.view("result")));
        if (e.state == "failed") e.told = must(json::parse(row.view("problem")));
        if (e.state == "running") tx.exec(sql::run_release, run.ente, run.id, token);
        return e;
      },
      true);
  if (end.state == "done") return outcome_of(std::move(run), end.told, false);
  if (end.state == "cancelled") return problem(Code::cancelled, "run {} was cancelled", run_text(run.id));
  if (end.state == "undone") return problem(Code::wrong_state, "run {} was undone", run_text(run.id));
  if (end.state == "failed") {
    const auto* code = find_code(end.told.value("code", ""));
    return problem(code != nullptr ? code->code : Code::internal, "{}", end.told.value("text", ""));
  }
  if (!team.stopped()) return problem(Code::lease_lost, "another process leads run {} now", run_text(run.id));
  const bool terminated = options_.stop && options_.stop() == SIGTERM;
  throw Error(terminated ? Code::terminated : Code::interrupted,
              "stopped; run {} goes on with the same line again", run_text(run.id));
}

Result<Outcome> Engine::rehearse(std::string_view kind_name, const std::string& key, const Json& params) {
  const auto lease = pool_.get();
  db::Transaction tx(*lease);  // never committed
  const auto& kind = registry_.find(kind_name);
  auto run = fresh_run(kind_name, key, params);
  run.dry_run = true;
  if (const auto rows = tx.query(sql::run_find, options_.ente, kind_name, key); !rows.empty()) {
    run.id = rows.front().get<std::int64_t>("id");
    const auto state = rows.front().view("state");
    if (state == "done")
      return Outcome{.run = std::move(run),
                     .result = must(json::parse(rows.front().view("result"))),
                     .existed = true,
                     .files = run_files(tx, options_.ente, rows.front().get<std::int64_t>("id"))};
    if (state != "failed")
      return problem(Code::already_running, "run {} is begun: there is nothing to rehearse",
                     run_text(run.id));
  }
  // One that failed keeps the key; this one is never seen by anybody.
  run.id = tx.query(sql::run_insert, options_.ente, kind_name, key + "#rehearsal", json::dump(params),
                    options_.clock, SCTF_VERSION, options_.account, owner_, options_.lease_seconds)
               .front()
               .get<std::int64_t>("id");
  const auto steps = kind.plan(tx, run);
  if (!steps) return tl::unexpected(steps.error());
  Outcome out;
  out.result = Json::object();
  int number = 0;
  for (const auto& step : *steps) {
    ++number;
    int n = 0;
    for (const auto& range : step.chunks) {
      const Chunk chunk{.step = number, .n = ++n, .name = step.name, .range = range};
      const auto refuse = [&](const Problem& problem) {
        ++out.refused;
        if (options_.refuse) options_.refuse(problem);
      };
      auto done = kind.work(tx, {run, chunk, refuse});
      if (!done) return tl::unexpected(done.error());
      out.items += done->items;
      out.sum += done->sum;
      if (done->result) out.result = std::move(*done->result);
    }
  }
  out.run = std::move(run);
  return out;
}

Result<Engine::Found> Engine::take_up(db::Transaction& tx, std::int64_t id) {
  const auto rows = tx.query(sql::run_get, options_.ente, id);
  if (rows.empty()) return problem(Code::not_found, "there is no run {}", run_text(id));
  const auto row = rows.front();
  Found taken{
      .run = fresh_run(row.view("kind"), row.get<std::string>("key"), must(json::parse(row.view("params")))),
      .token = 0,
      .done = false,
      .result = {}};
  taken.run.id = id;
  taken.run.clock = row.get<Instant>("clock");
  taken.run.account = row.get<std::string>("account");
  if (row.view("state") == "undone") return problem(Code::wrong_state, "run {} was undone", run_text(id));
  if (row.view("state") == "done") {
    taken.done = true;
    taken.result = must(json::parse(row.view("result")));
    return taken;
  }
  const auto token = take(tx, row, taken.run);
  if (!token) return tl::unexpected(token.error());
  taken.token = *token;
  return taken;
}

Result<Outcome> Engine::resume(std::int64_t id) {
  auto found = db::in_transaction(
      pool_, [&](db::Transaction& tx) { return take_up(tx, id); }, true);
  if (!found) return tl::unexpected(found.error());
  if (found->done) return outcome_of(std::move(found->run), std::move(found->result), true);
  return lead(std::move(found->run), found->token);
}

Result<void> Engine::resumable(std::int64_t id) {
  const auto found = db::rehearse(pool_, [&](db::Transaction& tx) { return take_up(tx, id); });
  return found ? Result<void>{} : tl::unexpected(found.error());
}

Result<void> Engine::cancel(std::int64_t id, bool dry_run) {
  const auto work = [&](db::Transaction& tx) -> Result<void> {
    const auto rows = tx.query(sql::run_get, options_.ente, id);
    if (rows.empty()) return problem(Code::not_found, "there is no run {}", run_text(id));
    const auto state = rows.front().get<std::string>("state");
    if (state == "cancelled") return {};
    if (tx.exec(sql::run_cancel, options_.ente, id) == 0)
      return problem(Code::wrong_state, "run {} is {}: there is nothing to cancel", run_text(id), state);
    return {};
  };
  return dry_run ? db::rehearse(pool_, work) : db::in_transaction(pool_, work, true);
}

std::int64_t Engine::work(bool until_idle) {
  Team team(*this, std::nullopt, 0, until_idle);
  team.work();
  return team.chunks_done();
}

Progress progress_of(db::Pool& pool, Ente ente, std::int64_t run) {
  return db::in_transaction(pool, [&](db::Transaction& tx) {
    const auto rows = tx.query(sql::chunk_counts, ente, run);
    const auto row = rows.front();
    return Progress{.run = run,
                    .kind = {},
                    .step = row.get<std::string>("step"),
                    .chunks = row.get<std::int64_t>("chunks"),
                    .done = row.get<std::int64_t>("done"),
                    .failed = row.get<std::int64_t>("failed"),
                    .items = row.get<std::int64_t>("items"),
                    .state = row.get<std::string>("state")};
  });
}

}  // namespace sctf::jobs
