#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace sctf {

/// A calendar day. What a norm calls a date is always this, never a string.
using Day = std::chrono::sys_days;
/// A point in time, UTC, to the microsecond (what PostgreSQL's timestamptz keeps).
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

/// Reads `YYYY-MM-DD`; years 1900 to 2200, days that exist. `invalid_value` otherwise.
SCTF_API Result<Day> parse_day(std::string_view text);
/// `YYYY-MM-DD`.
SCTF_API std::string to_string(Day day);
/// `20/11/2026`, as people in Spain write it.
SCTF_API std::string human_day(Day day);

/// Reads RFC 3339: `2026-05-20T08:00:00Z`, `…T08:00:00.5+01:00`; a bare `YYYY-MM-DD` is its first instant
/// UTC.
SCTF_API Result<Instant> parse_instant(std::string_view text);
/// `2026-05-20T08:00:00Z`, with the fraction only where there is one.
SCTF_API std::string to_string(Instant instant);

SCTF_API int year_of(Day day);
/// Day of the month, 1 to 31.
SCTF_API unsigned day_of_month(Day day);
/// Calendar quarter of the day, 1 to 4 (TRLRHL 96.3 prorates by it).
SCTF_API int quarter_of(Day day);
SCTF_API Day make_day(int year, unsigned month, unsigned day);
/// The same day `months` later; where that month lacks the day, its last one (LPAC 30.4).
SCTF_API Day add_months(Day day, int months);

}  // namespace sctf
