#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace sctf::pdf {

/// Streams of FlateDecode, each in one go. One thread at a time; inside lib/pdf only.
class Deflate {
 public:
  /// Level 1 (fast) to 12.
  explicit Deflate(int level);
  /// Appends to `out` what `bytes` become; returns its length.
  std::size_t append(std::string& out, std::string_view bytes);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const noexcept;
  };
  std::unique_ptr<libdeflate_compressor, Free> compressor_;
};

/// The bytes of a stream of FlateDecode; none where it is none, or is more than `most` bytes.
[[nodiscard]] std::optional<std::string> inflate(std::string_view packed, std::size_t most);

}  // namespace sctf::pdf
