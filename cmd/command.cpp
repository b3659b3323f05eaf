#include "cmd/command.hpp"

namespace sctf::cmd {

// Weak until those files are there.
__attribute__((weak)) std::span<const Command> campaign_commands();
__attribute__((weak)) std::span<const Command> tributos_commands();

const std::vector<Command>& all_commands() {
  static const auto joined = [] {
    std::vector<Command> out;
    const auto join = [&](std::span<const Command> table) {
      out.insert(out.end(), table.begin(), table.end());
    };
    join(db_commands());
    join(backup_commands());
    join(config_commands());
    join(demo_commands());
    if (campaign_commands != nullptr) join(campaign_commands());
    if (tributos_commands != nullptr) join(tributos_commands());
    join(job_commands());
    join(audit_commands());
    join(top_commands());
    return out;
  }();
  return joined;
}

}  // namespace sctf::cmd
