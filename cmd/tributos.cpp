#include "cmd/tributos.hpp"

#include "text/csv_write.hpp"

namespace sctf::cmd {

std::span<const Command> tributos_commands() {
  static const auto commands = [] {
    std::vector<Command> all;
    for (const auto table : {tributos_padron_commands(), tributos_cargo_commands(), tributos_cobro_commands(),
                             tributos_acto_commands(), tributos_deposito_commands(),
                             tributos_contabilidad_commands(), tributos_consulta_commands()})
      all.insert(all.end(), table.begin(), table.end());
    return all;
  }();
  return commands;
}

Json file_names(const std::filesystem::path& out, const std::vector<jobs::FileRow>& files) {
  auto names = Json::array();
  const auto folder = std::filesystem::absolute(out).lexically_normal();
  for (const auto& file : files) names.push_back((folder / file.path).string());
  return names;
}

std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i != 0) line += ';';
    text::append_csv(line, fields[i]);
  }
  return line + "\n";
}

}  // namespace sctf::cmd
