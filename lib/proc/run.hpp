#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace sctf::proc {

struct RunOptions {
  std::filesystem::path stdin_file = {};      ///< empty: nothing to read
  std::filesystem::path stdout_file = {};     ///< empty: kept in RunOutcome::out; else made afresh, mode 0600
  std::chrono::milliseconds timeout{60'000};  ///< the program and its children are killed after it
  std::vector<std::pair<std::string, std::string>> env = {};  ///< added to ours, or in place of ours
  std::size_t max_output = 1 << 20;   ///< bytes kept of each of out and err; the rest is read and dropped
  std::filesystem::path folder = {};  ///< working folder; empty: ours
};

struct RunOutcome {
  int exit_code = 0;  ///< 128 + signal where a signal ended it, as a shell says
  std::string out;
  std::string err;
};

/// Runs a program to its end and never through a shell. May be called from several threads.
///
/// @param argv  program (looked up in PATH unless it has a `/`) and its arguments
/// @return      whatever status it ended with; `child_failed` where it cannot be started or outlived its time
///
/// The child has its own process group: Ctrl-C of the terminal does not reach it, the caller decides.
[[nodiscard]] SCTF_API Result<RunOutcome> run(const std::vector<std::string>& argv,
                                              const RunOptions& options = {});

/// Where PATH has that program; empty if nowhere.
[[nodiscard]] SCTF_API std::filesystem::path find_program(const std::string& name);

}  // namespace sctf::proc
