#include "server/store/notices.h"

#include "api/readings.h"
#include "server/store/sql.h"

namespace kabinet::server::store {

using soci::into;
using soci::use;

bool first_notice(Connection& sql, std::string_view kind, std::string_view subject, api::Instant now) {
  const std::string kind_text(kind), subject_text(subject);
  soci::statement insert = (sql.prepare << "INSERT INTO notices (kind, subject, noticed_at) VALUES (:k, :s, :n) ON CONFLICT DO NOTHING",
                            use(kind_text), use(subject_text), use(now));
  insert.execute(true);
  return insert.get_affected_rows() > 0;
}

std::vector<PaidOrder> paid_orders(Connection& sql, api::Instant since, int limit) {
  std::vector<PaidOrder> orders;
  PaidOrder row;
  std::string account;
  soci::statement query =
      (sql.prepare << "SELECT p.id, CASE WHEN p.receipt_email <> '' THEN p.receipt_email ELSE s.email END, a.number, p.masked_pan, p.paid_at, "
                      "p.expected_by, p.amount + (SELECT coalesce(sum(c.amount), 0) FROM payments c WHERE c.carried_by = p.id) "
                      "FROM payments p JOIN subscribers s ON s.id = p.subscriber_id JOIN accounts a ON a.id = p.account_id "
                      "WHERE p.paid_at >= :t AND p.subscriber_id IS NOT NULL AND p.carried_by IS NULL AND p.state IN ('withdrawn', 'posted') "
                      "AND (p.receipt_email <> '' OR s.email <> '') "
                      "AND NOT EXISTS (SELECT 1 FROM notices n WHERE n.kind = 'payment' AND n.subject = CAST(p.id AS TEXT)) ORDER BY p.paid_at LIMIT :l",
       into(row.payment_id), into(row.email), into(account), into(row.masked_pan), into(row.paid_at), into(row.expected_by), into(row.amount),
       use(since), use(limit));
  query.execute();
  while (query.fetch()) {
    orders.push_back(row);
    orders.back().accounts = {account};
  }
  std::int64_t id = 0;
  soci::statement carried = (sql.prepare << "SELECT a.number FROM payments p JOIN accounts a ON a.id = p.account_id WHERE p.carried_by = :c ORDER BY p.id",
                             into(account), use(id));
  for (auto& order : orders) {
    id = order.payment_id;
    carried.execute();
    while (carried.fetch()) order.accounts.push_back(account);
  }
  return orders;
}

std::vector<AnsweredReading> answered_readings(Connection& sql, api::Instant since, int limit) {
  std::vector<AnsweredReading> readings;
  AnsweredReading row;
  soci::statement query =
      (sql.prepare << "SELECT r.id, r.status, s.email, m.serial, a.number, r.reason, r.period FROM readings r "
                      "JOIN subscribers s ON s.id = r.subscriber_id JOIN meters m ON m.id = r.meter_id JOIN accounts a ON a.id = m.account_id "
                      "WHERE r.submitted_at >= :t AND r.subscriber_id IS NOT NULL AND r.status IN ('accepted', 'rejected') AND s.notify_reading = 1 AND s.email <> '' AND s.active = 1 "
                      "AND NOT EXISTS (SELECT 1 FROM notices n WHERE n.kind = 'reading_' || r.status AND n.subject = CAST(r.id AS TEXT)) "
                      "ORDER BY r.id LIMIT :l",
       into(row.reading_id), into(row.status), into(row.email), into(row.serial), into(row.account), into(row.reason), into(row.period),
       use(since), use(limit));
  query.execute();
  while (query.fetch()) readings.push_back(row);
  std::int64_t id = 0;
  int number = 0, digits = 0, decimals = 0;
  api::Volume value;
  soci::statement values = (sql.prepare << "SELECT v.number, v.value, g.digits, g.decimals FROM reading_values v JOIN readings r ON r.id = v.reading_id "
                                           "JOIN registers g ON g.meter_id = r.meter_id AND g.number = v.number WHERE v.reading_id = :r ORDER BY v.number",
                            into(number), into(value), into(digits), into(decimals), use(id));
  for (auto& reading : readings) {
    id = reading.reading_id;
    values.execute();
    while (values.fetch()) reading.values.push_back({number, api::format_reading(value, digits, decimals), {}});
  }
  return readings;
}

std::vector<Recipient> wanting_window_notice(Connection& sql) {
  std::vector<Recipient> recipients;
  Recipient row;
  soci::statement query = (sql.prepare << "SELECT id, email FROM subscribers WHERE notify_window = 1 AND active = 1 AND email <> '' ORDER BY id",
                           into(row.subscriber_id), into(row.email));
  query.execute();
  while (query.fetch()) recipients.push_back(row);
  return recipients;
}

std::vector<WaitingMeter> meters_of_subscriber(Connection& sql, std::int64_t subscriber_id) {
  std::vector<WaitingMeter> meters;
  WaitingMeter row;
  soci::statement query = (sql.prepare << "SELECT a.kind, m.service, m.id, m.serial, a.number FROM subscriber_accounts s JOIN accounts a ON a.id = s.account_id "
                                          "JOIN meters m ON m.account_id = a.id WHERE s.subscriber_id = :s AND m.closed_on IS NULL ORDER BY a.id, m.id",
                           into(row.kind), into(row.service), into(row.meter_id), into(row.serial), into(row.account), use(subscriber_id));
  query.execute();
  while (query.fetch()) meters.push_back(row);
  return meters;
}

bool has_reading(Connection& sql, std::int64_t meter_id, api::Period period) {
  int count = 0;
  sql << "SELECT count(*) FROM readings WHERE meter_id = :m AND period = :p AND status IN ('submitted', 'accepted')", into(count), use(meter_id),
      use(period);
  return count > 0;
}

std::vector<EndingVerification> ending_verifications(Connection& sql, const api::Date& from, const api::Date& to) {
  std::vector<EndingVerification> ending;
  EndingVerification row;
  soci::statement query =
      (sql.prepare << "SELECT s.id, m.id, s.email, m.serial, a.number, m.verified_until FROM meters m JOIN accounts a ON a.id = m.account_id "
                      "JOIN subscriber_accounts x ON x.account_id = a.id JOIN subscribers s ON s.id = x.subscriber_id "
                      "WHERE m.closed_on IS NULL AND m.verified_until >= :f AND m.verified_until <= :t AND s.notify_verification = 1 "
                      "AND s.active = 1 AND s.email <> '' ORDER BY m.verified_until, m.id, s.id",
       into(row.subscriber_id), into(row.meter_id), into(row.email), into(row.serial), into(row.account), into(row.until), use(from), use(to));
  query.execute();
  while (query.fetch()) ending.push_back(row);
  return ending;
}

void delete_notices_before(Connection& sql, api::Instant moment) { sql << "DELETE FROM notices WHERE noticed_at < :m", use(moment); }

}  // namespace kabinet::server::store
