#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "config/yaml.hpp"

namespace sctf::config {

enum class SettingType { text, integer, boolean, list };

/// One key of sctf.yaml(5). The table of them is the only place that knows the keys: parsing, `config check`,
/// `config show`, the environment and the test of the manual page all read it.
struct SettingInfo {
  std::string_view key;  ///< `tributos.acreedor.nif`; `tributos.c60.codigos.*` takes any name in place of `*`
  SettingType type;      ///< a list in the environment or on the command line is `a,b,c`
  std::string_view fallback;  ///< the compiled default, as text; empty: none
  std::string_view help;      ///< one line
  bool example = false;       ///< the default is an example, to be replaced before real use
  std::int64_t least = 0;     ///< bounds of an integer
  std::int64_t most = 0;
  std::string_view values = {};                         ///< `private|server`: the only values; empty: any
  Result<void> (*check)(const std::string&) = nullptr;  ///< further check of a text or of each item of a list
};

/// All keys in the order of the manual.
SCTF_API std::span<const SettingInfo> settings_schema();
/// `tributos.two_persons` → `SCTF_TRIBUTOS__TWO_PERSONS`.
SCTF_API std::string environment_name(std::string_view key);

/// Where the value of a key comes from.
struct Origin {
  enum class Kind { fallback, file, environment, command_line };
  Kind kind = Kind::fallback;
  std::string name;  ///< the file, the variable, the option
  std::int64_t line = 0;
  std::int64_t column = 0;
};
/// `default`, `/etc/sctf/sctf.yaml:14:5`, `SCTF_LOG__LEVEL`, `command line`.
SCTF_API std::string to_string(const Origin& origin);

/// What the layers are read from. Lowest first: compiled defaults < the file (`config`, else DIR/sctf.yaml,
/// else `system_file`, else none) < `conf.d/*.yaml` beside the file found, in name order < DIR/conf.d/*.yaml,
/// always < `environment` < command line (`data_directory`, `overrides`). DIR is `database.directory`.
struct Sources {
  std::optional<std::filesystem::path> config;          ///< `--config`: must exist
  std::optional<std::filesystem::path> data_directory;  ///< `--data`: sets `database.directory`
  std::map<std::string, std::string> overrides;         ///< key → text, as from the command line
  std::map<std::string, std::string> environment;       ///< `SCTF_*` only; see `process_environment`
  std::filesystem::path system_file = "/etc/sctf/sctf.yaml";
};
/// The `SCTF_*` variables of this process.
SCTF_API std::map<std::string, std::string> process_environment();
/// `/var/lib/sctf` for root, else `~/.local/state/sctf` of `HOME` (of the account where that is unset).
SCTF_API std::filesystem::path default_data_directory();

/// The configuration in force. A value: copy it, pass it on, change nothing.
class SCTF_API Settings {
 public:
  /// The compiled defaults alone.
  Settings();

  /// Reads every layer. All that is wrong with any of them comes back at once: `unknown_key`,
  /// `invalid_value`, `out_of_range`, `unknown_value`, `missing_value`, `inconsistent`, `bad_document`,
  /// `duplicate`, `no_input`. A program that cannot go on with it exits 78 (`bad_configuration`).
  [[nodiscard]] static Loaded<Settings> load(const Sources& sources);
  /// The same, the first problem thrown as an `Error` of `bad_configuration` with its place.
  [[nodiscard]] static Settings load_or_throw(const Sources& sources);

  /// These throw `internal` for a key that is not in the schema or has another type. An unset text is empty.
  [[nodiscard]] const std::string& get_string(std::string_view key) const;
  [[nodiscard]] std::int64_t get_int(std::string_view key) const;
  [[nodiscard]] bool get_bool(std::string_view key) const;
  [[nodiscard]] const std::vector<std::string>& get_list(std::string_view key) const;
  /// A text that may not be there: `tributos.c60.codigos.vados`.
  [[nodiscard]] std::optional<std::string> find_string(std::string_view key) const;

  [[nodiscard]] Origin origin(std::string_view key) const;
  /// Whether the shipped example still holds: nobody has said otherwise, in any layer.
  [[nodiscard]] bool is_example(std::string_view key) const;
  /// Every key that has a value slot, in the schema's order, the names in place of `*` sorted.
  [[nodiscard]] std::vector<std::string> keys() const;
  /// The value as text: as it would be written on the command line.
  [[nodiscard]] std::string text(std::string_view key) const;
  /// The files that were read, in order.
  [[nodiscard]] const std::vector<std::filesystem::path>& files() const;
  /// `database.directory`, or its default.
  [[nodiscard]] std::filesystem::path data_directory() const;

 private:
  struct Data;
  friend class SettingsLoader;
  std::shared_ptr<const Data> data_;
};

}  // namespace sctf::config
