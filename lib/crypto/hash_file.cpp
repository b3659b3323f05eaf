#include "crypto/hash_file.hpp"

#include <vector>

#include "proc/file.hpp"

namespace sctf::crypto {

std::size_t HashingSource::read(std::span<char> into) {
  const auto n = source_.read(into);
  hash_.update({into.data(), n});
  return n;
}

Result<std::string> hash_file(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored) && !std::filesystem::is_regular_file(path, ignored))
    return problem(Code::no_input, "{} is not a regular file", path.native());
  auto file = proc::FileReader::open(path);
  if (!file) return tl::unexpected(file.error());
  HashingSource hashing(**file);
  std::vector<char> buffer(1 << 18);
  while (hashing.read(buffer) > 0) {
  }
  return hashing.hex();
}

}  // namespace sctf::crypto
