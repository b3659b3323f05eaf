#pragma once

#include <string>
#include <unicode/utypes.h>

namespace sctf::text::detail {

/// ASCII letters that stand for a Latin letter with its marks, in the same case (É E, ñ n, Æ AE, ß ss). Empty
/// for a combining mark; null for all else. Inside lib/text only: it shows ICU's types.
const std::string* latin_base(UChar32 code_point);

}  // namespace sctf::text::detail
