#pragma once

#include <string>
#include <vector>

#include "cmd/command.hpp"
#include "cmd/context.hpp"

namespace sctf::cmd {

/// Parses the verb's own arguments and runs it. Throws `usage` where they are wrong.
void run_verb(Context& ctx, const Command& command, const std::vector<std::string>& args);
/// The verb's own options, with their dashes.
std::vector<std::string> options_of(Context& ctx, const Command& command);

}  // namespace sctf::cmd
