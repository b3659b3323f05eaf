// The layers of the configuration, lowest first.

#include <algorithm>
#include <cctype>
#include <system_error>

#include "base/suggest.hpp"
#include "config/settings_data.hpp"

namespace sctf::config {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDirectoryKey = "database.directory";
constexpr std::string_view kDaemonKeys[] = {"server", "plugins", "plugins_directory"};

std::string join_setting_key(const std::string& prefix, const std::string& name) {
  return prefix.empty() ? name : prefix + "." + name;
}

// `SCTF_TRIBUTOS__TWO_PERSONS` → `tributos.two_persons`; empty for a variable that is no setting
// (`SCTF_SHARE`).
std::string setting_of_variable(std::string_view variable) {
  variable.remove_prefix(std::string_view("SCTF_").size());
  if (variable.find("__") == std::string_view::npos) return {};
  std::string key;
  for (std::size_t i = 0; i < variable.size(); ++i) {
    if (variable.substr(i).starts_with("__"))
      key += '.', ++i;
    else
      key += static_cast<char>(std::tolower(static_cast<unsigned char>(variable[i])));
  }
  return key;
}

}  // namespace

/// Reads the layers into the data of a `Settings`, collecting every problem.
class SettingsLoader {
 public:
  explicit SettingsLoader(const Sources& sources)
      : sources_(sources), data_(std::make_shared<Settings::Data>()) {
    fill_defaults(*data_);
    if (sources.data_directory)
      overrides_[std::string(kDirectoryKey)] = fs::absolute(*sources.data_directory).string();
    for (const auto& [key, text] : sources.overrides)
      overrides_[key] = key == kDirectoryKey ? fs::absolute(text).string() : text;
  }

  static void fill_defaults(Settings::Data& data);

  Loaded<Settings> load() {
    const auto first = directory_told();
    if (const auto file = find_file(first)) {
      read_file(*file, {});
      read_folder(file->parent_path() / "conf.d", {});
      main_folder_ = file->parent_path() / "conf.d";
    }
    const fs::path directory = directory_known();
    if (const auto folder = directory / "conf.d"; folder != main_folder_) read_folder(folder, directory);
    read_environment();
    read_overrides();
    check_together();
    if (!problems_.empty()) return tl::unexpected(std::move(problems_));
    Settings settings;
    settings.data_ = std::move(data_);
    return settings;
  }

 private:
  void report(Code code, std::string text, std::string file, std::int64_t line = 0, std::int64_t column = 0,
              std::string value = {}) {
    problems_.push_back({.code = code,
                         .text = std::move(text),
                         .file = std::move(file),
                         .line = line,
                         .column = column,
                         .value = std::move(value)});
  }

  // database.directory as the command line or the environment give it: they stand above every file.
  std::optional<fs::path> directory_told() const {
    if (const auto found = overrides_.find(std::string(kDirectoryKey)); found != overrides_.end())
      return fs::path(found->second);
    const auto variable = sources_.environment.find(environment_name(kDirectoryKey));
    if (variable != sources_.environment.end() && !variable->second.empty())
      return fs::path(variable->second);
    return std::nullopt;
  }
  fs::path directory_known() const {
    if (const auto told = directory_told()) return *told;
    return data_->slots.find(kDirectoryKey)->second.text;
  }

  bool exists(const fs::path& file) {
    std::error_code error;
    const auto status = fs::status(file, error);
    if (status.type() == fs::file_type::not_found) return false;
    if (!error) return true;
    report(Code::no_input, fmt::format("cannot be looked up: {}", error.message()), file.string());
    return false;
  }

  std::optional<fs::path> find_file(const std::optional<fs::path>& told) {
    if (sources_.config) return *sources_.config;
    const auto own = told.value_or(directory_known()) / "sctf.yaml";
    if (exists(own)) return own;
    if (!sources_.system_file.empty() && exists(sources_.system_file)) return sources_.system_file;
    return std::nullopt;
  }

  // `within`: the data directory whose conf.d this is, which cannot itself say where it is.
  void read_folder(const fs::path& folder, const fs::path& within) {
    std::error_code error;
    std::vector<fs::path> files;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
      if (it->path().extension() == ".yaml" && !it->path().filename().string().starts_with('.'))
        files.push_back(it->path());
    if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory)
      report(Code::no_input, fmt::format("cannot be read: {}", error.message()), folder.string());
    std::sort(files.begin(), files.end());
    for (const auto& file : files) read_file(file, within);
  }

  void read_file(const fs::path& file, const fs::path& within) {
    data_->files.push_back(file);
    const auto bytes = read_document(file);
    if (!bytes) {
      problems_.push_back(bytes.error());
      return;
    }
    const auto root = parse_yaml(*bytes, file.string());
    if (!root) {
      problems_.push_back(root.error());
      return;
    }
    Problems found(file.string());
    if (!root->is_null()) read_section(*root, "", found, within);
    for (auto& one : found.take()) problems_.push_back(std::move(one));
  }

  void read_section(const Node& node, const std::string& prefix, Problems& found, const fs::path& within) {
    if (!node.is_map()) {
      const auto name = prefix.empty() ? std::string("the file") : fmt::format("\"{}\"", prefix);
      found.add(Code::invalid_value, node, "{} must be a map, not {}", name, node.kind_name());
      return;
    }
    for (const auto& entry : node.entries()) {
      const auto key = join_setting_key(prefix, entry.key);
      if (const auto* info = entry.key.find('.') == std::string::npos ? find_setting(key) : nullptr)
        read_value(*info, key, entry, found, within);
      else if (entry.key.find('.') == std::string::npos && is_setting_section(key)) {
        if (!entry.value.is_null()) read_section(entry.value, key, found, within);
      } else
        report_unknown(prefix, entry, found);
    }
  }

  void report_unknown(const std::string& prefix, const Node::Entry& entry, Problems& found) {
    const auto in = prefix.empty() ? std::string() : fmt::format(" in \"{}\"", prefix);
    const bool daemon = prefix.empty() && std::find(std::begin(kDaemonKeys), std::end(kDaemonKeys),
                                                    entry.key) != std::end(kDaemonKeys);
    const auto advice = daemon ? std::string("; it comes with sctfd, which this version does not have")
                               : did_you_mean(entry.key, setting_children(prefix));
    found.add(Code::unknown_key, entry, "unknown key \"{}\"{}{}", entry.key, in, advice);
  }

  void read_value(const SettingInfo& info, const std::string& key, const Node::Entry& entry, Problems& found,
                  const fs::path& within) {
    const Node& node = entry.value;
    if (node.is_null()) return;  // a key without a value says nothing
    std::vector<std::string> texts;
    if (info.type == SettingType::list) {
      const auto* items = read_list(node, key, found);
      if (!items) return;
      for (const auto& item : *items) {
        auto text = read_text(item, key, found);
        if (!text) return;
        texts.push_back(std::move(*text));
      }
    } else if (!node.is_scalar()) {
      found.add(Code::invalid_value, node, "{} must be a single value, not {}", key, node.kind_name());
      return;
    } else {
      texts.push_back(node.text());
    }
    auto slot = make_setting_slot(info, key, std::move(texts));
    if (!slot) {
      found.add(std::move(slot.error()), node);
      return;
    }
    if (key == kDirectoryKey && !within.empty() && fs::path(slot->text) != within) {
      found.add(Code::inconsistent, node, "a file inside the data directory {} cannot move it",
                within.string());
      return;
    }
    slot->origin = {Origin::Kind::file, found.file(), node.line(), node.column()};
    data_->slots[key] = std::move(*slot);
  }

  void read_environment() {
    for (const auto& [variable, text] : sources_.environment) {
      if (!variable.starts_with("SCTF_") || text.empty()) continue;
      const auto key = setting_of_variable(variable);
      if (key.empty()) continue;
      const auto* info = find_setting(key);
      if (!info || environment_name(key) != variable) {
        std::vector<std::string> names;
        for (const auto& row : settings_schema()) names.push_back(environment_name(row.key));
        report(Code::unknown_key,
               fmt::format("no setting has this variable{}", did_you_mean(variable, names)), variable, 0, 0,
               variable);
        continue;
      }
      assign(*info, key, text, {Origin::Kind::environment, variable, 0, 0});
    }
  }

  void read_overrides() {
    for (const auto& [key, text] : overrides_) {
      const Origin origin{Origin::Kind::command_line, "command line", 0, 0};
      if (const auto* info = find_setting(key)) {
        assign(*info, key, text, origin);
        continue;
      }
      std::vector<std::string> names;
      for (const auto& row : settings_schema()) names.emplace_back(row.key);
      report(Code::unknown_key, fmt::format("unknown key \"{}\"{}", key, did_you_mean(key, names)),
             origin.name, 0, 0, key);
    }
  }

  void assign(const SettingInfo& info, const std::string& key, const std::string& text, Origin origin) {
    auto slot = make_setting_slot(info, key, text);
    if (!slot) {
      report(slot.error().code, slot.error().text, origin.name, 0, 0, text);
      return;
    }
    slot->origin = std::move(origin);
    data_->slots[key] = std::move(*slot);
  }

  void check_together() {
    const auto& mode = data_->slots.find("database.mode")->second;
    const auto& conninfo = data_->slots.find("database.conninfo")->second;
    if (mode.text == "server" && conninfo.text.empty())
      report(Code::missing_value, "database.mode is server: database.conninfo must say where it is",
             mode.origin.name, mode.origin.line, mode.origin.column, mode.text);
    if (mode.origin.kind == Origin::Kind::fallback && !conninfo.text.empty())
      report(Code::inconsistent,
             "database.conninfo is set: say database.mode: server, or private to ignore it",
             conninfo.origin.name, conninfo.origin.line, conninfo.origin.column, conninfo.text);
    const auto& authority = data_->slots.find("sello.tsa.url")->second;
    if (!authority.text.empty() && data_->slots.find("sello.tsa.anclas")->second.text.empty())
      report(
          Code::missing_value,
          "sello.tsa.url is set: sello.tsa.anclas must name the roots that its time stamps are believed by",
          authority.origin.name, authority.origin.line, authority.origin.column, authority.text);
  }

  const Sources& sources_;
  std::shared_ptr<Settings::Data> data_;
  std::map<std::string, std::string> overrides_;
  fs::path main_folder_;
  std::vector<Problem> problems_;
};

void SettingsLoader::fill_defaults(Settings::Data& data) {
  for (const auto& row : settings_schema()) {
    if (row.key.ends_with(".*")) continue;
    const bool directory = row.key == kDirectoryKey;
    data.slots[std::string(row.key)] = must(make_setting_slot(
        row, row.key, directory ? default_data_directory().string() : std::string(row.fallback)));
  }
}

Settings::Settings() {
  auto data = std::make_shared<Data>();
  SettingsLoader::fill_defaults(*data);
  data_ = std::move(data);
}

Loaded<Settings> Settings::load(const Sources& sources) {
  return SettingsLoader(sources).load();
}

Settings Settings::load_or_throw(const Sources& sources) {
  auto loaded = load(sources);
  if (loaded) return std::move(*loaded);
  auto first = std::move(loaded.error().front());
  first.code = Code::bad_configuration;
  throw Error(std::move(first));
}

}  // namespace sctf::config
