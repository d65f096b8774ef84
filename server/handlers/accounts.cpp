// Accounts, and consumption by month. Must not know SQL.
#include "server/handlers/accounts.h"

#include <algorithm>
#include <map>

#include "api/names.h"
#include "server/handlers/account_view.h"
#include "server/handlers/meter_view.h"
#include "server/router.h"
#include "server/store/accounts.h"
#include "server/store/database.h"
#include "server/store/ids.h"
#include "server/store/meters.h"
#include "server/store/readings.h"
#include "server/store/usage.h"

namespace kabinet::server {
namespace {

api::Error no_account() { return api::make_error(api::ErrorCode::NotFound, "счёт не найден"); }

api::Result<api::AccountList> get_accounts(Call& call, api::GetAccounts&) {
  return call.utility.database.read([&](store::Connection& sql) -> api::Result<api::AccountList> {
    api::AccountList list;
    for (auto& account : store::list_accounts(sql, call.caller->subscriber_id)) list.items.push_back(account_view(sql, call.utility, call.now, std::move(account)));
    return list;
  });
}

api::Result<api::Account> get_account(Call& call, api::GetAccount& request) {
  return call.utility.database.read([&](store::Connection& sql) -> api::Result<api::Account> {
    auto account = store::find_account(sql, call.caller->subscriber_id, request.account_id);
    if (!account) return no_account();
    return account_view(sql, call.utility, call.now, std::move(*account));
  });
}

using Months = std::map<api::Period, api::Volume>;

// What the meters have counted, in the month of the reading that showed it.
Months metered(store::Connection& sql, const std::vector<store::MeterRow>& meters, api::Period first, api::Period last) {
  Months months;
  for (const auto& row : meters) {
    const auto history = store::history_between(sql, row.id, first, last);
    for (std::size_t i = 1; i < history.size(); ++i)
      for (const auto& [number, value] : history[i].values)
        for (const auto& [previous_number, previous] : history[i - 1].values)
          for (const auto& reg : row.meter.registers)
            if (number == previous_number && number == reg.number)
              months[history[i].period].milli += store::used_between(previous, value, reg.digits).milli * row.meter.multiplier;
  }
  return months;
}

// Of the service that is asked for, else of the first that is metered.
api::Result<api::Consumption> get_consumption(Call& call, api::GetConsumption& request) {
  if (request.months < 1 || request.months > 36) return api::make_field_error("months", request.months < 1 ? "too_small" : "too_large");
  return call.utility.database.read([&](store::Connection& sql) -> api::Result<api::Consumption> {
    const auto account = store::find_account(sql, call.caller->subscriber_id, request.account_id);
    if (!account) return no_account();
    const std::int64_t account_id = *store::parse_id(account->id);
    api::Consumption answer;
    std::vector<store::MeterRow> meters;
    if (!request.service.empty()) {
      const auto service = api::from_name<api::Service>(request.service);
      if (!service || std::find(account->services.begin(), account->services.end(), *service) == account->services.end())
        return api::make_field_error("service", "unknown");
      meters = store::meters_of_service(sql, account_id, *service);  // wastewater has none: billing's volumes alone then
      answer.service = *service;
    } else {
      for (const auto service : account->services) {
        meters = store::meters_of_service(sql, account_id, service);
        answer.service = service;
        if (!meters.empty()) break;
      }
      if (meters.empty()) return answer;
    }
    answer.unit = store::unit_of(answer.service);

    const api::Period last = api::period_of(call.utility.today(call.now));
    const api::Period first = api::add_months(last, 1 - request.months);
    const api::Period year_before = api::add_months(first, -12);
    Months volumes = metered(sql, meters, year_before, last);
    // Where billing has charged a month its word counts: it knows averages and norms of months without a reading.
    for (const auto& [period, volume] : store::charged_volumes(sql, account_id, answer.service, year_before)) volumes[period] = volume;
    for (api::Period period = first; period <= last; period = api::add_months(period, 1)) {
      api::ConsumptionMonth month;
      month.period = period;
      if (const auto found = volumes.find(period); found != volumes.end()) month.volume = found->second;
      if (const auto found = volumes.find(api::add_months(period, -12)); found != volumes.end()) month.year_before = found->second;
      answer.months.push_back(month);
    }
    return answer;
  });
}

}  // namespace

void add_accounts(Router& router) {
  router.add<api::GetAccounts>(get_accounts);
  router.add<api::GetAccount>(get_account);
  router.add<api::GetConsumption>(get_consumption);
}

}  // namespace kabinet::server
