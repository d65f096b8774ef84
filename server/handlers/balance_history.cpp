// The months of the reconciliation: the same entries and the same anchor, so that the picture never contradicts the act. Must not know SQL.
#include "server/handlers/balance_history.h"

#include "server/handlers/settlement_requests.h"
#include "server/store/database.h"

namespace kabinet::server {
namespace {

bool is_paid(api::EntryKind kind) { return kind == api::EntryKind::Payment || kind == api::EntryKind::Refund; }

api::BalanceMonth month_of(const Ledger& ledger, api::Period period) {
  const auto act = reconcile(ledger, {period.year, period.month, 1}, {period.year, period.month, api::days_in_month(period)});
  api::BalanceMonth month;
  month.period = period;
  month.due = act.closing;
  for (const auto& entry : act.entries) {
    if (is_paid(entry.kind)) month.paid += entry.credit - entry.debit;
    else month.charged += entry.debit - entry.credit;
  }
  return month;
}

api::Result<api::BalanceHistory> get_balance_history(Call& call, api::GetBalanceHistory& request) {
  if (request.months < 1 || request.months > 36) return api::make_field_error("months", request.months < 1 ? "too_small" : "too_large");
  return call.utility.database.read([&](store::Connection& sql) -> api::Result<api::BalanceHistory> {
    const auto account = settled_account(sql, call, request.account_id);
    if (!account) return account.error();
    const auto ledger = store::ledger_of(sql, *account);
    const api::Period last = api::period_of(call.utility.today(call.now));
    api::BalanceHistory history;
    for (int i = request.months - 1; i >= 0; --i) history.months.push_back(month_of(ledger, api::add_months(last, -i)));
    return history;
  });
}

}  // namespace

void add_balance_history(Router& router) { router.add<api::GetBalanceHistory>(get_balance_history); }

}  // namespace kabinet::server
