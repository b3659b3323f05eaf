#pragma once

#include <string>
#include <string_view>

#include "base/api.hpp"

namespace sctf::crypto {

/// Base64 with padding and without line ends (RFC 4648, 4).
[[nodiscard]] SCTF_API std::string base64(std::string_view bytes);

}  // namespace sctf::crypto
