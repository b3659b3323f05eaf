#include "cmd/progress.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/ids.hpp"
#include "log/log.hpp"
#include "proc/terminal.hpp"

namespace sctf::cmd {
namespace {

constexpr auto kBetweenBars = std::chrono::milliseconds{100};
constexpr auto kBetweenLines = std::chrono::seconds{30};
constexpr int kBarCells = 24;

std::string bar_of(std::int64_t done, std::int64_t all) {
  const auto filled = all > 0 ? static_cast<std::size_t>(done * kBarCells / all) : 0;
  return std::string(filled, '#') + std::string(kBarCells - filled, '.');
}

}  // namespace

std::string progress_text(const jobs::Progress& progress) {
  std::string text = run_text(progress.run);
  if (!progress.kind.empty()) text += ' ' + progress.kind;
  if (!progress.step.empty()) text += ", " + progress.step;
  text += fmt::format(": {} of {} chunks, {} items", progress.done, progress.chunks, progress.items);
  if (progress.failed > 0) text += fmt::format(", {} failed", progress.failed);
  return text;
}

ProgressView::ProgressView(Output& out) : out_(out), terminal_(proc::stderr_is_terminal()) {}

void ProgressView::show(const jobs::Progress& progress, bool asked) {
  const auto now = Clock::now();
  if (progress.run != run_) run_ = progress.run, begin_ = logged_ = now;
  if (asked) out_.answer(progress_text(progress));
  if (out_.style().quiet) return;
  if (!terminal_) {
    if (now - logged_ < kBetweenLines) return;
    logged_ = now;
    log::info("JOB_PROGRESS", {{"run", progress.run},
                               {"step", progress.step},
                               {"done", progress.done},
                               {"chunks", progress.chunks},
                               {"items", progress.items}});
    return;
  }
  if (now - drawn_ < kBetweenBars) return;
  drawn_ = now;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now - begin_).count();
  out_.bar(fmt::format("[{}] {} ({} s)", bar_of(progress.done, progress.chunks), progress_text(progress),
                       seconds));
}

}  // namespace sctf::cmd
