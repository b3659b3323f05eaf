#include "base/day.hpp"

#include <gtest/gtest.h>

#include "base/calendar.hpp"

namespace sctf {
namespace {

TEST(Day, OnlyDaysThatExist) {
  EXPECT_EQ(to_string(must(parse_day("2028-02-29"))), "2028-02-29");
  for (const char* bad :
       {"", "2026-02-29", "2026-13-01", "2026-1-1", "20260101", "2026/01/01", "1899-12-31", "2026-01-01x"}) {
    const auto day = parse_day(bad);
    ASSERT_FALSE(day) << bad;
    EXPECT_EQ(day.error().value, bad);
  }
}

TEST(Day, MonthsEndOnTheirLastDay) {  // LPAC 30.4
  EXPECT_EQ(add_months(make_day(2024, 2, 29), 24), make_day(2026, 2, 28));
  EXPECT_EQ(add_months(make_day(2026, 1, 31), 1), make_day(2026, 2, 28));
  EXPECT_EQ(add_months(make_day(2026, 5, 20), -3), make_day(2026, 2, 20));
  EXPECT_EQ(add_months(make_day(2023, 7, 8), 36), make_day(2026, 7, 8));
}

TEST(Day, Quarters) {
  EXPECT_EQ(quarter_of(make_day(2026, 1, 1)), 1);
  EXPECT_EQ(quarter_of(make_day(2026, 3, 31)), 1);
  EXPECT_EQ(quarter_of(make_day(2026, 4, 1)), 2);
  EXPECT_EQ(quarter_of(make_day(2026, 12, 31)), 4);
}

TEST(Instant, Rfc3339) {
  EXPECT_EQ(to_string(must(parse_instant("2026-05-20T08:00:00Z"))), "2026-05-20T08:00:00Z");
  EXPECT_EQ(to_string(must(parse_instant("2026-05-20T08:00:00.250+01:00"))), "2026-05-20T07:00:00.25Z");
  EXPECT_EQ(to_string(must(parse_instant("2026-05-20"))), "2026-05-20T00:00:00Z");
  for (const char* bad :
       {"", "2026-05-20T", "2026-05-20T08:00", "2026-05-20T08:00:00", "2026-05-20T25:00:00Z",
        "2026-05-20T08:00:00.Z", "2026-05-20T08:00:00+1:00", "soon"})
    EXPECT_FALSE(parse_instant(bad)) << bad;
}

TEST(Easter, KnownSundays) {
  EXPECT_EQ(easter_sunday(2024), make_day(2024, 3, 31));
  EXPECT_EQ(easter_sunday(2025), make_day(2025, 4, 20));
  EXPECT_EQ(easter_sunday(2026), make_day(2026, 4, 5));
  EXPECT_EQ(easter_sunday(2027), make_day(2027, 3, 28));
}

TEST(Target, ClosedOnItsHolidays) {
  EXPECT_TRUE(is_target_day(make_day(2026, 7, 8)));
  for (const auto day : {make_day(2026, 1, 1), make_day(2026, 4, 3), make_day(2026, 4, 6),
                         make_day(2026, 5, 1), make_day(2026, 12, 25), make_day(2026, 7, 11)})
    EXPECT_FALSE(is_target_day(day)) << to_string(day);
  EXPECT_EQ(target_days_before(make_day(2026, 4, 7), 1), make_day(2026, 4, 2));
}

TEST(CalendarOfABody, TheNextWorkingDay) {
  Calendar calendar;
  calendar.set_year(2026, {make_day(2026, 5, 20)});
  EXPECT_EQ(must(calendar.working_from(make_day(2026, 5, 20))), make_day(2026, 5, 21));
  EXPECT_EQ(must(calendar.working_from(make_day(2026, 5, 23))), make_day(2026, 5, 25));
  EXPECT_EQ(calendar.working_from(make_day(2027, 1, 1)).error().code, Code::no_calendar);
}

}  // namespace
}  // namespace sctf
