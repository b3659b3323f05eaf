#include "base/cents.hpp"

#include <fmt/format.h>
#include <limits>

namespace sctf {
namespace {

Cents checked(Wide cents) {
  if (cents > std::numeric_limits<std::int64_t>::max() || cents < std::numeric_limits<std::int64_t>::min())
    throw Error(Code::overflow, "an amount does not fit into 64 bits of cents");
  return {static_cast<std::int64_t>(cents)};
}

}  // namespace

Result<Cents> Cents::parse(std::string_view euros) {
  const auto decimal = Decimal::parse(euros, 2);
  if (!decimal) {
    auto p = detail::make_problem(Code::invalid_value, "\"{}\" is not an amount in euros such as 1234.56",
                                  fmt::make_format_args(euros));
    p.value = std::string(euros);
    return tl::unexpected<Problem>(std::move(p));
  }
  if (decimal->units > 999'999'999'999'999 || decimal->units < -999'999'999'999'999)
    return problem(Code::out_of_range, "\"{}\" is more money than there is", euros);
  return Cents{decimal->units * power_of_ten(2 - decimal->scale)};
}

std::string Cents::str() const {
  const auto magnitude = value < 0 ? -static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  return fmt::format("{}{}.{:02}", value < 0 ? "-" : "", magnitude / 100, magnitude % 100);
}

std::string Cents::human() const {
  const auto magnitude = value < 0 ? -static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  auto whole = fmt::format("{}", magnitude / 100);
  for (auto at = static_cast<int>(whole.size()) - 3; at > 0; at -= 3)
    whole.insert(static_cast<std::size_t>(at), 1, '.');
  return fmt::format("{}{},{:02} €", value < 0 ? "-" : "", whole, magnitude % 100);
}

Cents Cents::scaled(const Decimal& factor, std::int64_t numerator, std::int64_t denominator) const {
  if (denominator <= 0) throw Error(Code::internal, "scaled() wants a positive denominator");
  Wide product = Wide{value} * factor.units;  // two 64-bit factors always fit
  constexpr Wide kRoom = Wide{1} << 62;
  if (numerator != 1) {
    if (numerator > 1'000'000'000 || product > kRoom * kRoom / 1'000'000'000 ||
        -product > kRoom * kRoom / 1'000'000'000)
      throw Error(Code::overflow, "an amount does not fit while it is multiplied");
    product *= numerator;
  }
  return checked(divide_rounded(product, Wide{power_of_ten(factor.scale)} * denominator));
}

Cents operator+(Cents a, Cents b) {
  return checked(Wide{a.value} + b.value);
}
Cents operator-(Cents a, Cents b) {
  return checked(Wide{a.value} - b.value);
}

}  // namespace sctf
