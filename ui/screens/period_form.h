// «Период»: two fields and the quick choices «Месяц», «Квартал», «Год», for days or for whole months. What is wrong is said beside its field;
// a period is only answered when it can be asked for. Must not know what the period is for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/time.h"
#include "ui/core/ui.h"

namespace kabinet::ui {

struct DayRange {  // both inclusive
  api::Date from, to;
  bool operator==(const DayRange&) const = default;
};
struct MonthRange {
  api::Period from, to;
  bool operator==(const MonthRange&) const = default;
};

struct PeriodDraft {
  std::string of;        // the period that the texts began with; another one in the address begins them anew
  std::string from, to;
  bool tried = false;
};

inline constexpr int kLongestYears = 10;

// What people type: "1.7.2026", "01/07/26", "01072026", "2026-07-01"; "7.2026", "072026", "2026-07".
std::optional<api::Date> read_date(std::string_view typed);
std::optional<api::Period> read_month(std::string_view typed);

// From the first day of this month, quarter or year to today.
enum class Span { Month, Quarter, Year };
DayRange days_of(Span span, const api::Date& today);
MonthRange months_of(Span span, const api::Date& today);
// "from=2026-07-01&to=2026-09-30"; nothing where the address does not name a period that can be asked for.
std::optional<DayRange> days_in(std::string_view query);
std::optional<MonthRange> months_in(std::string_view query);
std::string query_of(const DayRange& range);
std::string query_of(const MonthRange& range);

// Answers the period that the person asked for.
std::optional<DayRange> draw_days(Ui& ui, const std::string& id, const DayRange& shown, PeriodDraft& draft);
std::optional<MonthRange> draw_months(Ui& ui, const std::string& id, const MonthRange& shown, PeriodDraft& draft);

}  // namespace kabinet::ui
