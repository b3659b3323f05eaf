#pragma once

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <vector>

#include "jobs/engine.hpp"

namespace sctf::jobs {

/// The threads of one process that work on chunks: of one run that it leads, or of any (`sctf job work`).
/// Claims, runs, marks; keeps the leases alive; takes over from dead processes of this machine at once.
class Team {
 public:
  /// `run`: the one run to work on, led with `token`; empty: whatever is in the queue.
  Team(Engine& engine, std::optional<RunInfo> run, std::int64_t token, bool until_idle);
  /// Works until everything is done, something stops the run, or a stop is asked for. Rethrows what broke.
  void work();

  [[nodiscard]] std::int64_t chunks_done() const { return chunks_done_; }
  [[nodiscard]] const std::optional<Problem>& problem() const { return problem_; }
  [[nodiscard]] bool stopped() const { return stopped_; }

 private:
  struct Claimed {
    std::int64_t run = 0;
    std::int64_t token = 0;
    Chunk chunk;
  };

  void loop();
  void beat();
  std::optional<Claimed> claim();
  void reap();
  bool nothing_left();
  void execute(const Claimed& claimed);
  void give_up(const Claimed& claimed, const Problem& problem, bool count_attempt);
  const RunInfo& info(std::int64_t run);
  void finish(std::int64_t run);

  Engine& engine_;
  std::optional<RunInfo> run_;
  std::int64_t token_;
  bool until_idle_;
  std::vector<std::string> kinds_;

  std::mutex mutex_;
  std::condition_variable ended_;
  std::map<std::int64_t, RunInfo> infos_;
  std::set<std::int64_t> in_hand_;  // tokens of the chunks that threads of ours work on
  std::optional<Problem> problem_;
  std::exception_ptr broken_;
  std::atomic<bool> over_{false};
  std::atomic<bool> stopped_{false};
  std::atomic<std::int64_t> chunks_done_{0};
};

}  // namespace sctf::jobs
