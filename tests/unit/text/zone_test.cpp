#include "text/zone.hpp"

#include <gtest/gtest.h>

namespace sctf::text {
namespace {

TEST(Zone, CanaryHasWinterAndSummer) {
  const std::pair<const char*, const char*> cases[] = {
      {"2026-01-15T12:00:00Z", "2026-01-15T12:00:00"},   {"2026-07-15T12:00:00Z", "2026-07-15T13:00:00"},
      {"2026-03-29T00:59:59Z", "2026-03-29T00:59:59"},   {"2026-03-29T01:00:00Z", "2026-03-29T02:00:00"},
      {"2026-10-25T00:59:59Z", "2026-10-25T01:59:59"},   {"2026-10-25T01:00:00Z", "2026-10-25T01:00:00"},
      {"2026-07-15T23:30:00Z", "2026-07-16T00:30:00"},   {"2026-05-20T08:00:00.9Z", "2026-05-20T09:00:00"},
      {"1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59"},
  };
  for (const auto& [utc, local] : cases) EXPECT_EQ(iso_local(must(parse_instant(utc))), local) << utc;
}

TEST(Zone, OtherZones) {
  const auto noon = must(parse_instant("2026-07-15T22:30:00Z"));
  EXPECT_EQ(iso_local(noon, "Europe/Madrid"), "2026-07-16T00:30:00");
  EXPECT_EQ(local_day(noon, "Europe/Madrid"), make_day(2026, 7, 16));
  EXPECT_EQ(local_day(noon), make_day(2026, 7, 15));
  try {
    (void)local_time(noon, "Atlantic/Atlantis");
    FAIL();
  } catch (const Error& e) {
    EXPECT_EQ(e.code(), Code::bad_configuration);
  }
}

TEST(Zone, ADayBeginsAtItsOwnMidnight) {
  EXPECT_EQ(start_of_day(make_day(2026, 7, 15)), must(parse_instant("2026-07-14T23:00:00Z")));
  EXPECT_EQ(start_of_day(make_day(2026, 1, 15)), must(parse_instant("2026-01-15T00:00:00Z")));
  for (int month = 1; month <= 12; ++month) {
    const auto day = make_day(2026, static_cast<unsigned>(month), 25);
    EXPECT_EQ(local_time(start_of_day(day)), (LocalTime{.day = day}));
  }
}

}  // namespace
}  // namespace sctf::text
