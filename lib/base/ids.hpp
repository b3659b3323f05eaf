#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace sctf {

/// A run as people type it: its number and a check letter, `17V` (the letter of a DNI with that number).
SCTF_API std::string run_text(std::int64_t id);
/// Reads `17V` or `17v`. `not_found` where the letter does not fit: a digit was mistyped.
SCTF_API Result<std::int64_t> parse_run(std::string_view text);

/// A receipt as people type it: ten digits that never change, and two check digits (ISO 7064 MOD 97-10).
/// `id` is 1 to 9,999,999,999.
SCTF_API std::string referencia_text(std::int64_t id);
/// Reads a referencia of twelve digits, or its first ten alone. `invalid_value` where the check digits do not
/// fit.
SCTF_API Result<std::int64_t> parse_referencia(std::string_view text);

}  // namespace sctf
