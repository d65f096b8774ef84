#include "server/exchange/moving_dates.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace kabinet::server::exchange {
namespace {

constexpr int kFarthest = 100'000;

std::optional<int> read_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || value < 0 || value > kFarthest) return std::nullopt;
  return value;
}

bool cut_prefix(std::string_view& text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// "", "-37", "+10" → the number; `unit` must follow a number ("d" of days).
std::optional<int> read_offset(std::string_view text, std::string_view unit) {
  if (text.empty()) return 0;
  const bool back = text.front() == '-';
  if (!back && text.front() != '+') return std::nullopt;
  text.remove_prefix(1);
  if (text.size() < unit.size() || text.substr(text.size() - unit.size()) != unit) return std::nullopt;
  text.remove_suffix(unit.size());
  const auto value = read_number(text);
  if (!value) return std::nullopt;
  return back ? -*value : *value;
}

bool cut_braces(std::string_view& text) {
  if (text.size() < 2 || text.front() != '{' || text.back() != '}') return false;
  text = text.substr(1, text.size() - 2);
  return true;
}

// "month-2", "window" without braces.
std::optional<api::Period> read_moving_period(std::string_view text, const Anchors& anchors) {
  api::Period period = api::period_of(anchors.today);
  if (cut_prefix(text, "window")) period = anchors.window;
  else if (!cut_prefix(text, "month")) return std::nullopt;
  const auto months = read_offset(text, "");
  if (!months) return std::nullopt;
  return api::add_months(period, *months);
}

}  // namespace

std::optional<api::Date> read_date(std::string_view text, const Anchors& anchors) {
  if (cut_braces(text)) {
    if (const auto bar = text.find('|'); bar != std::string_view::npos) {
      const auto braced = [&](std::string_view part) { return read_date("{" + std::string(part) + "}", anchors); };
      const auto first = braced(text.substr(0, bar)), second = braced(text.substr(bar + 1));
      if (!first || !second) return std::nullopt;
      return std::max(*first, *second);
    }
    if (cut_prefix(text, "today")) {
      const auto days = read_offset(text, "d");
      if (!days) return std::nullopt;
      return api::add_days(anchors.today, *days);
    }
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto period = read_moving_period(text.substr(0, colon), anchors);
    if (!period) return std::nullopt;
    const std::string_view day = text.substr(colon + 1);
    const auto number = day == "end" ? std::optional<int>(31) : read_number(day);
    if (!number || *number < 1 || *number > 31) return std::nullopt;
    return api::Date{period->year, period->month, std::min(*number, api::days_in_month(*period))};
  }
  if (text.size() == 10 && text[2] == '.' && text[5] == '.') {  // 22.11.2026
    const auto day = read_number(text.substr(0, 2)), month = read_number(text.substr(3, 2)), year = read_number(text.substr(6));
    if (!day || !month || !year) return std::nullopt;
    const api::Date date{*year, *month, *day};
    if (!api::valid(date)) return std::nullopt;
    return date;
  }
  const auto date = api::parse_date(text);
  if (!date) return std::nullopt;
  return *date;
}

std::optional<api::Period> read_period(std::string_view text, const Anchors& anchors) {
  if (cut_braces(text)) return read_moving_period(text, anchors);
  if (text.size() == 7 && text[2] == '.') {  // 11.2026
    const auto month = read_number(text.substr(0, 2)), year = read_number(text.substr(3));
    if (!month || !year || *month < 1 || *month > 12) return std::nullopt;
    return api::Period{*year, *month};
  }
  const auto period = api::parse_period(text);
  if (!period) return std::nullopt;
  return *period;
}

std::optional<api::Instant> read_time(std::string_view text, const Anchors& anchors, int utc_offset_minutes) {
  if (const auto instant = api::parse_instant(text)) return *instant;
  const auto space = text.find(' ');
  const auto date = read_date(text.substr(0, space), anchors);
  if (!date) return std::nullopt;
  std::int64_t seconds = 12 * 3600;
  if (space != std::string_view::npos) {
    const std::string_view clock = text.substr(space + 1);
    if ((clock.size() != 5 && clock.size() != 8) || clock[2] != ':' || (clock.size() == 8 && clock[5] != ':')) return std::nullopt;
    const auto hour = read_number(clock.substr(0, 2)), minute = read_number(clock.substr(3, 2));
    const auto second = clock.size() == 8 ? read_number(clock.substr(6)) : std::optional<int>(0);
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
    seconds = *hour * 3600 + *minute * 60 + *second;
  }
  return api::Instant{(api::to_days(*date) * 86'400 + seconds - std::int64_t{utc_offset_minutes} * 60) * 1000};
}

}  // namespace kabinet::server::exchange
