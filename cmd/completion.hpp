#pragma once

#include <string>

namespace sctf::cmd {

class Context;

/// The completion script of `bash`, `zsh` or `fish`, made from the table of commands.
std::string completion_script(Context& ctx, const std::string& shell);

}  // namespace sctf::cmd
