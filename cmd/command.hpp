#pragma once

#include <span>
#include <vector>

namespace CLI {
class App;
}

namespace sctf::cmd {

class Context;

/// One verb of the program. The tables of them feed dispatch, `--help`, completion and the test that each
/// verb has a man entry and a refused case.
struct Command {
  const char* group;  ///< `db`; empty for a verb that stands alone (`explain`)
  const char* verb;
  const char* help;  ///< one line, small first letter, no full stop
  /// Adds the verb's own options to an empty parser and sets its `final_callback`. Has no other effect: help
  /// and completion call it too.
  void (*define)(CLI::App&, Context&);
  bool passes_on =
      false;  ///< what follows the verb is for another program (`db psql`): nothing is ours there
};

// One table a file, in the order of the help.
std::span<const Command> top_commands();        ///< top.cpp: explain, completion
std::span<const Command> db_commands();         ///< db.cpp
std::span<const Command> backup_commands();     ///< db_backup.cpp: db backup, db restore
std::span<const Command> config_commands();     ///< config.cpp
std::span<const Command> plantilla_commands();  ///< plantilla.cpp
std::span<const Command> job_commands();        ///< job.cpp
std::span<const Command> audit_commands();      ///< audit.cpp
std::span<const Command> demo_commands();       ///< demo.cpp: demo city
std::span<const Command> campaign_commands();   ///< demo_campaign.cpp: demo campaign
std::span<const Command> demo_seal_commands();  ///< demo_seal.cpp: demo seal
std::span<const Command> tributos_commands();   ///< tributos.cpp, which joins the tables of tributos_*.cpp
std::span<const Command> padron_commands();     ///< padron.cpp, likewise
std::span<const Command> certificado_issue_commands();   ///< certificado_emitir.cpp: certificado issue
std::span<const Command> certificado_commands();         ///< certificado.cpp
std::span<const Command> person_commands();              ///< person.cpp
std::span<const Command> certificado_issue_commands();   ///< certificado_emitir.cpp: certificado issue
std::span<const Command> certificado_commands();         ///< certificado.cpp
std::span<const Command> certificado_extend_commands();  ///< certificado_extender.cpp: certificado extend

/// All of them; verbs of one group stand together.
const std::vector<Command>& all_commands();

}  // namespace sctf::cmd
