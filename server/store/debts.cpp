#include "server/store/debts.h"

#include "server/store/sql.h"

namespace kabinet::server::store {

using soci::into;
using soci::use;

std::vector<PenalisedAccount> penalised_accounts(Connection& sql) {
  std::vector<PenalisedAccount> accounts;
  PenalisedAccount row;
  soci::statement query = (sql.prepare << "SELECT id, number, kind, balance_due, balance_penalty, balance_as_of FROM accounts "
                                          "WHERE balance_penalty > 0 ORDER BY number",
                           into(row.id), into(row.number), into(row.kind), into(row.due), into(row.penalty), into(row.as_of));
  query.execute();
  while (query.fetch()) accounts.push_back(row);
  return accounts;
}

Debts debts_of(Connection& sql, std::int64_t account_id, const api::Date& as_of) {
  Debts debts;
  const std::string last_month = api::to_iso(api::period_of(as_of));
  sql << "SELECT coalesce(sum(total), 0) FROM charges WHERE account_id = :a AND period <= :p", into(debts.charged), use(account_id),
      use(last_month);
  api::Date due_on;
  api::Money sum;
  soci::statement bills = (sql.prepare << "SELECT due_on, sum(total - penalty) FROM charges WHERE account_id = :a AND period <= :p "
                                          "AND due_on IS NOT NULL GROUP BY due_on, service ORDER BY due_on, service",
                           into(due_on), into(sum), use(account_id), use(last_month));
  bills.execute();
  while (bills.fetch()) {
    if (debts.bills.empty() || debts.bills.back().due_on != due_on) debts.bills.push_back({due_on, {}});
    debts.bills.back().services.push_back(sum);
  }
  Receipt receipt;
  soci::statement receipts = (sql.prepare << "SELECT coalesce(paid_at, created_at), amount - refunded FROM payments WHERE account_id = :a "
                                             "AND posted_on <= :d AND state IN ('posted', 'refunded') AND amount > refunded "
                                             "ORDER BY coalesce(paid_at, created_at), id",
                              into(receipt.paid_at), into(receipt.sum), use(account_id), use(as_of));
  receipts.execute();
  while (receipts.fetch()) debts.receipts.push_back(receipt);
  return debts;
}

}  // namespace kabinet::server::store
