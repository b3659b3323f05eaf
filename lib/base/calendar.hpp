#pragma once

#include <map>
#include <set>

#include "base/day.hpp"

namespace sctf {

/// Non-working days of a body: Saturdays, Sundays and the holidays of each year that was given.
/// Terms that end on such a day end on the next working day (LPAC 30.5, LGT 62.2).
class SCTF_API Calendar {
 public:
  /// Declares the holidays of `year`. A year without this is *not known*: asking about it is a problem.
  void set_year(int year, std::set<Day> holidays);
  [[nodiscard]] bool knows(int year) const { return holidays_.contains(year); }
  /// What was given, by year: for who must keep it.
  [[nodiscard]] const std::map<int, std::set<Day>>& years() const { return holidays_; }

  /// `no_calendar` where the year of `day` is not known.
  [[nodiscard]] Result<bool> is_working(Day day) const;
  /// `day` itself if it is a working day, else the next one.
  [[nodiscard]] Result<Day> working_from(Day day) const;

 private:
  std::map<int, std::set<Day>> holidays_;
};

SCTF_API bool is_weekend(Day day);
/// Easter Sunday of the year (Gregorian).
SCTF_API Day easter_sunday(int year);
/// Whether TARGET2, in which SEPA debits settle, is open: closed on weekends, 1 January, Good Friday, Easter
/// Monday, 1 May, 25 and 26 December (norms/recaudacion 4.9).
SCTF_API bool is_target_day(Day day);
/// `days` TARGET days before `day`.
SCTF_API Day target_days_before(Day day, int days);

}  // namespace sctf
