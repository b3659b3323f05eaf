#include "text/zone.hpp"

#include <date/tz.h>
#include <exception>
#include <fmt/format.h>

namespace sctf::text {
namespace {

const date::time_zone& find_zone(std::string_view zone) {
  // The last one asked for: nearly every call wants the city's.
  thread_local std::string name;
  thread_local const date::time_zone* found = nullptr;
  if (found != nullptr && name == zone) return *found;
  try {
    found = date::locate_zone(zone);
    name = zone;
  } catch (const std::exception& failed) {
    found = nullptr;
    throw Error(Code::bad_configuration, "time zone {} is not known here ({}): is tzdata installed?", zone,
                failed.what());
  }
  return *found;
}

date::local_seconds zone_seconds(Instant instant, std::string_view zone) {
  return find_zone(zone).to_local(std::chrono::floor<std::chrono::seconds>(instant));
}

}  // namespace

LocalTime local_time(Instant instant, std::string_view zone) {
  const auto seconds = zone_seconds(instant, zone).time_since_epoch();
  const auto days = std::chrono::floor<std::chrono::days>(seconds);
  const auto of_day = static_cast<int>((seconds - days).count());
  return {.day = Day{days}, .hour = of_day / 3600, .minute = of_day / 60 % 60, .second = of_day % 60};
}

Day local_day(Instant instant, std::string_view zone) {
  return local_time(instant, zone).day;
}

Instant start_of_day(Day day, std::string_view zone) {
  const date::local_seconds midnight{
      std::chrono::duration_cast<std::chrono::seconds>(day.time_since_epoch())};
  // Where clocks go forward at midnight the day begins with the hour after it.
  return find_zone(zone).to_sys(midnight, date::choose::earliest);
}

std::string iso_local(Instant instant, std::string_view zone) {
  const auto t = local_time(instant, zone);
  return fmt::format("{}T{:02}:{:02}:{:02}", to_string(t.day), t.hour, t.minute, t.second);
}

}  // namespace sctf::text
