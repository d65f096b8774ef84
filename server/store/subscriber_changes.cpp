#include "server/store/subscriber_changes.h"

#include <string>

#include "server/store/sql.h"

namespace kabinet::server::store {
namespace {

// Of one account a subscriber has one unfinished payment. Where both have one, that goes on which the bank is checking already, else the own
// one; the other is closed with its whole order: half of a joint payment would lead to a page that asks for the sum of all. An order that the
// bank is checking is not ours to close: only what stands in the way is. next_check_at stays: the bank is asked until the order has run out.
void merge_payments(Connection& sql, std::int64_t mine, std::int64_t other) {
  const auto orders = [](const std::string& of, const std::string& states) {
    return "SELECT coalesce(" + of + ".carried_by, " + of + ".id) FROM payments m JOIN payments o ON o.account_id = m.account_id "
           "WHERE m.subscriber_id = :m AND o.subscriber_id = :o AND " + states;
  };
  const std::string unfinished = "m.state IN ('created', 'processing') AND o.state ";
  sql << "UPDATE payments SET state = 'expired' WHERE state = 'created' AND coalesce(carried_by, id) IN (" +
             orders("m", "m.state = 'created' AND o.state = 'processing'") + ")",
      soci::use(mine), soci::use(other);
  sql << "UPDATE payments SET state = 'expired' WHERE state = 'created' AND coalesce(carried_by, id) IN (" + orders("o", unfinished + "= 'created'") + ")",
      soci::use(mine), soci::use(other);
  sql << "UPDATE payments SET state = 'expired' WHERE subscriber_id = :s AND state = 'processing' AND account_id IN "
         "(SELECT account_id FROM payments WHERE subscriber_id = :m AND state IN ('created', 'processing'))",
      soci::use(other), soci::use(mine);
  sql << "UPDATE payments SET subscriber_id = :m WHERE subscriber_id = :o", soci::use(mine), soci::use(other);
}

void merge_requests(Connection& sql, std::int64_t mine, std::int64_t other, api::Instant now) {
  sql << "UPDATE link_requests SET state = 'withdrawn', decided_at = :t, revision = revision + 1 WHERE subscriber_id = :o AND state = 'open' "
         "AND EXISTS (SELECT 1 FROM link_requests m WHERE m.subscriber_id = :m AND m.state = 'open' AND m.region = link_requests.region "
         "AND m.number = link_requests.number)",
      soci::use(now), soci::use(other), soci::use(mine);
  sql << "UPDATE link_requests SET subscriber_id = :m WHERE subscriber_id = :o", soci::use(mine), soci::use(other);
  // What one asked for the other had.
  sql << "UPDATE link_requests SET state = 'approved', decided_at = :t, revision = revision + 1 WHERE subscriber_id = :m AND state = 'open' "
         "AND EXISTS (SELECT 1 FROM subscriber_accounts s JOIN accounts a ON a.id = s.account_id WHERE s.subscriber_id = :s "
         "AND a.region = link_requests.region AND a.number = link_requests.number)",
      soci::use(now), soci::use(mine), soci::use(mine);
}

void merge_keys(Connection& sql, std::int64_t mine, std::int64_t other) {
  sql << "DELETE FROM idempotency_keys WHERE subscriber_id = :o AND EXISTS (SELECT 1 FROM idempotency_keys m WHERE m.subscriber_id = :m "
         "AND m.endpoint = idempotency_keys.endpoint AND m.idempotency_key = idempotency_keys.idempotency_key)",
      soci::use(other), soci::use(mine);
  sql << "UPDATE idempotency_keys SET subscriber_id = :m WHERE subscriber_id = :o", soci::use(mine), soci::use(other);
}

}  // namespace

std::optional<api::Subscriber> load_settings(Connection& sql, std::int64_t subscriber_id) {
  api::Subscriber row;
  api::Instant created;
  int reading = 0, window = 0, verification = 0;
  sql << "SELECT kind, login, email, created_at, password_changed_at, notify_reading, notify_window, notify_verification FROM subscribers "
         "WHERE id = :i",
      soci::into(row.kind), soci::into(row.login), soci::into(row.email), soci::into(created), soci::into(row.password_changed_at),
      soci::into(reading), soci::into(window), soci::into(verification), soci::use(subscriber_id);
  if (!sql.got_data()) return std::nullopt;
  row.registered_at = created;
  row.notices = {reading != 0, window != 0, verification != 0};
  return row;
}

void set_notices(Connection& sql, std::int64_t subscriber_id, const api::Notices& notices) {
  const int reading = notices.reading_result ? 1 : 0, window = notices.window_closing ? 1 : 0, verification = notices.verification_near ? 1 : 0;
  sql << "UPDATE subscribers SET notify_reading = :r, notify_window = :w, notify_verification = :v WHERE id = :i", soci::use(reading),
      soci::use(window), soci::use(verification), soci::use(subscriber_id);
}

int merge_subscribers(Connection& sql, std::int64_t mine, std::int64_t other, api::Instant now) {
  soci::statement accounts =
      (sql.prepare << "INSERT INTO subscriber_accounts (subscriber_id, account_id, added_at) SELECT :m, account_id, added_at "
                      "FROM subscriber_accounts WHERE subscriber_id = :o ON CONFLICT DO NOTHING",
       soci::use(mine), soci::use(other));
  accounts.execute(true);
  const int came = static_cast<int>(accounts.get_affected_rows());
  sql << "DELETE FROM removed_accounts WHERE subscriber_id = :m AND account_id IN "
         "(SELECT account_id FROM subscriber_accounts WHERE subscriber_id = :s)",
      soci::use(mine), soci::use(mine);
  merge_payments(sql, mine, other);
  merge_requests(sql, mine, other, now);
  merge_keys(sql, mine, other);
  for (const std::string table : {"readings", "feedback", "consents"})
    sql << "UPDATE " + table + " SET subscriber_id = :m WHERE subscriber_id = :o", soci::use(mine), soci::use(other);
  sql << "DELETE FROM subscribers WHERE id = :o", soci::use(other);
  return came;
}

bool has_unfinished_payment(Connection& sql, std::int64_t subscriber_id) {
  int count = 0;
  sql << "SELECT count(*) FROM payments WHERE subscriber_id = :s AND state IN ('created', 'processing')", soci::into(count),
      soci::use(subscriber_id);
  return count > 0;
}

void erase_subscriber(Connection& sql, std::int64_t subscriber_id) {
  sql << "UPDATE payments SET receipt_email = '' WHERE subscriber_id = :s", soci::use(subscriber_id);
  sql << "DELETE FROM feedback WHERE subscriber_id = :s", soci::use(subscriber_id);
  // Letters that have been sent hold nothing but the mailbox.
  sql << "DELETE FROM letters WHERE next_try_at IS NULL AND recipient IN (SELECT email FROM subscribers WHERE id = :s AND email <> '')",
      soci::use(subscriber_id);
  sql << "DELETE FROM subscribers WHERE id = :s", soci::use(subscriber_id);
}

}  // namespace kabinet::server::store
