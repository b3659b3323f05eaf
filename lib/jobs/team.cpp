#include "jobs/team.hpp"

#include <chrono>

#include "jobs/sql.hpp"
#include "log/log.hpp"
#include "proc/identity.hpp"

namespace sctf::jobs {
namespace {

using std::chrono::milliseconds;

RunInfo run_info_of(db::Pool& pool, Ente ente, std::int64_t id) {
  return db::in_transaction(pool, [&](db::Transaction& tx) {
    const auto rows = tx.query(sql::run_info, ente, id);
    const auto row = rows.front();
    return RunInfo{.ente = ente,
                   .id = id,
                   .kind = row.get<std::string>("kind"),
                   .key = row.get<std::string>("key"),
                   .params = must(json::parse(row.view("params"))),
                   .clock = row.get<Instant>("clock"),
                   .account = row.get<std::string>("account")};
  });
}

// What a chunk left out stays with its run, beside what it did. Numbered by chunk, so that chunks do not
// meet.
void keep_rejects(db::Transaction& tx, const RunInfo& run, const Chunk& chunk,
                  const std::vector<Problem>& refused) {
  if (refused.empty()) return;
  std::int64_t n = (std::int64_t{chunk.step} * 1'000'000 + chunk.n) * 1'000'000;
  auto copy = tx.copy_in(sql::reject_copy);
  for (const auto& p : refused) {
    copy.add(run.ente).add(run.id).add(++n).add(p.file).add(p.line).add(p.column).add(
        static_cast<int>(p.code));
    copy.add(p.value).add(p.text);
    copy.end_row();
  }
  copy.finish();
}

}  // namespace

Team::Team(Engine& engine, std::optional<RunInfo> run, std::int64_t token, bool until_idle)
    : engine_(engine), run_(std::move(run)), token_(token), until_idle_(until_idle) {
  kinds_ = run_ ? std::vector<std::string>{run_->kind} : engine_.registry_.names();
  if (run_) infos_.emplace(run_->id, *run_);
}

void Team::work() {
  const auto& options = engine_.options_;
  std::vector<std::jthread> workers;
  std::atomic<int> working{options.workers};
  for (int i = 0; i < options.workers; ++i)
    workers.emplace_back([&] {
      try {
        loop();
      } catch (...) {
        const std::lock_guard lock(mutex_);
        if (!broken_) broken_ = std::current_exception();
        over_ = true;
      }
      const std::lock_guard lock(mutex_);
      --working;
      ended_.notify_all();
    });
  std::jthread heart([&](const std::stop_token& stop) {
    const std::chrono::milliseconds every{std::max(1, options.lease_seconds) * 1000 / 3};
    std::mutex sleeping;
    std::condition_variable_any wake;
    std::unique_lock lock(sleeping);
    while (!wake.wait_for(lock, stop, every, [&] { return stop.stop_requested(); }) && !stop.stop_requested())
      beat();
  });
  std::unique_lock lock(mutex_);
  while (working > 0) {
    ended_.wait_for(lock, milliseconds{100});
    lock.unlock();
    if (options.stop && options.stop() != 0) stopped_ = over_ = true;
    if (options.progress && run_ && !over_) try {
        options.progress(progress_of(engine_.pool_, options.ente, run_->id));
      } catch (const db::DbError&) {  // the workers will say so, if it lasts
      }
    lock.lock();
  }
  lock.unlock();
  heart.request_stop();
  heart.join();
  for (auto& worker : workers) worker.join();
  if (broken_) std::rethrow_exception(broken_);
}

void Team::loop() {
  milliseconds pause{10};
  while (!over_) {
    if (const auto claimed = claim()) {
      pause = milliseconds{10};
      {
        const std::lock_guard lock(mutex_);
        in_hand_.insert(claimed->token);
      }
      execute(*claimed);
      const std::lock_guard lock(mutex_);
      in_hand_.erase(claimed->token);
      continue;
    }
    reap();
    if (nothing_left()) return;
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, milliseconds{run_ ? 100 : 500});
  }
}

std::optional<Team::Claimed> Team::claim() {
  const auto& options = engine_.options_;
  const auto only = run_ ? std::optional(run_->id) : std::nullopt;
  return db::in_transaction(
      engine_.pool_,
      [&](db::Transaction& tx) -> std::optional<Claimed> {
        const auto rows = tx.query(sql::chunk_claim, options.ente, only, kinds_, run_.has_value(),
                                   engine_.owner_, options.lease_seconds);
        if (rows.empty()) return std::nullopt;
        const auto row = rows.front();
        return Claimed{
            .run = row.get<std::int64_t>("run"),
            .token = row.get<std::int64_t>("token"),
            .chunk = {.step = row.get<int>("step"),
                      .n = row.get<int>("n"),
                      .name = row.get<std::string>("name"),
                      .range = {row.get<std::int64_t>("from_key"), row.get<std::int64_t>("to_key")}}};
      },
      true);  // a claim whose commit is unknown comes back when its lease ends
}

void Team::reap() {
  const auto ente = engine_.options_.ente;
  db::in_transaction(
      engine_.pool_,
      [&](db::Transaction& tx) {
        tx.exec(sql::chunk_reap_expired, ente);
        for (const auto& row : tx.query(sql::chunk_owners, ente)) {
          const auto owner = row.get<std::string>("owner");
          const auto process = proc::ProcessIdentity::parse(owner);
          if (process && proc::liveness(*process) == proc::Liveness::dead)
            tx.exec(sql::chunk_reap_owner, ente, owner);
        }
      },
      true);
}

bool Team::nothing_left() {
  if (!run_) {
    std::vector<std::int64_t> seen;
    {
      const std::lock_guard lock(mutex_);
      for (const auto& [id, unused] : infos_) seen.push_back(id);
    }
    for (const auto id : seen) finish(id);
    return until_idle_;
  }
  const auto progress = progress_of(engine_.pool_, engine_.options_.ente, run_->id);
  return progress.state != "running" || progress.done == progress.chunks || progress.failed > 0;
}

void Team::finish(std::int64_t run) {
  db::in_transaction(
      engine_.pool_, [&](db::Transaction& tx) { tx.exec(sql::run_finish, engine_.options_.ente, run); },
      true);
}

const RunInfo& Team::info(std::int64_t run) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = infos_.find(run); known != infos_.end()) return known->second;
  }
  auto fresh = run_info_of(engine_.pool_, engine_.options_.ente, run);
  const std::lock_guard lock(mutex_);
  return infos_.emplace(run, std::move(fresh)).first->second;
}

void Team::execute(const Claimed& claimed) {
  const auto& run = info(claimed.run);
  const auto& kind = engine_.registry_.find(run.kind);
  std::vector<Problem> refused;
  const auto tell_refused = [&] {
    const std::lock_guard lock(mutex_);
    if (engine_.options_.refuse)
      for (const auto& problem : refused) engine_.options_.refuse(problem);
  };
  bool lost = false;
  try {
    const auto done = db::in_transaction(
        engine_.pool_,
        [&](db::Transaction& tx) -> Result<void> {
          refused.clear();
          const auto result =
              kind.work(tx, {run, claimed.chunk, [&](Problem p) { refused.push_back(std::move(p)); }});
          if (!result) return tl::unexpected(result.error());
          keep_rejects(tx, run, claimed.chunk, refused);
          if (result->result) tx.exec(sql::run_result, run.ente, run.id, json::dump(*result->result));
          // The fence: a process that was thought dead finds its token gone, and takes back all it did.
          lost = tx.exec(sql::chunk_finish, run.ente, run.id, claimed.chunk.step, claimed.chunk.n,
                         claimed.token, result->items, result->sum) == 0;
          if (lost) return sctf::problem(Code::lease_lost, "another process has this chunk");
          return {};
        },
        true);
    tell_refused();
    if (done) {
      ++chunks_done_;
    } else if (!lost) {
      give_up(claimed, done.error(), false);
    }
  } catch (const db::DbError& error) {
    tell_refused();
    if (error.failure() != db::Failure::refused) throw;
    give_up(claimed, error.problem(), error.code() == Code::database_error);
  } catch (const Error& error) {
    tell_refused();
    give_up(claimed, error.problem(), error.code() == Code::internal);
  }
}

// What failed for a known cause stops the run at once; a defect is tried again, in case it was the moment's.
void Team::give_up(const Claimed& claimed, const Problem& problem, bool count_attempt) {
  const auto& options = engine_.options_;
  const bool stop = db::in_transaction(
      engine_.pool_,
      [&](db::Transaction& tx) {
        const auto rows = tx.query(
            sql::chunk_release, options.ente, claimed.run, claimed.chunk.step, claimed.chunk.n, claimed.token,
            count_attempt ? std::optional(problem.text) : std::nullopt, options.max_attempts);
        if (rows.empty()) return false;
        if (count_attempt && rows.front().view("state") != "failed") return false;
        const Json told = {{"code", sctf::info(problem.code).id}, {"text", problem.text}};
        tx.exec(sql::run_fail, options.ente, claimed.run, json::dump(told));
        return true;
      },
      true);
  // A refusal is told to whoever asked; a defect also to whoever watches the logs.
  log::write(count_attempt ? log::Level::warn : log::Level::debug, "JOB_CHUNK_FAILED",
             {{"run", claimed.run},
              {"step", claimed.chunk.step},
              {"chunk", claimed.chunk.n},
              {"code", sctf::info(problem.code).id}});
  if (!stop || !run_) return;
  const std::lock_guard lock(mutex_);
  if (!problem_) problem_ = problem;
  over_ = true;
}

void Team::beat() {
  const auto& options = engine_.options_;
  std::vector<std::int64_t> tokens;
  {
    const std::lock_guard lock(mutex_);
    tokens.assign(in_hand_.begin(), in_hand_.end());
  }
  try {
    const bool ours = db::in_transaction(
        engine_.pool_,
        [&](db::Transaction& tx) {
          tx.exec(sql::chunk_beat, options.ente, tokens, options.lease_seconds);
          return !run_ ||
                 !tx.query(sql::run_beat, options.ente, run_->id, token_, options.lease_seconds).empty();
        },
        true);
    if (ours) return;
    // Done by another process, cancelled, or taken over: all three end our part.
    over_ = true;
  } catch (const Error&) {  // the next beat, or the workers, will meet it again
  }
}

}  // namespace sctf::jobs
