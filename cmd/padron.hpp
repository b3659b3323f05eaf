#pragma once

#include "cmd/command.hpp"
#include "cmd/context.hpp"
#include "padron/lugares.hpp"

namespace sctf::cmd {

// The verbs of `padron`, by what they deal with.
std::span<const Command> padron_carga_commands();     ///< what comes in: files, movements
std::span<const Command> padron_ine_commands();       ///< what goes to INE and comes back
std::span<const Command> padron_consulta_commands();  ///< what stands

/// Layouts and code lists: DIR first, then /etc/sctf, then what was shipped with the program.
padron::Lugares padron_places(Context& ctx);

}  // namespace sctf::cmd
