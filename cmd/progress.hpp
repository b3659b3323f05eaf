#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "cmd/output.hpp"
#include "jobs/engine.hpp"

namespace sctf::cmd {

/// How far a batch is: a bar where stderr is a terminal, else a log line each 30 s; on SIGUSR1 a line at
/// once.
class ProgressView {
 public:
  explicit ProgressView(Output& out);
  /// Called a few times a second. `asked`: SIGUSR1 came.
  void show(const jobs::Progress& progress, bool asked);

 private:
  using Clock = std::chrono::steady_clock;
  Output& out_;
  bool terminal_;
  std::int64_t run_ = 0;
  Clock::time_point begin_, drawn_, logged_;
};

/// `17V tributos.issue, calcular: 12 of 60 chunks, 24000 items`.
std::string progress_text(const jobs::Progress& progress);

}  // namespace sctf::cmd
