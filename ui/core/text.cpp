// Look-ups in the generated catalogue and the small grammar around them.
#include "ui/core/text.h"

#include <array>

namespace kabinet::ui {

extern const std::string_view kTextRu[];
extern const std::string_view kTextEn[];

std::string_view lookup(Language language, Text key) {
  return (language == Language::Russian ? kTextRu : kTextEn)[std::size_t(key)];
}

std::string fill(std::string_view pattern, std::initializer_list<std::string_view> arguments) {
  std::string out;
  out.reserve(pattern.size() + 32);
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool placeholder = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}';
    const std::size_t index = placeholder ? std::size_t(pattern[i + 1] - '0') : arguments.size();
    if (index < arguments.size()) {
      out += *(arguments.begin() + index);
      i += 2;
    } else {
      out += pattern[i];
    }
  }
  return out;
}

Text plural(Language language, long long count, Text one, Text few, Text many) {
  const long long n = count < 0 ? -count : count;
  if (language == Language::English) return n == 1 ? one : many;
  if (n % 100 >= 11 && n % 100 <= 14) return many;
  if (n % 10 == 1) return one;
  return n % 10 >= 2 && n % 10 <= 4 ? few : many;
}

namespace {

constexpr std::array kMonths = {Text::month_1, Text::month_2, Text::month_3, Text::month_4, Text::month_5, Text::month_6,
                                Text::month_7, Text::month_8, Text::month_9, Text::month_10, Text::month_11, Text::month_12};
constexpr std::array kMonthsShort = {Text::month_short_1, Text::month_short_2, Text::month_short_3, Text::month_short_4,
                                     Text::month_short_5, Text::month_short_6, Text::month_short_7, Text::month_short_8,
                                     Text::month_short_9, Text::month_short_10, Text::month_short_11, Text::month_short_12};
constexpr std::array kMonthsOf = {Text::month_of_1, Text::month_of_2, Text::month_of_3, Text::month_of_4, Text::month_of_5,
                                  Text::month_of_6, Text::month_of_7, Text::month_of_8, Text::month_of_9, Text::month_of_10,
                                  Text::month_of_11, Text::month_of_12};

std::size_t index_of(int month) { return std::size_t(month < 1 ? 0 : month > 12 ? 11 : month - 1); }

}  // namespace

std::string month_name(Language language, api::Period period) {
  return std::string(lookup(language, kMonths[index_of(period.month)])) + " " + std::to_string(period.year);
}

std::string_view month_short(Language language, int month) { return lookup(language, kMonthsShort[index_of(month)]); }

std::string day_month(Language language, const api::Date& date) {
  return std::to_string(date.day) + "\u00A0" + std::string(lookup(language, kMonthsOf[index_of(date.month)]));
}

std::string_view service_name(Language language, api::Service service) {
  switch (service) {
    case api::Service::ColdWater: return lookup(language, Text::service_cold_water);
    case api::Service::HotWater: return lookup(language, Text::service_hot_water);
    case api::Service::Wastewater: return lookup(language, Text::service_wastewater);
    case api::Service::Heat: return lookup(language, Text::service_heat);
    case api::Service::Electricity: return lookup(language, Text::service_electricity);
  }
  return {};
}

std::string_view unit_name(Language language, api::Service service) {
  switch (service) {
    case api::Service::Heat: return lookup(language, Text::unit_gcal);
    case api::Service::Electricity: return lookup(language, Text::unit_kwh);
    default: return lookup(language, Text::unit_m3);
  }
}

std::string_view zone_name(Language language, api::Zone zone) {
  switch (zone) {
    case api::Zone::Single: return lookup(language, Text::zone_single);
    case api::Zone::Day: return lookup(language, Text::zone_day);
    case api::Zone::Night: return lookup(language, Text::zone_night);
    case api::Zone::Peak: return lookup(language, Text::zone_peak);
    case api::Zone::HalfPeak: return lookup(language, Text::zone_half_peak);
  }
  return {};
}

std::string_view source_name(Language language, api::ReadingSource source) {
  switch (source) {
    case api::ReadingSource::Cabinet: return lookup(language, Text::source_cabinet);
    case api::ReadingSource::Kiosk: return lookup(language, Text::source_kiosk);
    case api::ReadingSource::Anonymous: return lookup(language, Text::source_anonymous);
    case api::ReadingSource::Inspector: return lookup(language, Text::source_inspector);
    case api::ReadingSource::Import: return lookup(language, Text::source_import);
  }
  return {};
}

}  // namespace kabinet::ui
