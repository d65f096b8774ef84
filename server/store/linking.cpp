#include "server/store/linking.h"

#include "server/store/sql.h"

namespace kabinet::server::store {
namespace {

template <class Bind>
std::vector<LinkRequestRow> load_requests(Connection& sql, const std::string& tail, Bind bind) {
  std::vector<LinkRequestRow> rows;
  LinkRequestRow row;
  api::LinkRequest& request = row.request;
  soci::statement query(sql);
  query.alloc();
  query.prepare("SELECT id, subscriber_id, revision, region, number, last_payment, surname, state, reason, created_at, decided_at "
                "FROM link_requests " + tail);
  query.exchange(soci::into(row.id));
  query.exchange(soci::into(row.subscriber_id));
  query.exchange(soci::into(row.revision));
  query.exchange(soci::into(request.input.region));
  query.exchange(soci::into(request.input.number));
  query.exchange(soci::into(request.input.last_payment));
  query.exchange(soci::into(request.input.surname));
  query.exchange(soci::into(request.state));
  query.exchange(soci::into(request.reason));
  query.exchange(soci::into(request.created_at));
  query.exchange(soci::into(request.decided_at));
  bind(query);
  query.define_and_bind();
  query.execute();
  while (query.fetch()) {
    rows.push_back(row);
    rows.back().request.id = std::to_string(row.id);
  }
  return rows;
}

template <class Bind>
std::optional<LinkRequestRow> load_one(Connection& sql, const std::string& tail, Bind bind) {
  auto rows = load_requests(sql, tail, bind);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

}  // namespace

std::int64_t find_account_id(Connection& sql, const std::string& number) {
  std::int64_t id = 0;
  sql << "SELECT id FROM accounts WHERE number = :n", soci::into(id), soci::use(number);
  return sql.got_data() ? id : 0;
}

LinkTarget find_link_target(Connection& sql, const std::string& region, const std::string& number) {
  LinkTarget target;
  sql << "SELECT id, owner FROM accounts WHERE region = :r AND number = :n", soci::into(target.id), soci::into(target.owner), soci::use(region),
      soci::use(number);
  if (!sql.got_data()) target = LinkTarget{};
  // In the order of the index, so that it costs the same where there are no payments.
  sql << "SELECT amount FROM payments WHERE account_id = :a AND state = 'posted' ORDER BY created_at DESC, id DESC LIMIT 1",
      soci::into(target.last_payment), soci::use(target.id);
  if (!sql.got_data()) target.last_payment.reset();
  return target;
}

bool has_account(Connection& sql, std::int64_t subscriber_id, const std::string& number) {
  int count = 0;
  sql << "SELECT count(*) FROM subscriber_accounts s JOIN accounts a ON a.id = s.account_id WHERE s.subscriber_id = :s AND a.number = :n",
      soci::into(count), soci::use(subscriber_id), soci::use(number);
  return count > 0;
}

void link_account(Connection& sql, std::int64_t subscriber_id, std::int64_t account_id, api::Instant now) {
  sql << "DELETE FROM removed_accounts WHERE subscriber_id = :s AND account_id = :a", soci::use(subscriber_id), soci::use(account_id);
  sql << "INSERT INTO subscriber_accounts (subscriber_id, account_id, added_at) VALUES (:s, :a, :t) ON CONFLICT DO NOTHING",
      soci::use(subscriber_id), soci::use(account_id), soci::use(now);
}

bool unlink_account(Connection& sql, std::int64_t subscriber_id, std::int64_t account_id, api::Instant now, api::Instant forget_before) {
  sql << "DELETE FROM removed_accounts WHERE removed_at <= :t", soci::use(forget_before);
  soci::statement removal = (sql.prepare << "DELETE FROM subscriber_accounts WHERE subscriber_id = :s AND account_id = :a",
                             soci::use(subscriber_id), soci::use(account_id));
  removal.execute(true);
  if (removal.get_affected_rows() == 0) return false;
  sql << "INSERT INTO removed_accounts (subscriber_id, account_id, removed_at) VALUES (:s, :a, :t)", soci::use(subscriber_id),
      soci::use(account_id), soci::use(now);
  return true;
}

bool relink_account(Connection& sql, std::int64_t subscriber_id, std::int64_t account_id, api::Instant now, api::Instant removed_after) {
  int count = 0;
  sql << "SELECT count(*) FROM removed_accounts WHERE subscriber_id = :s AND account_id = :a AND removed_at > :t", soci::into(count),
      soci::use(subscriber_id), soci::use(account_id), soci::use(removed_after);
  if (count == 0) return false;
  link_account(sql, subscriber_id, account_id, now);
  return true;
}

std::vector<LinkRequestRow> list_link_requests(Connection& sql, std::int64_t subscriber_id) {
  return load_requests(sql, "WHERE subscriber_id = :s ORDER BY created_at DESC, id DESC LIMIT 500",
                       [&](soci::statement& query) { query.exchange(soci::use(subscriber_id)); });
}

std::vector<LinkRequestRow> open_link_requests(Connection& sql) {
  return load_requests(sql, "WHERE state = 'open' ORDER BY created_at, id", [](soci::statement&) {});
}

std::optional<LinkRequestRow> find_link_request(Connection& sql, std::int64_t id) {
  return load_one(sql, "WHERE id = :i", [&](soci::statement& query) { query.exchange(soci::use(id)); });
}

std::optional<LinkRequestRow> find_open_link_request(Connection& sql, std::int64_t subscriber_id, const std::string& region,
                                                     const std::string& number) {
  return load_one(sql, "WHERE subscriber_id = :s AND region = :r AND number = :n AND state = 'open'", [&](soci::statement& query) {
    query.exchange(soci::use(subscriber_id));
    query.exchange(soci::use(region));
    query.exchange(soci::use(number));
  });
}

LinkRequestRow insert_link_request(Connection& sql, std::int64_t subscriber_id, const api::LinkInput& input, api::Instant now) {
  sql << "INSERT INTO link_requests (subscriber_id, region, number, last_payment, surname, state, created_at) "
         "VALUES (:s, :r, :n, :p, :u, 'open', :t)",
      soci::use(subscriber_id), soci::use(input.region), soci::use(input.number), soci::use(input.last_payment), soci::use(input.surname),
      soci::use(now);
  return *find_link_request(sql, last_id(sql, "link_requests"));
}

void edit_link_request(Connection& sql, std::int64_t id, const api::LinkInput& input) {
  sql << "UPDATE link_requests SET region = :r, number = :n, last_payment = :p, surname = :u, revision = revision + 1 WHERE id = :i",
      soci::use(input.region), soci::use(input.number), soci::use(input.last_payment), soci::use(input.surname), soci::use(id);
}

bool decide_link_request(Connection& sql, std::int64_t id, int revision, api::LinkRequestState state, const std::string& reason,
                         api::Instant now) {
  soci::statement update = (sql.prepare << "UPDATE link_requests SET state = :s, reason = :r, decided_at = :t, revision = revision + 1 "
                                           "WHERE id = :i AND revision = :v AND state = 'open'",
                            soci::use(state), soci::use(reason), soci::use(now), soci::use(id), soci::use(revision));
  update.execute(true);
  return update.get_affected_rows() > 0;
}

}  // namespace kabinet::server::store
