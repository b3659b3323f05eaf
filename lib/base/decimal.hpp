#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace sctf {

/// A 128-bit whole number: what a product of two amounts needs before it is rounded.
__extension__ using Wide = __int128;

/// An exact decimal: `units` × 10^-`scale`. For rates, percentages, coefficients and shares; never a double.
/// Up to 18 significant digits and 8 decimals.
struct Decimal {
  std::int64_t units = 0;
  int scale = 0;

  /// Reads `12`, `0.5500`, `-3.25`. At most `max_decimals` (up to 8) digits after the point; no sign but `-`,
  /// no exponent, no blanks, a digit on both sides of the point. `invalid_value` otherwise.
  SCTF_API static Result<Decimal> parse(std::string_view text, int max_decimals = 8);

  [[nodiscard]] bool is_zero() const { return units == 0; }
  /// As it was written: the number of decimals is kept (`0.5500`).
  [[nodiscard]] SCTF_API std::string str() const;
  /// Compared as numbers: 0.5 equals 0.50.
  SCTF_API friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }
};

/// 10^`exponent`, 0 to 18.
SCTF_API std::int64_t power_of_ten(int exponent);
/// `numerator / denominator` to the nearest whole number, halves away from zero. `denominator` > 0.
SCTF_API Wide divide_rounded(Wide numerator, Wide denominator);

}  // namespace sctf
