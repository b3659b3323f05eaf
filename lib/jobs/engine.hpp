#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "db/pool.hpp"
#include "jobs/files.hpp"
#include "jobs/kind.hpp"

namespace sctf::jobs {

/// The kinds that a program can work on, by name.
class SCTF_API Registry {
 public:
  void add(std::unique_ptr<Kind> kind);
  /// `internal` where there is none of that name.
  [[nodiscard]] const Kind& find(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::map<std::string, std::unique_ptr<Kind>, std::less<>> kinds_;
};

/// How far a run is, read from its rows: so another terminal, and the next day, see the same.
struct Progress {
  std::int64_t run = 0;
  std::string kind, step;
  std::int64_t chunks = 0, done = 0, failed = 0, items = 0;
  std::string state;
};

/// How a run ended.
struct Outcome {
  RunInfo run;
  Json result;
  bool existed = false;  ///< it was done before: this is what it gave then
  std::vector<FileRow> files;
  /// Of a rehearsal, which writes no file: what its chunks would have done, together.
  std::int64_t items = 0, refused = 0;
  Cents sum = {};
};

/// Runs batches: finds or makes the run of a natural key, shares its chunks among threads and processes, goes
/// on where a killed process stopped. Nothing of any tributo is in here.
class SCTF_API Engine {
 public:
  struct Options {
    Ente ente;
    std::string account;        ///< who works
    Instant clock;              ///< business clock of runs that begin now
    int workers = 2;            ///< threads of this process
    int chunk = 2000;           ///< items that a chunk of a new run holds, about
    int lease_seconds = 60;     ///< how long a silent process of another machine keeps its chunks
    int max_attempts = 5;       ///< of one chunk that fails for no good reason
    std::function<int()> stop;  ///< 0, or the signal that asks to stop after the current chunks
    std::function<void(const Progress&)> progress;  ///< about five times a second, from one thread
    std::function<void(const Problem&)> refuse;  ///< each item that a chunk refused, when the chunk has ended
  };
  Engine(db::Pool& pool, const Registry& registry, Options options);

  /// Runs the batch of this natural key to its end, or says what it gave when it was done before. A problem
  /// of its plan or of a chunk comes back; `interrupted` and `terminated` are thrown, and the same call again
  /// goes on. `already_running` where a living process leads it. `dry_run`: all of it in one transaction that
  /// is taken back.
  Result<Outcome> run(std::string_view kind, const std::string& key, const Json& params,
                      bool dry_run = false);
  /// Takes a run up again, also a failed or cancelled one.
  Result<Outcome> resume(std::int64_t run);
  /// Whether resume() would do so now; nothing is touched.
  Result<void> resumable(std::int64_t run);
  /// No process works on it any more; its finished chunks stay. A rehearsal only says whether it could be.
  Result<void> cancel(std::int64_t run, bool dry_run = false);
  /// Lends this process to the queue: works on chunks of any run (never on the steps that are local to its
  /// leader) until asked to stop or, if `until_idle`, until there is nothing to do. Returns how many chunks
  /// it did.
  std::int64_t work(bool until_idle);

  [[nodiscard]] const Options& options() const { return options_; }

 private:
  friend class Team;
  struct Found {
    RunInfo run;
    std::int64_t token = 0;
    bool done = false;
    Json result;
  };

  Result<Found> find_or_make(std::string_view kind, const std::string& key, const Json& params);
  Result<Outcome> lead(RunInfo run, std::int64_t token);
  Result<Outcome> rehearse(std::string_view kind, const std::string& key, const Json& params);
  Result<Outcome> outcome_of(RunInfo run, Json result, bool existed);
  Result<Found> take_up(db::Transaction& tx, std::int64_t run);
  Result<std::int64_t> take(db::Transaction& tx, const db::Row& row, const RunInfo& run);
  [[nodiscard]] RunInfo fresh_run(std::string_view kind, const std::string& key, const Json& params) const;

  db::Pool& pool_;
  const Registry& registry_;
  Options options_;
  std::string owner_;
};

/// How far a run is.
SCTF_API Progress progress_of(db::Pool& pool, Ente ente, std::int64_t run);

}  // namespace sctf::jobs
