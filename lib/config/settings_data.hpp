#pragma once

#include <map>

#include "config/reader.hpp"
#include "config/settings.hpp"

namespace sctf::config {

/// One key and its value in force. Inside this folder only.
struct SettingSlot {
  const SettingInfo* info = nullptr;
  std::string text;                ///< of a text, an integer, a boolean
  std::vector<std::string> items;  ///< of a list
  std::int64_t number = 0;         ///< of an integer; 0 or 1 of a boolean
  Origin origin;
};

struct Settings::Data {
  std::map<std::string, SettingSlot, std::less<>> slots;
  std::vector<std::filesystem::path> files;
};

/// The row for a concrete key: `tributos.c60.codigos.vados` finds the row of `tributos.c60.codigos.*`.
const SettingInfo* find_setting(std::string_view key);
/// Whether `prefix` names a section: `tributos.acreedor`.
bool is_setting_section(std::string_view prefix);
/// The names that may stand right under a section; of the top for an empty prefix.
std::vector<std::string> setting_children(std::string_view prefix);

/// Checks the texts of one key (one text; any number for a list) and makes its slot.
Result<SettingSlot> make_setting_slot(const SettingInfo& info, std::string_view key,
                                      std::vector<std::string> texts);
/// The same from one text, as the environment and the command line give it.
Result<SettingSlot> make_setting_slot(const SettingInfo& info, std::string_view key, const std::string& text);

}  // namespace sctf::config
