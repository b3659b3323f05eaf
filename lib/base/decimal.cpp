#include "base/decimal.hpp"

#include <array>
#include <fmt/format.h>

namespace sctf {

std::int64_t power_of_ten(int exponent) {
  static constexpr auto kPowers = [] {
    std::array<std::int64_t, 19> p{1};
    for (std::size_t i = 1; i < p.size(); ++i) p[i] = p[i - 1] * 10;
    return p;
  }();
  if (exponent < 0 || exponent > 18) throw Error(Code::internal, "10^{} does not fit", exponent);
  return kPowers[static_cast<std::size_t>(exponent)];
}

Wide divide_rounded(Wide numerator, Wide denominator) {
  const bool negative = numerator < 0;
  const Wide magnitude = negative ? -numerator : numerator;
  const Wide quotient = (magnitude + denominator / 2) / denominator;
  // For an odd denominator d, d/2 truncates: x.5 cannot occur, so the sum above is still exact.
  return negative ? -quotient : quotient;
}

Result<Decimal> Decimal::parse(std::string_view text, int max_decimals) {
  const auto wrong = [&](std::string_view why) {
    auto p = detail::make_problem(Code::invalid_value, "\"{}\" is not a decimal number: {}",
                                  fmt::make_format_args(text, why));
    p.value = std::string(text);
    return tl::unexpected<Problem>(std::move(p));
  };
  const bool negative = !text.empty() && text[0] == '-';
  const auto body = text.substr(negative ? 1 : 0);
  const auto point = body.find('.');
  const auto whole = body.substr(0, point);
  const auto decimals = point == std::string_view::npos ? std::string_view{} : body.substr(point + 1);
  if (whole.empty() || (point != std::string_view::npos && decimals.empty()))
    return wrong("a digit is wanted on both sides of the point");
  if (decimals.size() > static_cast<std::size_t>(max_decimals))
    return wrong(fmt::format("at most {} decimals", max_decimals));
  std::int64_t units = 0;
  int digits = 0;
  for (const auto part : {whole, decimals})
    for (const char c : part) {
      if (c < '0' || c > '9') return wrong("only digits and one decimal point");
      if (units != 0 || c != '0') ++digits;
      if (digits > 18) return wrong("too many digits");
      units = units * 10 + (c - '0');
    }
  return Decimal{negative ? -units : units, static_cast<int>(decimals.size())};
}

std::string Decimal::str() const {
  const auto unit = power_of_ten(scale);
  const auto magnitude = units < 0 ? -units : units;
  if (scale == 0) return fmt::format("{}", units);
  return fmt::format("{}{}.{:0{}}", units < 0 ? "-" : "", magnitude / unit, magnitude % unit, scale);
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const Wide left = Wide{a.units} * power_of_ten(b.scale);
  const Wide right = Wide{b.units} * power_of_ten(a.scale);
  return left < right ? std::strong_ordering::less
                      : (right < left ? std::strong_ordering::greater : std::strong_ordering::equal);
}

}  // namespace sctf
