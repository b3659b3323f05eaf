#pragma once

#include <string>
#include <string_view>

#include "base/api.hpp"

namespace sctf::text {

/// Appends one value, quoted only where it holds the separator, a quote, CR or LF (RFC 4180).
/// The caller writes separators and line ends.
SCTF_API void append_csv(std::string& out, std::string_view field, char separator = ';');

}  // namespace sctf::text
