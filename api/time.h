// Dates, months and instants as values; the clock is always passed in. Wire forms: "2026-11-22", "2026-11", RFC 3339 with offset.
// Must not know: time zone databases (a utility's offset comes with its profile), the system clock.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "api/result.h"

namespace kabinet::api {

struct Date {
  int year = 1970, month = 1, day = 1;
  friend bool operator==(const Date&, const Date&) = default;
  friend auto operator<=>(const Date&, const Date&) = default;
};

struct Period {  // a calendar month
  int year = 1970, month = 1;
  friend bool operator==(const Period&, const Period&) = default;
  friend auto operator<=>(const Period&, const Period&) = default;
};

struct Instant {  // milliseconds since 1970-01-01T00:00:00Z
  std::int64_t ms = 0;
  friend bool operator==(const Instant&, const Instant&) = default;
  friend auto operator<=>(const Instant&, const Instant&) = default;
};

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

bool valid(const Date& date);
std::int64_t to_days(const Date& date);  // days since 1970-01-01
Date from_days(std::int64_t days);
int weekday(const Date& date);           // 1 = Monday … 7 = Sunday
int days_in_month(Period period);
Date add_days(const Date& date, int days);
Period add_months(Period period, int months);
Period period_of(const Date& date);
Date date_of(Instant instant, int utc_offset_minutes);

std::string to_iso(const Date& date);
std::string to_iso(Period period);
std::string to_rfc3339(Instant instant, int utc_offset_minutes = 0);
Result<Date> parse_date(std::string_view text);        // "2026-11-22"
Result<Period> parse_period(std::string_view text);    // "2026-11"
Result<Instant> parse_instant(std::string_view text);  // RFC 3339; ms optional

// For people: "22.11.2026", "22.11.2026 14:02".
std::string format_date(const Date& date);
std::string format_date_time(Instant instant, int utc_offset_minutes);

}  // namespace kabinet::api
