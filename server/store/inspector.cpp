#include "server/store/inspector.h"

#include "api/readings.h"
#include "server/store/sql.h"

namespace kabinet::server::store {
namespace {

struct ValuesOfLine {
  std::int64_t reading_id = 0;
  int number = 0, digits = 0, decimals = 0;
  api::Volume value;
  soci::statement statement;

  explicit ValuesOfLine(Connection& sql)
      : statement((sql.prepare << "SELECT v.number, v.value, g.digits, g.decimals FROM reading_values v JOIN readings r ON r.id = v.reading_id "
                                  "JOIN registers g ON g.meter_id = r.meter_id AND g.number = v.number WHERE r.id = :r ORDER BY v.number",
                   soci::into(number), soci::into(value), soci::into(digits), soci::into(decimals), soci::use(reading_id))) {}
};

}  // namespace

OutboxState outbox_state(Connection& sql) {
  OutboxState state;
  sql << "SELECT min(created_at) FROM inspector_outbox WHERE delivered_at IS NULL AND batch_id IS NULL", soci::into(state.waiting_since);
  sql << "SELECT max(created_at) FROM inspector_batches", soci::into(state.last_batch);
  return state;
}

void drop_withdrawn_unsent(Connection& sql) {
  sql << "DELETE FROM inspector_outbox WHERE delivered_at IS NULL AND batch_id IS NULL AND reading_id IN ("
         "SELECT w.reading_id FROM inspector_outbox w JOIN inspector_outbox s ON s.reading_id = w.reading_id AND s.event = 'submitted' "
         "AND s.delivered_at IS NULL AND s.batch_id IS NULL WHERE w.event = 'withdrawn' AND w.delivered_at IS NULL AND w.batch_id IS NULL)";
}

std::vector<RegistryLine> lines_to_send(Connection& sql, api::Instant until, int limit) {
  std::vector<RegistryLine> lines;
  RegistryLine line;
  soci::statement query = (sql.prepare << "SELECT x.id, x.reading_id, x.event, a.number, m.serial, m.service, r.taken_on, r.source "
                                          "FROM inspector_outbox x JOIN readings r ON r.id = x.reading_id JOIN meters m ON m.id = r.meter_id "
                                          "JOIN accounts a ON a.id = m.account_id "
                                          "WHERE x.delivered_at IS NULL AND x.batch_id IS NULL AND x.created_at <= :t ORDER BY x.id LIMIT :l",
                           soci::into(line.outbox_id), soci::into(line.reading_id), soci::into(line.event), soci::into(line.account_number),
                           soci::into(line.serial), soci::into(line.service), soci::into(line.taken_on), soci::into(line.source),
                           soci::use(until), soci::use(limit));
  query.execute();
  while (query.fetch()) lines.push_back(line);
  auto& values = sql.held<ValuesOfLine>();
  for (auto& one : lines) {
    values.reading_id = one.reading_id;
    values.statement.execute();
    while (values.statement.fetch()) one.values.emplace_back(values.number, api::pad_reading(values.value, values.digits, values.decimals));
  }
  return lines;
}

int batches_named(Connection& sql, std::string_view prefix) {
  const std::string text(prefix);
  int count = 0;
  sql << "SELECT count(*) FROM inspector_batches WHERE substr(name, 1, length(:p)) = :q", soci::into(count), soci::use(text), soci::use(text);
  return count;
}

std::int64_t insert_batch(Connection& sql, const InspectorBatch& batch, const std::vector<RegistryLine>& lines, api::Instant now) {
  sql << "INSERT INTO inspector_batches (name, content, letter_id, created_at) VALUES (:n, :c, :l, :t)", soci::use(batch.name),
      soci::use(batch.content), soci::use(batch.letter_id), soci::use(now);
  const std::int64_t id = last_id(sql, "inspector_batches");
  std::int64_t outbox_id = 0;
  soci::statement fix = (sql.prepare << "UPDATE inspector_outbox SET batch_id = :b WHERE id = :i", soci::use(id), soci::use(outbox_id));
  for (const auto& line : lines) {
    outbox_id = line.outbox_id;
    fix.execute(true);
  }
  return id;
}

void set_batch_letter(Connection& sql, std::int64_t batch_id, std::int64_t letter_id) {
  sql << "UPDATE inspector_batches SET letter_id = :l WHERE id = :b", soci::use(letter_id), soci::use(batch_id);
}

void mark_delivered(Connection& sql, std::int64_t batch_id, api::Instant when) {
  sql << "UPDATE inspector_batches SET delivered_at = :t WHERE id = :b", soci::use(when), soci::use(batch_id);
  sql << "UPDATE inspector_outbox SET delivered_at = :t WHERE batch_id = :b", soci::use(when), soci::use(batch_id);
}

std::vector<InspectorBatch> undelivered_batches(Connection& sql, int limit) {
  std::vector<InspectorBatch> batches;
  InspectorBatch batch;
  soci::statement query = (sql.prepare << "SELECT id, name, content, letter_id FROM inspector_batches WHERE delivered_at IS NULL ORDER BY id LIMIT :l",
                           soci::into(batch.id), soci::into(batch.name), soci::into(batch.content), soci::into(batch.letter_id),
                           soci::use(limit));
  query.execute();
  while (query.fetch()) batches.push_back(batch);
  return batches;
}

bool answer_reading(Connection& sql, std::int64_t reading_id, api::ReadingStatus answer, const std::string& reason) {
  std::int64_t found = 0;
  sql << "UPDATE readings SET status = :s, reason = :r WHERE id = :i AND status = 'submitted' RETURNING id", soci::into(found), soci::use(answer),
      soci::use(reason), soci::use(reading_id);
  return found != 0;
}

}  // namespace kabinet::server::store
