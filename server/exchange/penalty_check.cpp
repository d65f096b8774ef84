#include "server/exchange/penalty_check.h"

#include <algorithm>

#include "api/allocation.h"

namespace kabinet::server::exchange {
namespace {

struct Item {                       // one service of one bill
  api::Date due;
  api::Money left;
  std::vector<api::Unpaid> unpaid;
};
struct OpenBill {
  std::vector<Item> items;
  api::Money left() const {
    api::Money sum;
    for (const auto& item : items) sum += item.left;
    return sum;
  }
};

// A due date on a day off is the next working day (ГК 193).
api::Date working_day(api::Date day, const UtilitySettings& settings) {
  while (!settings.is_working_day(day)) day = api::add_days(day, 1);
  return day;
}

std::vector<OpenBill> open_bills(const store::Debts& debts, const UtilitySettings& settings) {
  std::vector<OpenBill> bills;
  for (const auto& bill : debts.bills) {
    OpenBill open;
    for (const auto sum : bill.services) {
      const api::Date due = working_day(bill.due_on, settings);
      open.items.push_back({due, sum, {{due, sum}}});
    }
    bills.push_back(std::move(open));
  }
  return bills;
}

// The day of payment still counts, so less is owed from the next day on.
void pay(OpenBill& bill, api::Money sum, const api::Date& paid_on) {
  std::vector<api::Money> owed;
  for (const auto& item : bill.items) owed.push_back(item.left);
  const auto parts = api::allocate(sum, owed);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto& item = bill.items[i];
    item.left -= parts[i];
    item.unpaid.push_back({std::max(api::add_days(paid_on, 1), item.due), item.left});
  }
}

}  // namespace

api::Money lawful_penalty(const store::PenalisedAccount& account, const store::Debts& debts, const UtilitySettings& settings,
                          int utc_offset_minutes) {
  auto bills = open_bills(debts, settings);
  for (const auto& receipt : debts.receipts) {
    api::Money rest = receipt.sum;
    for (auto& bill : bills) {
      const api::Money part = std::min(rest, bill.left());
      if (part.kopecks <= 0) continue;
      pay(bill, part, api::date_of(receipt.paid_at, utc_offset_minutes));
      rest -= part;
    }
  }
  const auto law = account.kind == api::AccountKind::Contract ? api::PenaltyLaw::Organisation : api::PenaltyLaw::Citizen;
  api::Money sum;
  for (const auto& bill : bills)
    for (const auto& item : bill.items) sum += api::penalty(law, item.due, item.unpaid, settings.penalty_rates, account.as_of);
  return sum;
}

bool history_is_whole(const store::PenalisedAccount& account, const store::Debts& debts) {
  api::Money paid;
  for (const auto& receipt : debts.receipts) paid += receipt.sum;
  return debts.charged - paid == account.due;
}

}  // namespace kabinet::server::exchange
