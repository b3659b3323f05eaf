#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/decimal.hpp"

namespace sctf {

/// An amount of money in whole euro cents. Every operation is checked: what does not fit throws
/// `Code::overflow` instead of wrapping round.
struct Cents {
  std::int64_t value = 0;

  /// Reads euros with a decimal point: `184.75`, `184.7`, `184`, `-0.05`. At most two decimals.
  SCTF_API static Result<Cents> parse(std::string_view euros);
  /// Euros with two decimals and a point: `1234.56`, as files carry them.
  [[nodiscard]] SCTF_API std::string str() const;
  /// As people in Spain read it: `1.234,56 €`.
  [[nodiscard]] SCTF_API std::string human() const;

  /// This amount × `factor` × `numerator` / `denominator`, exact until one rounding to the cent, halves away
  /// from zero (norms/recaudacion 8.1: prorate before rounding). `denominator` > 0.
  [[nodiscard]] SCTF_API Cents scaled(const Decimal& factor, std::int64_t numerator = 1,
                                      std::int64_t denominator = 1) const;
  /// `percent` per cent of this amount, rounded once as `scaled`.
  [[nodiscard]] Cents percent(const Decimal& percent) const { return scaled(percent, 1, 100); }

  SCTF_API friend Cents operator+(Cents a, Cents b);
  SCTF_API friend Cents operator-(Cents a, Cents b);
  friend Cents operator-(Cents a) { return Cents{} - a; }
  Cents& operator+=(Cents other) { return *this = *this + other; }
  Cents& operator-=(Cents other) { return *this = *this - other; }
  friend auto operator<=>(const Cents&, const Cents&) = default;
};

inline namespace literals {
consteval Cents operator""_cts(unsigned long long cents) {
  return {static_cast<std::int64_t>(cents)};
}
}  // namespace literals

}  // namespace sctf
