// Civil dates and the wire forms of time.
#include <catch2/catch_test_macros.hpp>

#include <random>

#include "api/time.h"

using namespace kabinet::api;

TEST_CASE("Days and dates") {
  CHECK(to_days({1970, 1, 1}) == 0);
  CHECK(to_days({2000, 3, 1}) == 11'017);
  CHECK(to_days({1969, 12, 31}) == -1);
  CHECK(from_days(to_days({2026, 11, 22})) == Date{2026, 11, 22});
  for (std::int64_t day = -800'000; day < 3'000'000; day += 137) REQUIRE(to_days(from_days(day)) == day);
  CHECK(weekday({2026, 11, 22}) == 7);
  CHECK(weekday({2026, 3, 16}) == 1);  // first working day after the 15th, a Sunday
  CHECK(weekday({1969, 12, 29}) == 1);
  CHECK(add_days({2026, 12, 31}, 1) == Date{2027, 1, 1});
  CHECK(add_days({2024, 3, 1}, -1) == Date{2024, 2, 29});
}

TEST_CASE("Months") {
  CHECK(days_in_month({2026, 2}) == 28);
  CHECK(days_in_month({2024, 2}) == 29);
  CHECK(days_in_month({2100, 2}) == 28);
  CHECK(days_in_month({2000, 2}) == 29);
  CHECK(days_in_month({2026, 11}) == 30);
  CHECK(add_months({2026, 11}, 2) == Period{2027, 1});
  CHECK(add_months({2026, 1}, -1) == Period{2025, 12});
  CHECK(add_months({2026, 1}, -25) == Period{2023, 12});
  CHECK(period_of({2026, 11, 22}) == Period{2026, 11});
  CHECK(Period{2025, 12} < Period{2026, 1});
  CHECK(Date{2026, 1, 31} < Date{2026, 2, 1});
}

TEST_CASE("Wire dates are strict") {
  CHECK(parse_date("2026-11-22").value() == Date{2026, 11, 22});
  CHECK(parse_period("2026-11").value() == Period{2026, 11});
  for (const auto* text : {"", "2026-11-31", "2026-02-29", "2026-13-01", "2026-00-10", "0000-01-01", "2026-1-1", "22.11.2026",
                           "2026-11-22T00:00:00Z", "2026-11-22 ", "+026-11-22", "2026-11"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text).ok());
  }
  for (const auto* text : {"", "2026-13", "2026-00", "2026-1", "2026-11-22", "0000-01"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_period(text).ok());
  }
}

TEST_CASE("RFC 3339") {
  CHECK(parse_instant("1970-01-01T00:00:00Z").value() == Instant{0});
  CHECK(parse_instant("2026-11-22T10:30:00+07:00").value() == parse_instant("2026-11-22T03:30:00Z").value());
  CHECK(parse_instant("2026-11-22t03:30:00.5z").value().ms % 1000 == 500);
  CHECK(parse_instant("2026-11-22T03:30:00.123999Z").value().ms % 1000 == 123);
  CHECK(parse_instant("2016-12-31T23:59:60Z").value() == parse_instant("2017-01-01T00:00:00Z").value());
  for (const auto* text : {"", "2026-11-22", "2026-11-22T10:30:00", "2026-11-22 10:30:00Z", "2026-11-22T24:00:00Z",
                           "2026-11-22T10:60:00Z", "2026-11-22T10:30:61Z", "2026-11-22T10:30:00.Z", "2026-11-22T10:30:00+0700",
                           "2026-11-22T10:30:00+24:00", "2026-11-31T10:30:00Z", "2026-11-22T10:30:00Zx"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_instant(text).ok());
  }
  CHECK(to_rfc3339({0}) == "1970-01-01T00:00:00Z");
  CHECK(to_rfc3339({1500}, 420) == "1970-01-01T07:00:01.500+07:00");
  CHECK(to_rfc3339({-1}, -210) == "1969-12-31T20:29:59.999-03:30");

  std::mt19937_64 random(7);
  std::uniform_int_distribution<std::int64_t> ms(-60'000'000'000'000, 250'000'000'000'000);
  std::uniform_int_distribution<int> offset(-14 * 60, 14 * 60);
  for (int i = 0; i < 5'000; ++i) {
    const Instant instant{ms(random)};
    REQUIRE(parse_instant(to_rfc3339(instant, offset(random))).value() == instant);
  }
}

TEST_CASE("Dates follow the utility's offset") {
  const Instant late = parse_instant("2026-11-25T18:00:00Z").value();
  CHECK(date_of(late, 180) == Date{2026, 11, 25});   // Simferopol
  CHECK(date_of(late, 420) == Date{2026, 11, 26});   // Krasnoyarsk
  CHECK(format_date({2026, 7, 2}) == "02.07.2026");
  CHECK(format_date_time(late, 420) == "26.11.2026 01:00");
}
