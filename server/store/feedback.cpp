#include "server/store/feedback.h"

#include <stdexcept>

#include <fmt/format.h>
#include <sodium.h>

#include "server/base64.h"
#include "server/store/sql.h"

namespace kabinet::server::store {

using soci::into;
using soci::use;

namespace {

const std::string kColumns =
    "SELECT f.id, f.number, f.topic, f.body, f.created_at, f.answer, f.answered_at, f.subscriber_id IS NOT NULL, "
    "coalesce(s.display_name, f.name), coalesce(s.email, f.email), coalesce(s.login, '') "
    "FROM feedback f LEFT JOIN subscribers s ON s.id = f.subscriber_id ";

std::vector<std::string> file_names(Connection& sql, std::int64_t feedback_id) {
  std::vector<std::string> names;
  std::string name;
  soci::statement query = (sql.prepare << "SELECT name FROM feedback_files WHERE feedback_id = :f ORDER BY id", into(name), use(feedback_id));
  query.execute();
  while (query.fetch()) names.push_back(name);
  return names;
}

template <class Bind>
std::vector<FeedbackRow> load(Connection& sql, const std::string& tail, Bind bind) {
  std::vector<FeedbackRow> rows;
  FeedbackRow row;
  int by_subscriber = 0;
  soci::statement query(sql);
  query.alloc();
  query.prepare(kColumns + tail);
  query.exchange(into(row.id));
  query.exchange(into(row.feedback.number));
  query.exchange(into(row.feedback.topic));
  query.exchange(into(row.feedback.text));
  query.exchange(into(row.feedback.created_at));
  query.exchange(into(row.feedback.answer));
  query.exchange(into(row.feedback.answered_at));
  query.exchange(into(by_subscriber));
  query.exchange(into(row.name));
  query.exchange(into(row.email));
  query.exchange(into(row.login));
  bind(query);
  query.define_and_bind();
  query.execute();
  while (query.fetch()) {
    row.by_subscriber = by_subscriber != 0;
    rows.push_back(row);
  }
  for (auto& one : rows) one.feedback.attachments = file_names(sql, one.id);
  return rows;
}

std::string free_number(Connection& sql, int year) {
  for (int tries = 0; tries < 100; ++tries) {
    const std::string number = fmt::format("ОБ-{}-{:06}", year, randombytes_uniform(1'000'000));
    int taken = 0;
    sql << "SELECT count(*) FROM feedback WHERE number = :n", into(taken), use(number);
    if (taken == 0) return number;
  }
  throw std::runtime_error("no free number for feedback");
}

}  // namespace

std::string insert_feedback(Connection& sql, const NewFeedback& feedback, int year, api::Instant now) {
  const std::string number = free_number(sql, year);
  sql << "INSERT INTO feedback (number, subscriber_id, topic, body, name, email, created_at, request_key, request_hash) "
         "VALUES (:n, :s, :t, :b, :a, :e, :c, :k, :h)",
      use(number), use(feedback.subscriber_id), use(feedback.topic), use(feedback.body), use(feedback.name), use(feedback.email), use(now),
      use(feedback.request_key), use(feedback.request_hash);
  const std::int64_t id = last_id(sql, "feedback");
  for (const auto& file : feedback.files) {
    const std::string content = base64(file.bytes);  // bytes that are not UTF-8 do not belong into TEXT
    sql << "INSERT INTO feedback_files (feedback_id, name, content_type, content) VALUES (:f, :n, :t, :c)", use(id), use(file.name),
        use(file.content_type), use(content);
  }
  return number;
}

std::optional<EarlierFeedback> feedback_of_request(Connection& sql, std::string_view request_key) {
  const std::string key(request_key);
  EarlierFeedback earlier;
  sql << "SELECT number, request_hash FROM feedback WHERE request_key = :k", into(earlier.number), into(earlier.request_hash), use(key);
  if (!sql.got_data()) return std::nullopt;
  return earlier;
}

std::vector<api::Feedback> feedback_of(Connection& sql, std::int64_t subscriber_id) {
  std::vector<api::Feedback> list;
  for (auto& row : load(sql, "WHERE f.subscriber_id = :s ORDER BY f.created_at DESC, f.id DESC LIMIT 200",
                        [&](soci::statement& query) { query.exchange(use(subscriber_id)); }))
    list.push_back(std::move(row.feedback));
  return list;
}

std::vector<FeedbackRow> list_feedback(Connection& sql, bool waiting_only, int limit) {
  const int all = waiting_only ? 0 : 1;
  return load(sql, "WHERE f.answered_at IS NULL OR :a = 1 ORDER BY f.created_at DESC, f.id DESC LIMIT :l", [&](soci::statement& query) {
    query.exchange(use(all));
    query.exchange(use(limit));
  });
}

std::optional<FeedbackRow> find_feedback(Connection& sql, std::string_view number) {
  const std::string text(number);
  auto rows = load(sql, "WHERE f.number = :n", [&](soci::statement& query) { query.exchange(use(text)); });
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<FeedbackFile> files_of(Connection& sql, std::int64_t feedback_id) {
  std::vector<FeedbackFile> files;
  FeedbackFile file;
  std::string content;
  soci::statement query = (sql.prepare << "SELECT name, content_type, content FROM feedback_files WHERE feedback_id = :f ORDER BY id",
                           into(file.name), into(file.content_type), into(content), use(feedback_id));
  query.execute();
  while (query.fetch()) {
    auto bytes = from_base64(content);
    if (!bytes) throw std::runtime_error("a file of feedback is damaged");
    file.bytes = std::move(*bytes);
    files.push_back(file);
  }
  return files;
}

bool answer_feedback(Connection& sql, std::int64_t id, std::string_view answer, api::Instant now) {
  const std::string text(answer);
  soci::statement update = (sql.prepare << "UPDATE feedback SET answer = :a, answered_at = :t WHERE id = :i AND answered_at IS NULL", use(text),
                            use(now), use(id));
  update.execute(true);
  return update.get_affected_rows() > 0;
}

}  // namespace kabinet::server::store
