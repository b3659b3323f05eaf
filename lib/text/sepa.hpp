#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/api.hpp"

namespace sctf::text {

/// A text in the character set of SEPA messages: `A-Z a-z 0-9 / - ? : ( ) . , ' +` and blank.
///
/// Latin letters become their base in the same case (ñ n, ß ss, Æ AE, ø o, ł l, đ d, þ th, ı i), ª a, º o,
/// `_` and dashes `-`, quotes `'`, € EUR; any other character one blank; ends trimmed. Bytes that are not
/// UTF-8 count as other characters. Norm: AEB SEPA implementation guide, Cuaderno 19.14 annex of characters;
/// the rest is our rule, always the same.
[[nodiscard]] SCTF_API std::string to_sepa(std::string_view utf8);

/// to_sepa(), then at most `max` characters, then no blank at the end. To be escaped for XML after it.
[[nodiscard]] SCTF_API std::string sepa_truncated(std::string_view utf8, std::size_t max);

/// Whether an identifier may stand as it is: not empty, to_sepa() leaves it alone, no `/` at either end, no
/// `//`.
[[nodiscard]] SCTF_API bool sepa_identifier_ok(std::string_view text);

}  // namespace sctf::text
