#include "server/store/accounts.h"

#include "server/store/ids.h"
#include "server/store/sql.h"

namespace kabinet::server::store {
namespace {

// `only` narrows to one account; NULL = all of the subscriber.
std::vector<api::Account> load_accounts(Connection& sql, std::int64_t subscriber_id, std::optional<std::int64_t> only) {
  std::vector<api::Account> accounts;
  std::int64_t id = 0;
  api::Account row;
  soci::statement query =
      (sql.prepare << "SELECT a.id, a.kind, a.number, a.title, a.owner, a.address, a.signed_on, a.balance_due, a.balance_penalty, "
                      "a.balance_as_of, "
                      "(SELECT coalesce(sum(p.amount - p.refunded), 0) FROM payments p WHERE p.account_id = a.id AND p.state = 'withdrawn'), "
                      "(SELECT count(*) FROM meters m WHERE m.account_id = a.id AND m.closed_on IS NULL), "
                      "(SELECT count(*) FROM objects o WHERE o.account_id = a.id) "
                      "FROM subscriber_accounts s JOIN accounts a ON a.id = s.account_id "
                      "WHERE s.subscriber_id = :s AND (a.id = :only OR :all_of_them IS NULL) ORDER BY a.id",
       soci::into(id), soci::into(row.kind), soci::into(row.number), soci::into(row.title), soci::into(row.owner),
       soci::into(row.address), soci::into(row.signed_on), soci::into(row.balance.due), soci::into(row.balance.penalty),
       soci::into(row.balance.as_of), soci::into(row.balance.pending), soci::into(row.meter_count), soci::into(row.object_count),
       soci::use(subscriber_id), soci::use(only), soci::use(only));
  query.execute();
  while (query.fetch()) {
    row.id = std::to_string(id);
    accounts.push_back(row);
  }

  std::int64_t account_id = 0;
  api::Service service{};
  soci::statement services = (sql.prepare << "SELECT service FROM account_services WHERE account_id = :a ORDER BY position",
                              soci::into(service), soci::use(account_id));
  for (auto& account : accounts) {
    account_id = *parse_id(account.id);
    services.execute();
    while (services.fetch()) account.services.push_back(service);
  }
  return accounts;
}

}  // namespace

std::vector<api::Account> list_accounts(Connection& sql, std::int64_t subscriber_id) {
  return load_accounts(sql, subscriber_id, std::nullopt);
}

std::optional<api::Account> find_account(Connection& sql, std::int64_t subscriber_id, std::string_view account_id) {
  const auto id = parse_id(account_id);
  if (!id) return std::nullopt;
  auto found = load_accounts(sql, subscriber_id, *id);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

api::ReadingState reading_state(Connection& sql, std::int64_t account_id, api::Period period) {
  int meters = 0, submitted = 0, accepted = 0;
  sql << "SELECT count(*), count(CASE WHEN r.status = 'submitted' THEN 1 END), count(CASE WHEN r.status = 'accepted' THEN 1 END) "
         "FROM meters m LEFT JOIN readings r ON r.meter_id = m.id AND r.period = :p AND r.status IN ('submitted', 'accepted') "
         "WHERE m.account_id = :a AND m.closed_on IS NULL",
      soci::into(meters), soci::into(submitted), soci::into(accepted), soci::use(period), soci::use(account_id);
  if (meters == 0) return api::ReadingState::None;
  if (accepted == meters) return api::ReadingState::Accepted;
  return submitted + accepted == meters ? api::ReadingState::Submitted : api::ReadingState::Due;
}

std::map<api::Period, api::Volume> charged_volumes(Connection& sql, std::int64_t account_id, api::Service service, api::Period from) {
  std::map<api::Period, api::Volume> volumes;
  api::Period period;
  api::Volume volume;
  soci::statement query = (sql.prepare << "SELECT period, sum(volume) FROM charges "
                                          "WHERE account_id = :a AND service = :s AND period >= :p GROUP BY period HAVING sum(volume) > 0",
                           soci::into(period), soci::into(volume), soci::use(account_id), soci::use(service), soci::use(from));
  query.execute();
  while (query.fetch()) volumes[period] = volume;
  return volumes;
}

}  // namespace kabinet::server::store
