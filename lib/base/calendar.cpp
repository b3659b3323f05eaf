#include "base/calendar.hpp"

namespace sctf {

using std::chrono::days;

void Calendar::set_year(int year, std::set<Day> holidays) {
  holidays_[year] = std::move(holidays);
}

Result<bool> Calendar::is_working(Day day) const {
  const auto year = holidays_.find(year_of(day));
  if (year == holidays_.end())
    return problem(Code::no_calendar, "no calendar of non-working days for {}", year_of(day));
  return !is_weekend(day) && !year->second.contains(day);
}

Result<Day> Calendar::working_from(Day day) const {
  for (;; day += days{1}) {
    const auto working = is_working(day);
    if (!working) return tl::unexpected(working.error());
    if (*working) return day;
  }
}

bool is_weekend(Day day) {
  const std::chrono::weekday weekday{day};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

// Meeus/Jones/Butcher: the whole of the Gregorian computus in whole numbers.
Day easter_sunday(int year) {
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4;
  const int g = (8 * b + 13) / 25, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  const int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
  return make_day(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

bool is_target_day(Day day) {
  if (is_weekend(day)) return false;
  const auto year = year_of(day);
  const auto easter = easter_sunday(year);
  return day != make_day(year, 1, 1) && day != easter - days{2} && day != easter + days{1} &&
         day != make_day(year, 5, 1) && day != make_day(year, 12, 25) && day != make_day(year, 12, 26);
}

Day target_days_before(Day day, int count) {
  while (count > 0)
    if (is_target_day(day -= days{1})) --count;
  return day;
}

}  // namespace sctf
