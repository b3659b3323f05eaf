#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "pdf/content.hpp"

namespace sctf::pdf {

/// The bars of a GS1-128 of application identifier 90 (Cuaderno 64): Start C, FNC1, then `digits` (which
/// begin with `90`, even in number) in pairs. One row; no quiet zone. `invalid_value` for anything but digits
/// or an odd number of them.
[[nodiscard]] SCTF_API Result<Bits> gs1_128(std::string_view digits);

/// A QR symbol of level M, as small as the text allows; no quiet zone (4 modules are the caller's). The mask
/// is fixed: readers take any. `invalid_value` where the text does not fit version 20.
[[nodiscard]] SCTF_API Result<Bits> qr(std::string_view text);

}  // namespace sctf::pdf
