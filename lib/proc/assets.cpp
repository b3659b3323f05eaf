#include "proc/assets.hpp"

#include <cstdlib>
#include <optional>
#include <string>
#include <system_error>

namespace sctf::proc {
namespace {

namespace fs = std::filesystem;

constexpr int kAssetLevels = 5;

bool asset_is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

bool asset_name_is_safe(const fs::path& relative) {
  if (relative.empty() || relative.is_absolute()) return false;
  for (const auto& step : relative)
    if (step == "..") return false;
  return true;
}

std::optional<fs::path> find_asset(const fs::path& relative) {
  if (!asset_name_is_safe(relative)) return std::nullopt;
  if (const char* share = std::getenv("SCTF_SHARE"); share != nullptr && *share != '\0') {
    auto path = fs::path(share) / relative;
    return asset_is_there(path) ? std::optional(path) : std::nullopt;
  }
  auto folder = own_program().parent_path();
  for (int level = 0; level <= kAssetLevels; ++level) {
    if (auto installed = folder / "share" / "sctf" / relative; asset_is_there(installed)) return installed;
    if (asset_is_there(folder / "etc" / "ordenanzas"))
      if (auto in_tree = folder / relative; asset_is_there(in_tree)) return in_tree;
    if (!folder.has_relative_path()) break;
    folder = folder.parent_path();
  }
  return std::nullopt;
}

}  // namespace

fs::path own_program() {
  std::error_code failed;
  auto path = fs::read_symlink("/proc/self/exe", failed);
  if (failed) throw Error(Code::io_error, "cannot read /proc/self/exe: {}", failed.message());
  return path;
}

fs::path asset(std::string_view relative) {
  if (auto path = find_asset(relative)) return *path;
  throw Error(Code::asset_missing, "{} is not there: it belongs to the program {}", relative,
              own_program().native());
}

bool asset_exists(std::string_view relative) {
  return find_asset(relative).has_value();
}

}  // namespace sctf::proc
