// What the penalty of an account follows from: bills with their due dates, payments with their days. Must not know the law.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "api/account.h"

namespace kabinet::server::store {

class Connection;

struct PenalisedAccount {
  std::int64_t id = 0;
  std::string number;
  api::AccountKind kind = api::AccountKind::Household;
  api::Money due, penalty;         // as billing computed them …
  api::Date as_of;                 // … up to this day
};

// Accounts that owe a penalty by billing's word.
std::vector<PenalisedAccount> penalised_accounts(Connection& sql);

struct Bill {
  api::Date due_on;
  std::vector<api::Money> services;  // without penalty
};
struct Receipt {
  api::Instant paid_at;
  api::Money sum;                  // less refunds
};

struct Debts {
  std::vector<Bill> bills;         // by due date
  std::vector<Receipt> receipts;   // by time
  api::Money charged;              // all of it, penalties and charges without a due date included
};

// Up to and including the day.
Debts debts_of(Connection& sql, std::int64_t account_id, const api::Date& as_of);

}  // namespace kabinet::server::store
