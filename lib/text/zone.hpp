#pragma once

#include <string>
#include <string_view>

#include "base/day.hpp"

namespace sctf::text {

inline constexpr std::string_view kCityZone = "Atlantic/Canary";

/// What calendar and clock show at a place.
struct LocalTime {
  Day day;
  int hour = 0;    ///< 0 to 23
  int minute = 0;  ///< 0 to 59
  int second = 0;  ///< 0 to 59
  friend bool operator==(const LocalTime&, const LocalTime&) = default;
};

/// Throws `bad_configuration` where the system's tzdata lacks the zone.
[[nodiscard]] SCTF_API LocalTime local_time(Instant instant, std::string_view zone = kCityZone);
/// The day on which an instant falls there: what a term or a booking date is counted from.
[[nodiscard]] SCTF_API Day local_day(Instant instant, std::string_view zone = kCityZone);
/// The first instant of a day there.
[[nodiscard]] SCTF_API Instant start_of_day(Day day, std::string_view zone = kCityZone);
/// `2026-05-20T09:00:00`, local time without offset (ISODateTime of ISO 20022).
[[nodiscard]] SCTF_API std::string iso_local(Instant instant, std::string_view zone = kCityZone);

}  // namespace sctf::text
