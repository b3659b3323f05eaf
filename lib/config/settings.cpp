#include "config/settings.hpp"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include "config/settings_data.hpp"

namespace sctf::config {
namespace {

const SettingSlot& slot_of(const std::map<std::string, SettingSlot, std::less<>>& slots, std::string_view key,
                           std::optional<SettingType> type) {
  const auto found = slots.find(key);
  if (found == slots.end()) throw Error(Code::internal, "no setting is called {}", key);
  if (type && found->second.info->type != *type)
    throw Error(Code::internal, "the setting {} has another type", key);
  return found->second;
}

}  // namespace

std::string to_string(const Origin& origin) {
  switch (origin.kind) {
    case Origin::Kind::fallback: return "default";
    case Origin::Kind::file: return fmt::format("{}:{}:{}", origin.name, origin.line, origin.column);
    case Origin::Kind::environment: return origin.name;
    case Origin::Kind::command_line: return "command line";
  }
  throw Error(Code::internal, "unknown origin of a setting");
}

std::map<std::string, std::string> process_environment() {
  std::map<std::string, std::string> out;
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string_view line(*entry);
    const auto equals = line.find('=');
    if (line.starts_with("SCTF_") && equals != std::string_view::npos)
      out.emplace(line.substr(0, equals), line.substr(equals + 1));
  }
  return out;
}

std::filesystem::path default_data_directory() {
  if (geteuid() == 0) return "/var/lib/sctf";
  const char* home = std::getenv("HOME");
  if (home && *home == '/') return std::filesystem::path(home) / ".local/state/sctf";
  passwd entry{};
  passwd* found = nullptr;
  std::string buffer(16384, '\0');
  if (getpwuid_r(geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found &&
      found->pw_dir[0] == '/')
    return std::filesystem::path(found->pw_dir) / ".local/state/sctf";
  return "/var/lib/sctf";
}

const std::string& Settings::get_string(std::string_view key) const {
  return slot_of(data_->slots, key, SettingType::text).text;
}
std::int64_t Settings::get_int(std::string_view key) const {
  return slot_of(data_->slots, key, SettingType::integer).number;
}
bool Settings::get_bool(std::string_view key) const {
  return slot_of(data_->slots, key, SettingType::boolean).number != 0;
}
const std::vector<std::string>& Settings::get_list(std::string_view key) const {
  return slot_of(data_->slots, key, SettingType::list).items;
}

std::optional<std::string> Settings::find_string(std::string_view key) const {
  const auto found = data_->slots.find(key);
  if (found == data_->slots.end() || found->second.text.empty()) return std::nullopt;
  return found->second.text;
}

Origin Settings::origin(std::string_view key) const {
  return slot_of(data_->slots, key, std::nullopt).origin;
}

bool Settings::is_example(std::string_view key) const {
  const auto& slot = slot_of(data_->slots, key, std::nullopt);
  return slot.info->example && slot.origin.kind == Origin::Kind::fallback;
}

std::vector<std::string> Settings::keys() const {
  std::vector<std::string> out;
  for (const auto& row : settings_schema())
    for (const auto& [key, slot] : data_->slots)
      if (slot.info == &row) out.push_back(key);
  return out;
}

std::string Settings::text(std::string_view key) const {
  const auto& slot = slot_of(data_->slots, key, std::nullopt);
  return slot.info->type == SettingType::list ? fmt::format("{}", fmt::join(slot.items, ",")) : slot.text;
}

const std::vector<std::filesystem::path>& Settings::files() const {
  return data_->files;
}

std::filesystem::path Settings::data_directory() const {
  return get_string("database.directory");
}

}  // namespace sctf::config
