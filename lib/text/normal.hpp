#pragma once

#include <string>
#include <string_view>

#include "base/api.hpp"

namespace sctf::text {

/// Letters and marks composed where Unicode has them in one (NFC, Unicode 15): `e` + U+0301 is `é`. What is
/// composed already comes back as it is. The text must be well-formed UTF-8.
[[nodiscard]] SCTF_API std::string nfc(std::string_view utf8);

}  // namespace sctf::text
