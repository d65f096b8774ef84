#include "server/utility.h"

#include <algorithm>

namespace kabinet::server {
namespace {

api::Date clamped(api::Period period, int day) {
  return {period.year, period.month, std::min(day, api::days_in_month(period))};
}

}  // namespace

api::Window UtilitySettings::window(api::AccountKind account, const std::vector<api::Service>& services, const api::Date& today) const {
  // A rule for the service beats a general one; among equals the newest that is in force on the day asked.
  const auto rule_on = [&](const api::Date& day) -> const WindowRule* {
    const auto newest = [&](std::optional<api::Service> service) -> const WindowRule* {
      const WindowRule* best = nullptr;
      for (const auto& rule : windows) {
        if (rule.account != account || rule.service != service || rule.valid_from > day) continue;
        if (!best || rule.valid_from > best->valid_from) best = &rule;
      }
      return best;
    };
    for (const auto service : services) {
      if (const auto* rule = newest(service)) return rule;
    }
    return newest(std::nullopt);
  };

  api::Window result;
  const api::Period month = api::period_of(today);
  const WindowRule* rule = rule_on(today);
  if (!rule) {  // no rule: always open, counts for this month
    result.open = true;
    result.opens = clamped(month, 1);
    result.closes = clamped(month, 31);
    result.period = month;
    return result;
  }
  result.accepts_outside = rule->accepts_outside;
  const api::Date opens = clamped(month, rule->first), closes = clamped(month, rule->last);
  if (today <= closes) {
    result.open = today >= opens;
    result.opens = opens;
    result.closes = closes;
    result.period = month;
    return result;
  }
  const api::Period next = api::add_months(month, 1);
  const WindowRule* next_rule = rule_on(clamped(next, 1));
  if (!next_rule) next_rule = rule;
  result.opens = clamped(next, next_rule->first);
  result.closes = clamped(next, next_rule->last);
  result.period = next;
  return result;
}

api::Volume UtilitySettings::hard_limit(api::AccountKind account, api::Service service) const {
  for (const auto& limit : hard_limits) {
    if (limit.account == account && limit.service == service) return limit.limit;
  }
  return {};
}

bool UtilitySettings::is_working_day(const api::Date& day) const {
  if (api::weekday(day) >= 6) return working_weekends.count(day) > 0;
  return days_off.count(day) == 0;
}

api::Date UtilitySettings::add_working_days(const api::Date& day, int days) const {
  api::Date result = day;
  while (days > 0) {
    result = api::add_days(result, 1);
    if (is_working_day(result)) --days;
  }
  return result;
}

}  // namespace kabinet::server
