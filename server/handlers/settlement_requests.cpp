#include "server/handlers/settlement_requests.h"

namespace kabinet::server {
namespace {

constexpr int kMostYears = 10;

template <class T>
api::Result<T> with_field(api::Result<T> result, const char* field) {
  if (!result)
    for (auto& error : result.error().fields) error.field = field;
  return result;
}

api::Result<api::Date> day(const std::string& text, const char* field) {
  if (text.empty()) return api::make_field_error(field, "required");
  return with_field(api::parse_date(text), field);
}

}  // namespace

api::Result<store::SettledAccount> settled_account(store::Connection& sql, const Call& call, const std::string& account_id) {
  auto account = store::find_settled_account(sql, call.caller->subscriber_id, account_id);
  if (!account) return api::make_error(api::ErrorCode::NotFound, "счёт не найден");
  return std::move(*account);
}

api::Result<Days> days_between(const std::string& from, const std::string& to) {
  const auto first = day(from, "from");
  if (!first) return first.error();
  const auto last = day(to, "to");
  if (!last) return last.error();
  if (*last < *first) return api::make_field_error("to", "too_small");
  if (*last >= api::Date{first->year + kMostYears, first->month, first->day}) return api::make_field_error("to", "too_large");
  return Days{*first, *last};
}

api::Result<Months> months_between(const std::string& from, const std::string& to, api::Period newest) {
  Months months;
  months.to = newest;
  if (!to.empty()) {
    const auto last = with_field(api::parse_period(to), "to");
    if (!last) return last.error();
    months.to = *last;
  }
  months.from = api::add_months(months.to, -11);
  if (!from.empty()) {
    const auto first = with_field(api::parse_period(from), "from");
    if (!first) return first.error();
    months.from = *first;
  }
  if (months.to < months.from) return api::make_field_error("to", "too_small");
  if (months.to >= api::add_months(months.from, kMostYears * 12)) return api::make_field_error("to", "too_large");
  return months;
}

}  // namespace kabinet::server
