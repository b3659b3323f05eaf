#include "text/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace sctf::text {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080U;

// Bytes of the well-formed sequence at `at`, which is not ASCII; 0 where there is none (RFC 3629, table of
// section 4).
std::size_t utf8_sequence(const unsigned char* at, std::size_t left) {
  const auto tail = [&](std::size_t i) { return i < left && (at[i] & 0xC0) == 0x80; };
  const unsigned char lead = at[0];
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return tail(1) ? 2 : 0;
  if (lead < 0xF0) {
    if (!tail(1) || !tail(2)) return 0;
    if (lead == 0xE0 && at[1] < 0xA0) return 0;   // overlong
    if (lead == 0xED && at[1] >= 0xA0) return 0;  // surrogate
    return 3;
  }
  if (lead > 0xF4 || !tail(1) || !tail(2) || !tail(3)) return 0;
  if (lead == 0xF0 && at[1] < 0x90) return 0;   // overlong
  if (lead == 0xF4 && at[1] >= 0x90) return 0;  // past U+10FFFF
  return 4;
}

}  // namespace

std::size_t first_invalid_utf8(std::string_view bytes) noexcept {
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto size = bytes.size();
  std::size_t i = 0;
  while (i < size) {
    if (i + 8 <= size) {
      std::uint64_t word = 0;
      std::memcpy(&word, data + i, 8);
      if ((word & kHighBits) == 0) {
        i += 8;
        continue;
      }
    }
    if (data[i] < 0x80) {
      ++i;
      continue;
    }
    const auto length = utf8_sequence(data + i, size - i);
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

std::size_t count_code_points(std::string_view utf8) noexcept {
  std::size_t count = 0;
  for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

}  // namespace sctf::text
