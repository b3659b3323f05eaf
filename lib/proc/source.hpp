#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "base/api.hpp"

namespace sctf::proc {

/// Bytes in order, each read once: a file, a pipe, or memory in a test.
class SCTF_API ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource();

  /// Fills the front of `into` and says how many bytes it put there, 0 at the end only.
  /// Throws `io_error` where reading fails.
  virtual std::size_t read(std::span<char> into) = 0;
};

/// Bytes that somebody else holds. `step` hands them out in pieces of at most that many (0: all at once).
class SCTF_API MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes, std::size_t step = 0);
  std::size_t read(std::span<char> into) override;

 private:
  std::string_view rest_;
  std::size_t step_;
};

}  // namespace sctf::proc
