// Civil dates by days since 1970 (Howard Hinnant's public algorithms, proleptic Gregorian) and their wire forms.
// Must not know: zones by name, the system clock.
#include "api/time.h"

#include <charconv>

#include <fmt/format.h>

namespace kabinet::api {
namespace {

constexpr std::int64_t kMsPerMinute = 60'000;
constexpr std::int64_t kMsPerDay = 86'400'000;

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Exactly `width` digits from the front.
bool take(std::string_view& text, std::size_t width, int& out) {
  if (text.size() < width) return false;
  for (std::size_t i = 0; i < width; ++i) {
    if (!is_digit(text[i])) return false;
  }
  std::from_chars(text.data(), text.data() + width, out);
  text.remove_prefix(width);
  return true;
}

bool take(std::string_view& text, char mark) {
  if (text.empty() || text.front() != mark) return false;
  text.remove_prefix(1);
  return true;
}

bool take_date(std::string_view& text, Date& date) {
  return take(text, 4, date.year) && take(text, '-') && take(text, 2, date.month) && take(text, '-') && take(text, 2, date.day) &&
         valid(date);
}

// "Z", "+07:00"
bool take_offset(std::string_view& text, int& minutes) {
  if (take(text, 'Z') || take(text, 'z')) {
    minutes = 0;
    return true;
  }
  const bool west = !text.empty() && text.front() == '-';
  if (!west && (text.empty() || text.front() != '+')) return false;
  text.remove_prefix(1);
  int hour = 0, minute = 0;
  if (!take(text, 2, hour) || !take(text, ':') || !take(text, 2, minute) || hour > 23 || minute > 59) return false;
  minutes = (west ? -1 : 1) * (hour * 60 + minute);
  return true;
}

struct LocalTime {
  Date date;
  int hour, minute, second, ms;
};

LocalTime local_time(Instant instant, int utc_offset_minutes) {
  const std::int64_t local = instant.ms + utc_offset_minutes * kMsPerMinute;
  const std::int64_t days = floor_div(local, kMsPerDay);
  const auto in_day = static_cast<int>(local - days * kMsPerDay);
  return {from_days(days), in_day / 3'600'000, in_day / 60'000 % 60, in_day / 1000 % 60, in_day % 1000};
}

Error bad_date() { return make_field_error("", "bad_date"); }

}  // namespace

bool valid(const Date& date) {
  return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= days_in_month({date.year, date.month});
}

std::int64_t to_days(const Date& date) {
  const std::int64_t year = static_cast<std::int64_t>(date.year) - (date.month <= 2 ? 1 : 0);
  const std::int64_t era = floor_div(year, 400);
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

Date from_days(std::int64_t days) {
  const std::int64_t shifted = days + 719'468;  // from 0000-03-01
  const std::int64_t era = floor_div(shifted, 146'097);
  const std::int64_t day_of_era = shifted - era * 146'097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;  // 0 = March
  Date date;
  date.day = static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1);
  date.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  date.year = static_cast<int>(year_of_era + era * 400 + (date.month <= 2 ? 1 : 0));
  return date;
}

int weekday(const Date& date) {
  const std::int64_t days = to_days(date) + 3;  // 1970-01-01 was a Thursday
  return static_cast<int>(days - floor_div(days, 7) * 7) + 1;
}

int days_in_month(Period period) {
  if (period.month == 2) {
    const bool leap = period.year % 4 == 0 && (period.year % 100 != 0 || period.year % 400 == 0);
    return leap ? 29 : 28;
  }
  return period.month == 4 || period.month == 6 || period.month == 9 || period.month == 11 ? 30 : 31;
}

Date add_days(const Date& date, int days) { return from_days(to_days(date) + days); }

Period add_months(Period period, int months) {
  const std::int64_t index = static_cast<std::int64_t>(period.year) * 12 + (period.month - 1) + months;
  const std::int64_t year = floor_div(index, 12);
  return {static_cast<int>(year), static_cast<int>(index - year * 12) + 1};
}

Period period_of(const Date& date) { return {date.year, date.month}; }

Date date_of(Instant instant, int utc_offset_minutes) { return local_time(instant, utc_offset_minutes).date; }

std::string to_iso(const Date& date) { return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day); }

std::string to_iso(Period period) { return fmt::format("{:04}-{:02}", period.year, period.month); }

std::string to_rfc3339(Instant instant, int utc_offset_minutes) {
  const LocalTime t = local_time(instant, utc_offset_minutes);
  std::string text = fmt::format("{}T{:02}:{:02}:{:02}", to_iso(t.date), t.hour, t.minute, t.second);
  if (t.ms != 0) text += fmt::format(".{:03}", t.ms);
  if (utc_offset_minutes == 0) return text + 'Z';
  const int offset = utc_offset_minutes < 0 ? -utc_offset_minutes : utc_offset_minutes;
  return text + fmt::format("{}{:02}:{:02}", utc_offset_minutes < 0 ? '-' : '+', offset / 60, offset % 60);
}

Result<Date> parse_date(std::string_view text) {
  Date date;
  if (!take_date(text, date) || !text.empty()) return bad_date();
  return date;
}

Result<Period> parse_period(std::string_view text) {
  Period period;
  if (!take(text, 4, period.year) || !take(text, '-') || !take(text, 2, period.month) || !text.empty() || period.year < 1 ||
      period.month < 1 || period.month > 12) {
    return bad_date();
  }
  return period;
}

Result<Instant> parse_instant(std::string_view text) {
  Date date;
  int hour = 0, minute = 0, second = 0, ms = 0, offset = 0;
  if (!take_date(text, date) || !(take(text, 'T') || take(text, 't')) || !take(text, 2, hour) || !take(text, ':') ||
      !take(text, 2, minute) || !take(text, ':') || !take(text, 2, second)) {
    return bad_date();
  }
  if (take(text, '.')) {
    int digits = 0;
    for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1), ++digits) {
      if (digits < 3) ms = ms * 10 + (text.front() - '0');
    }
    if (digits == 0) return bad_date();
    for (; digits < 3; ++digits) ms *= 10;
  }
  // A leap second (:60) is RFC 3339; it becomes the second that follows.
  if (!take_offset(text, offset) || !text.empty() || hour > 23 || minute > 59 || second > 60) return bad_date();
  const std::int64_t seconds = ((to_days(date) * 24 + hour) * 60 + minute - offset) * 60 + second;
  return Instant{seconds * 1000 + ms};
}

std::string format_date(const Date& date) { return fmt::format("{:02}.{:02}.{:04}", date.day, date.month, date.year); }

std::string format_date_time(Instant instant, int utc_offset_minutes) {
  const LocalTime t = local_time(instant, utc_offset_minutes);
  return fmt::format("{} {:02}:{:02}", format_date(t.date), t.hour, t.minute);
}

}  // namespace kabinet::api
