#include "server/store/subscriber_export.h"

#include "api/readings.h"
#include "server/store/sql.h"

namespace kabinet::server::store {

using soci::into;
using soci::use;

PersonalDetails personal_details(Connection& sql, std::int64_t subscriber_id) {
  PersonalDetails details;
  sql << "SELECT display_name, phone, address, inn, registration FROM subscribers WHERE id = :i", into(details.display_name), into(details.phone),
      into(details.address), into(details.inn), into(details.registration), use(subscriber_id);
  return details;
}

std::vector<ConsentGiven> consents_given(Connection& sql, std::int64_t subscriber_id) {
  std::vector<ConsentGiven> rows;
  ConsentGiven row;
  soci::statement query = (sql.prepare << "SELECT document, version, peer, accepted_at FROM consents WHERE subscriber_id = :s ORDER BY id",
                           into(row.document), into(row.version), into(row.peer), into(row.accepted_at), use(subscriber_id));
  query.execute();
  while (query.fetch()) rows.push_back(row);
  return rows;
}

std::vector<ReadingEntered> readings_entered(Connection& sql, std::int64_t subscriber_id) {
  std::vector<ReadingEntered> rows;
  ReadingEntered row;
  std::int64_t id = 0, last = 0;
  api::Volume value;
  int digits = 0, decimals = 0;
  soci::statement query =
      (sql.prepare << "SELECT r.id, a.number, m.serial, r.period, r.taken_on, r.submitted_at, r.status, v.value, g.digits, g.decimals "
                      "FROM readings r JOIN meters m ON m.id = r.meter_id JOIN accounts a ON a.id = m.account_id "
                      "JOIN reading_values v ON v.reading_id = r.id JOIN registers g ON g.meter_id = m.id AND g.number = v.number "
                      "WHERE r.subscriber_id = :s ORDER BY r.id, v.number",
       into(id), into(row.account), into(row.meter), into(row.period), into(row.taken_on), into(row.submitted_at), into(row.status), into(value),
       into(digits), into(decimals), use(subscriber_id));
  query.execute();
  while (query.fetch()) {
    if (id != last) rows.push_back(row);
    last = id;
    rows.back().values.push_back(api::pad_reading(value, digits, decimals));
  }
  return rows;
}

std::vector<api::Payment> payments_made(Connection& sql, std::int64_t subscriber_id) {
  std::vector<api::Payment> rows;
  api::Payment row;
  std::int64_t id = 0;
  soci::statement query =
      (sql.prepare << "SELECT p.id, a.number, p.created_at, p.amount, p.method, p.state, p.failure, p.masked_pan, p.comment, p.receipt_email "
                      "FROM payments p JOIN accounts a ON a.id = p.account_id WHERE p.subscriber_id = :s ORDER BY p.id",
       into(id), into(row.account_number), into(row.created_at), into(row.amount), into(row.method), into(row.state), into(row.failure),
       into(row.masked_pan), into(row.comment), into(row.receipt_email), use(subscriber_id));
  query.execute();
  while (query.fetch()) {
    row.id = std::to_string(id);
    rows.push_back(row);
  }
  return rows;
}

std::vector<FeedbackSent> feedback_sent(Connection& sql, std::int64_t subscriber_id) {
  std::vector<FeedbackSent> rows;
  std::vector<std::int64_t> ids;
  FeedbackSent row;
  std::int64_t id = 0;
  soci::statement query = (sql.prepare << "SELECT id, number, topic, body, name, email, answer, created_at, answered_at FROM feedback "
                                          "WHERE subscriber_id = :s ORDER BY id",
                           into(id), into(row.number), into(row.topic), into(row.body), into(row.name), into(row.email), into(row.answer),
                           into(row.created_at), into(row.answered_at), use(subscriber_id));
  query.execute();
  while (query.fetch()) {
    ids.push_back(id);
    rows.push_back(row);
  }
  std::string name;
  soci::statement files = (sql.prepare << "SELECT name FROM feedback_files WHERE feedback_id = :f ORDER BY id", into(name), use(id));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    id = ids[i];
    files.execute();
    while (files.fetch()) rows[i].files.push_back(name);
  }
  return rows;
}

std::vector<LetterSent> letters_sent(Connection& sql, std::int64_t subscriber_id) {
  std::vector<LetterSent> rows;
  LetterSent row;
  soci::statement query = (sql.prepare << "SELECT kind, created_at, sent_at FROM letters WHERE recipient = "
                                          "(SELECT email FROM subscribers WHERE id = :s AND email <> '') ORDER BY id",
                           into(row.kind), into(row.created_at), into(row.sent_at), use(subscriber_id));
  query.execute();
  while (query.fetch()) rows.push_back(row);
  return rows;
}

}  // namespace kabinet::server::store
