// Looking up keys in the table, and checking what is written for one.

#include <algorithm>
#include <charconv>

#include "base/suggest.hpp"
#include "config/settings_data.hpp"

namespace sctf::config {
namespace {

constexpr std::string_view kAnyName = ".*";

bool setting_name_fits(std::string_view name) {
  return !name.empty() && name.size() <= 20 && name[0] >= 'a' && name[0] <= 'z' &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

std::vector<std::string> split_setting(std::string_view text, char separator) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto at = std::min(text.find(separator), text.size());
    out.emplace_back(text.substr(0, at));
    text.remove_prefix(std::min(at + 1, text.size()));
  }
  return out;
}

Result<void> check_setting_text(const SettingInfo& info, std::string_view key, const std::string& text) {
  if (!info.values.empty()) {
    const auto values = split_setting(info.values, '|');
    if (std::find(values.begin(), values.end(), text) == values.end())
      return problem(Code::unknown_value, "{}: \"{}\" is none of {}{}", key, text, info.values,
                     did_you_mean(text, values));
  }
  if (text.find_first_of(std::string_view("\0\n\r", 3)) != std::string::npos)
    return problem(Code::invalid_value, "{}: must stand on one line", key);
  if (!info.check || text.empty()) return {};
  if (auto checked = info.check(text); !checked) {
    checked.error().text = fmt::format("{}: {}", key, checked.error().text);
    return checked;
  }
  return {};
}

Result<std::int64_t> parse_setting_number(const SettingInfo& info, std::string_view key,
                                          const std::string& text) {
  if (info.type == SettingType::boolean) {
    if (text == "true" || text == "false") return text == "true";
    return problem(Code::invalid_value, "{} must be true or false, not \"{}\"", key, text);
  }
  std::int64_t value = 0;
  const auto end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || stop != end || error == std::errc::invalid_argument)
    return problem(Code::invalid_value, "{} must be a whole number, not \"{}\"", key, text);
  if (error != std::errc() || value < info.least || value > info.most)
    return problem(Code::out_of_range, "{} must be {} to {}, not {}", key, info.least, info.most, text);
  return value;
}

}  // namespace

const SettingInfo* find_setting(std::string_view key) {
  if (key.ends_with(kAnyName)) return nullptr;
  for (const auto& row : settings_schema())
    if (row.key == key) return &row;
  for (const auto& row : settings_schema()) {
    if (!row.key.ends_with(kAnyName)) continue;
    const auto stem = row.key.substr(0, row.key.size() - 1);
    if (key.starts_with(stem) && setting_name_fits(key.substr(stem.size()))) return &row;
  }
  return nullptr;
}

bool is_setting_section(std::string_view prefix) {
  return std::any_of(settings_schema().begin(), settings_schema().end(), [&](const SettingInfo& row) {
    return row.key.size() > prefix.size() && row.key.starts_with(prefix) && row.key[prefix.size()] == '.';
  });
}

std::vector<std::string> setting_children(std::string_view prefix) {
  std::vector<std::string> out;
  for (const auto& row : settings_schema()) {
    auto rest = row.key;
    if (!prefix.empty()) {
      if (!rest.starts_with(prefix) || rest.size() <= prefix.size() || rest[prefix.size()] != '.') continue;
      rest.remove_prefix(prefix.size() + 1);
    }
    std::string name(rest.substr(0, rest.find('.')));
    if (name != "*" && std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
  }
  return out;
}

Result<SettingSlot> make_setting_slot(const SettingInfo& info, std::string_view key,
                                      std::vector<std::string> texts) {
  SettingSlot slot{.info = &info, .text = {}, .items = {}, .number = 0, .origin = {}};
  if (info.type == SettingType::list) {
    for (const auto& text : texts) {
      if (text.empty()) return problem(Code::missing_value, "{} holds an empty item", key);
      if (auto checked = check_setting_text(info, key, text); !checked)
        return tl::unexpected(checked.error());
    }
    slot.items = std::move(texts);
    return slot;
  }
  slot.text = texts.empty() ? std::string() : std::move(texts.front());
  if (info.type == SettingType::text) {
    if (auto checked = check_setting_text(info, key, slot.text); !checked)
      return tl::unexpected(checked.error());
    if (slot.text.empty() && !info.fallback.empty())
      return problem(Code::missing_value, "{} must not be empty", key);
    return slot;
  }
  const auto number = parse_setting_number(info, key, slot.text);
  if (!number) return tl::unexpected(number.error());
  slot.number = *number;
  return slot;
}

Result<SettingSlot> make_setting_slot(const SettingInfo& info, std::string_view key,
                                      const std::string& text) {
  if (info.type == SettingType::list) return make_setting_slot(info, key, split_setting(text, ','));
  return make_setting_slot(info, key, std::vector{text});
}

}  // namespace sctf::config
