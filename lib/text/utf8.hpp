#pragma once

#include <cstddef>
#include <string_view>

#include "base/api.hpp"

namespace sctf::text {

/// Offset of the first byte that is not part of well-formed UTF-8 (RFC 3629: no overlong forms, no
/// surrogates, nothing past U+10FFFF); npos where all is well.
[[nodiscard]] SCTF_API std::size_t first_invalid_utf8(std::string_view bytes) noexcept;

/// Code points in well-formed UTF-8.
[[nodiscard]] SCTF_API std::size_t count_code_points(std::string_view utf8) noexcept;

}  // namespace sctf::text
