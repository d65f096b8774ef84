// Accounts: a household's лицевой счёт or an organisation's договор, their balance, submission window and consumption by month.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/money.h"
#include "api/time.h"

namespace kabinet::api {

enum class AccountKind { Household, Contract };
enum class Service { ColdWater, HotWater, Wastewater, Heat, Electricity };

// Readings are taken from `opens` through `closes` inclusive, in the utility's time zone.
struct Window {
  bool open = false;
  Date opens, closes;     // this month's if open or still to come, else next month's
  Period period;          // the billing period a reading submitted now counts for
  bool accepts_outside = true;  // outside the window: accepted for the next period, else refused
};

// As billing computed it, in kopecks.
struct Balance {
  Money due;        // > 0 owed, < 0 overpaid; penalty included, pending not subtracted
  Money penalty;    // пеня, part of due
  Money pending;    // paid, on its way («Получен, ожидает зачисления»)
  Date as_of;
};

enum class ReadingState { None, Due, Submitted, Accepted };  // None: no meter

struct Account {
  std::string id;
  AccountKind kind = AccountKind::Household;
  std::string number;      // "420118734", "12/04871"
  std::string title;       // «Вода и стоки» for a contract, else empty
  std::string owner;       // masked for households
  std::string address;
  std::vector<Service> services;
  std::optional<Date> signed_on;  // of a contract
  Balance balance;
  Window window;
  ReadingState reading_state = ReadingState::None;
  int meter_count = 0;
  int object_count = 0;
};

struct AccountList {
  std::vector<Account> items;
};

struct BalanceMonth {
  Period period;
  Money charged, paid;                   // in the month
  Money due;                             // at its end; < 0 overpaid
};

struct BalanceHistory {
  std::vector<BalanceMonth> months;      // oldest first
};

struct ConsumptionMonth {
  Period period;
  Volume volume;                       // sum over the registers × multiplier
  std::optional<Volume> year_before;
};

struct Consumption {
  Service service = Service::Electricity;
  std::string unit;                    // «кВт·ч», «м³», «Гкал»
  std::vector<ConsumptionMonth> months;  // oldest first
};

}  // namespace kabinet::api
