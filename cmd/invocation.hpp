#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "cmd/command.hpp"
#include "cmd/context.hpp"

namespace sctf::cmd {

/// A command line, taken apart: what belongs to the program, which verb is meant, and what is left for the
/// verb.
struct Invocation {
  enum class Kind { run, program_help, group_help, version, commands };

  Kind kind = Kind::run;
  Globals globals;
  std::string group;
  const Command* command = nullptr;  ///< of `run`
  std::vector<std::string> rest;     ///< the verb's own arguments
  /// What is wrong with it. The globals hold all the same, so that the answer has the form that was asked
  /// for.
  std::optional<Problem> problem;
};

/// `args` without the program's name. Global options may stand anywhere before a `--`.
Invocation parse_invocation(const std::vector<std::string>& args);

/// The texts of `sctf --help` and `sctf GROUP --help`.
std::string program_help();
std::string group_help(const std::string& group);
/// `sctf db init`, as it is typed.
std::string typed_name(const Command& command);
/// The global options with their dashes, in order.
const std::vector<std::string>& global_options();

}  // namespace sctf::cmd
