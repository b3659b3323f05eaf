#include "cmd/manifest.hpp"

#include <algorithm>

#include "crypto/sha256.hpp"
#include "json/json.hpp"
#include "proc/file.hpp"

namespace sctf::cmd {
namespace {

namespace fs = std::filesystem;

bool is_census(const fs::path& path) {
  const auto name = path.filename().string();
  return name == "ibi.csv" || name == "ivtm.csv" || name == "tasa.csv" || name == "padron.csv";
}

// Digest and lines of a file that no run made; a CSV's header is no line.
jobs::FileRow measure(const fs::path& folder, const std::string& relative) {
  auto file = must(proc::FileReader::open(folder / relative));
  crypto::Sha256 hash;
  std::vector<char> buffer(1 << 18);
  jobs::FileRow row{.path = relative,
                    .kind = is_census(relative) ? "censo" : "otro",
                    .items = 0,
                    .sum = {},
                    .sha256 = {},
                    .bytes = 0};
  for (std::size_t n = 0; (n = file->read(buffer)) > 0; row.bytes += static_cast<std::int64_t>(n)) {
    hash.update({buffer.data(), n});
    row.items += std::count(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(n), '\n');
  }
  if (relative.ends_with(".csv") && row.items > 0) --row.items;
  row.sha256 = hash.hex();
  return row;
}

}  // namespace

std::vector<jobs::FileRow> list_folder(const fs::path& folder,
                                       const std::map<std::string, jobs::FileRow>& known) {
  std::vector<jobs::FileRow> out;
  for (auto it = fs::recursive_directory_iterator(folder); it != fs::recursive_directory_iterator(); ++it) {
    const auto name = it->path().filename().string();
    if (it->is_directory()) {
      if (name.starts_with('.')) it.disable_recursion_pending();
      continue;
    }
    const auto relative = it->path().lexically_relative(folder).string();
    if (relative == "manifest.json" || relative == "informe.txt" || name.ends_with(".part") ||
        name.starts_with('.'))
      continue;
    const auto made = known.find(relative);
    out.push_back(made != known.end() ? made->second : measure(folder, relative));
    out.back().path = relative;
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return out;
}

void write_manifest(const fs::path& folder, const std::vector<jobs::FileRow>& files) {
  auto list = json::Json::array();
  for (const auto& file : files)
    list.push_back({{"path", file.path},
                    {"kind", file.kind},
                    {"count", file.items},
                    {"sum_cents", file.sum.value},
                    {"sha256", file.sha256}});
  proc::write_file(folder / "manifest.json", list.dump(2) + "\n", 0644);
}

}  // namespace sctf::cmd
