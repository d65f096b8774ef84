#include "server/store/registrations.h"

#include "server/store/sql.h"

namespace kabinet::server::store {
namespace {

using soci::into;
using soci::use;

constexpr const char* kColumns = "SELECT id, kind, login, email, inn, phone, address, created_at, active, registration FROM subscribers ";

void add_addresses(Connection& sql, Contract& contract) {
  std::string address;
  soci::statement query = (sql.prepare << "SELECT address FROM accounts WHERE id = :i UNION SELECT address FROM objects WHERE account_id = :a",
                           into(address), use(contract.id), use(contract.id));
  query.execute();
  while (query.fetch()) contract.addresses.push_back(address);
}

void add_holders(Connection& sql, Contract& contract) {
  Contract::Holder holder;
  soci::statement query = (sql.prepare << "SELECT s.id, s.login, s.email FROM subscriber_accounts a JOIN subscribers s ON s.id = a.subscriber_id "
                                          "WHERE a.account_id = :i ORDER BY a.added_at, s.id",
                           into(holder.id), into(holder.login), into(holder.email), use(contract.id));
  query.execute();
  while (query.fetch()) contract.holders.push_back(holder);
}

}  // namespace

std::int64_t insert_registration(Connection& sql, const NewRegistration& r, api::Instant now) {
  sql << "INSERT INTO subscribers (kind, login, login_folded, display_name, email, inn, phone, address, password_hash, active, created_at, "
         "password_changed_at) VALUES (:k, :l, :f, :d, :e, :i, :p, :a, :h, 0, :c, :t)",
      use(r.kind), use(r.login), use(r.login_folded), use(r.display_name), use(r.email), use(r.inn), use(r.phone), use(r.address), use(r.password_hash),
      use(now), use(now);
  const std::int64_t id = last_id(sql, "subscribers");
  for (const auto& [document, version] : {std::pair<std::string, std::string>{"agreement", r.agreement_version}, {"consent", r.consent_version}})
    sql << "INSERT INTO consents (subscriber_id, document, version, accepted_at, peer) VALUES (:s, :d, :v, :t, :p)", use(id), use(document),
        use(version), use(now), use(r.peer);
  return id;
}

void delete_subscriber(Connection& sql, std::int64_t id) { sql << "DELETE FROM subscribers WHERE id = :i", use(id); }

void delete_unactivated_before(Connection& sql, api::Instant moment) {
  sql << "DELETE FROM subscribers WHERE active = 0 AND created_at <= :m AND EXISTS (SELECT 1 FROM consents c WHERE c.subscriber_id = subscribers.id)",
      use(moment);
}

std::optional<Registration> find_registration(Connection& sql, std::int64_t id) {
  Registration row;
  int active = 0;
  sql << std::string(kColumns) + "WHERE id = :i", into(row.id), into(row.kind), into(row.login), into(row.email), into(row.inn), into(row.phone),
      into(row.address), into(row.created_at), into(active), into(row.state), use(id);
  if (!sql.got_data()) return std::nullopt;
  row.active = active != 0;
  return row;
}

std::vector<Registration> registrations_awaiting_staff(Connection& sql) {
  std::vector<Registration> rows;
  Registration row;
  int active = 0;
  soci::statement query = (sql.prepare << std::string(kColumns) + "WHERE registration = 'awaiting_staff' AND active = 1 ORDER BY created_at, id", into(row.id),
                           into(row.kind), into(row.login), into(row.email), into(row.inn), into(row.phone), into(row.address),
                           into(row.created_at), into(active), into(row.state));
  query.execute();
  while (query.fetch()) {
    row.active = active != 0;
    rows.push_back(row);
  }
  return rows;
}

void activate_subscriber(Connection& sql, std::int64_t id) { sql << "UPDATE subscribers SET active = 1 WHERE id = :i", use(id); }

void set_registration_state(Connection& sql, std::int64_t id, api::RegistrationState state, std::string_view reason) {
  const std::string text(reason);
  sql << "UPDATE subscribers SET registration = :s, registration_reason = :r WHERE id = :i", use(state), use(text), use(id);
}

std::vector<Contract> contracts_of_inn(Connection& sql, std::string_view inn) {
  std::vector<Contract> contracts;
  if (inn.empty()) return contracts;
  const std::string text(inn);
  Contract row;
  soci::statement query = (sql.prepare << "SELECT id, number, owner FROM accounts WHERE kind = 'contract' AND inn = :i ORDER BY number", into(row.id),
                           into(row.number), into(row.owner), use(text));
  query.execute();
  while (query.fetch()) contracts.push_back(row);
  for (auto& contract : contracts) add_addresses(sql, contract), add_holders(sql, contract);
  return contracts;
}

std::optional<Contract> contract_by_number(Connection& sql, std::string_view number) {
  const std::string text(number);
  Contract row;
  sql << "SELECT id, number, owner FROM accounts WHERE kind = 'contract' AND number = :n", into(row.id), into(row.number), into(row.owner), use(text);
  if (!sql.got_data()) return std::nullopt;
  add_addresses(sql, row);
  add_holders(sql, row);
  return row;
}

void link_contracts(Connection& sql, std::int64_t subscriber_id, const std::vector<Contract>& contracts, api::Instant now) {
  for (const auto& contract : contracts)
    sql << "INSERT INTO subscriber_accounts (subscriber_id, account_id, added_at) VALUES (:s, :a, :t) ON CONFLICT DO NOTHING", use(subscriber_id),
        use(contract.id), use(now);
  if (!contracts.empty()) sql << "UPDATE subscribers SET display_name = :d WHERE id = :i", use(contracts.front().owner), use(subscriber_id);
}

}  // namespace kabinet::server::store
