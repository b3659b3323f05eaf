#include "base/day.hpp"

#include <fmt/format.h>

namespace sctf {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

// A fixed-width run of digits, -1 where one is not a digit.
int fixed_digits(std::string_view text, std::size_t from, std::size_t count) {
  if (from + count > text.size()) return -1;
  int value = 0;
  for (std::size_t i = from; i < from + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

tl::unexpected<Problem> not_an_instant(std::string_view text) {
  auto p = problem(Code::invalid_value, "\"{}\" is not a time such as 2026-05-20T08:00:00Z (RFC 3339)", text);
  p.value().value = std::string(text);
  return p;
}

}  // namespace

Result<Day> parse_day(std::string_view text) {
  const int y = fixed_digits(text, 0, 4), m = fixed_digits(text, 5, 2), d = fixed_digits(text, 8, 2);
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || y < 0 || m < 0 || d < 0) {
    auto p = problem(Code::invalid_value, "\"{}\" is not a date such as 2026-05-20", text);
    p.value().value = std::string(text);
    return p;
  }
  const year_month_day ymd{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
  if (!ymd.ok() || y < 1900 || y > 2200) {
    auto p = problem(Code::invalid_value, "\"{}\" is not a day that exists between 1900 and 2200", text);
    p.value().value = std::string(text);
    return p;
  }
  return Day{ymd};
}

std::string to_string(Day day) {
  const year_month_day ymd{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                     static_cast<unsigned>(ymd.day()));
}

std::string human_day(Day day) {
  const year_month_day ymd{day};
  return fmt::format("{:02}/{:02}/{:04}", static_cast<unsigned>(ymd.day()),
                     static_cast<unsigned>(ymd.month()), static_cast<int>(ymd.year()));
}

Result<Instant> parse_instant(std::string_view text) {
  const auto date = parse_day(text.substr(0, 10));
  if (!date) return not_an_instant(text);
  if (text.size() == 10) return Instant{*date};
  const int h = fixed_digits(text, 11, 2), mi = fixed_digits(text, 14, 2), s = fixed_digits(text, 17, 2);
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' ') || text[13] != ':' ||
      text[16] != ':' || h < 0 || h > 23 || mi < 0 || mi > 59 || s < 0 || s > 60)
    return not_an_instant(text);
  Instant instant =
      Instant{*date} + std::chrono::hours{h} + std::chrono::minutes{mi} + std::chrono::seconds{s};
  std::size_t at = 19;
  if (text[at] == '.') {
    std::int64_t fraction = 0;
    std::int64_t unit = 100'000;
    const auto first = ++at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, unit /= 10)
      fraction += (text[at] - '0') * unit;
    if (at == first) return not_an_instant(text);
    instant += std::chrono::microseconds{fraction};
  }
  const auto zone = text.substr(at);
  if (zone == "Z" || zone == "z") return instant;
  const int oh = fixed_digits(zone, 1, 2), om = fixed_digits(zone, 4, 2);
  if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':' || oh < 0 || oh > 23 ||
      om < 0 || om > 59)
    return not_an_instant(text);
  const auto offset = std::chrono::hours{oh} + std::chrono::minutes{om};
  return zone[0] == '+' ? instant - offset : instant + offset;
}

std::string to_string(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const auto since = instant - day;
  const auto micros = since.count();
  auto text = fmt::format("{}T{:02}:{:02}:{:02}", to_string(Day{day}), micros / 3'600'000'000,
                          micros / 60'000'000 % 60, micros / 1'000'000 % 60);
  if (const auto fraction = micros % 1'000'000; fraction != 0) {
    text += fmt::format(".{:06}", fraction);
    while (text.back() == '0') text.pop_back();
  }
  return text + "Z";
}

int year_of(Day day) {
  return static_cast<int>(year_month_day{day}.year());
}
unsigned day_of_month(Day day) {
  return static_cast<unsigned>(year_month_day{day}.day());
}
int quarter_of(Day day) {
  return static_cast<int>((static_cast<unsigned>(year_month_day{day}.month()) - 1) / 3) + 1;
}

Day make_day(int y, unsigned m, unsigned d) {
  const year_month_day ymd{year{y}, month{m}, day{d}};
  if (!ymd.ok()) throw Error(Code::internal, "{}-{}-{} is not a day", y, m, d);
  return Day{ymd};
}

Day add_months(Day from, int months) {
  const year_month_day ymd{from};
  const auto target = ymd.year() / ymd.month() + std::chrono::months{months};
  const auto last = (target / std::chrono::last).day();
  return Day{target / std::min(ymd.day(), last)};
}

}  // namespace sctf
