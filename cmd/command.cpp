#include "cmd/command.hpp"

namespace sctf::cmd {

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
    join(campaign_commands());
    join(demo_seal_commands());
    join(tributos_commands());
    join(padron_commands());
    join(certificado_issue_commands());
    join(certificado_commands());
    join(person_commands());
    join(certificado_extend_commands());
    join(plantilla_commands());
    join(job_commands());
    join(audit_commands());
    join(top_commands());
    return out;
  }();
  return joined;
}

}  // namespace sctf::cmd
