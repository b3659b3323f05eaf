#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cmd/command.hpp"
#include "cmd/context.hpp"

namespace sctf::cmd {

// The verbs of `tributos`, by what they deal with.
std::span<const Command> tributos_padron_commands();        ///< census, calculation, list, approval
std::span<const Command> tributos_cargo_commands();         ///< cargo, remesas, mandates, notices
std::span<const Command> tributos_cobro_commands();         ///< what banks and other systems send
std::span<const Command> tributos_acto_commands();          ///< the office's acts on single receipts
std::span<const Command> tributos_deposito_commands();      ///< money that belongs to no debt
std::span<const Command> tributos_contabilidad_commands();  ///< what the accounts want to know
std::span<const Command> tributos_consulta_commands();      ///< what stands, and why

/// Absolute paths of a run's files, for the result line.
Json file_names(const std::filesystem::path& out, const std::vector<jobs::FileRow>& files);
/// One CSV line with its end, separated by `;`.
std::string csv_line(const std::vector<std::string>& fields);

}  // namespace sctf::cmd
