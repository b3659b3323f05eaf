#pragma once

#include <filesystem>
#include <string>

#include "base/result.hpp"
#include "crypto/sha256.hpp"
#include "proc/source.hpp"

namespace sctf::crypto {

/// Takes the digest of what passes through, so that the file that was loaded is the file that was recognised.
class SCTF_API HashingSource final : public proc::ByteSource {
 public:
  explicit HashingSource(proc::ByteSource& source) : source_(source) {}
  std::size_t read(std::span<char> into) override;
  [[nodiscard]] std::string hex() const { return hash_.hex(); }

 private:
  proc::ByteSource& source_;
  Sha256 hash_;
};

/// SHA-256 of a regular file, in hexadecimal; `no_input` for any other. It will be read again: what gives its
/// bytes once only, a pipe, would be waited for.
[[nodiscard]] SCTF_API Result<std::string> hash_file(const std::filesystem::path& path);

}  // namespace sctf::crypto
