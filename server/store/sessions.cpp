#include "server/store/sessions.h"

#include "server/store/sql.h"

namespace kabinet::server::store {
namespace {

std::string name_of(AttemptScope scope) { return scope == AttemptScope::Login ? "login" : "address"; }

// Asked with every request: held.
struct FindSession {
  explicit FindSession(Connection& sql)
      : statement((sql.prepare << "SELECT s.id, s.subscriber_id, u.kind, u.must_change_password, s.seen_at, s.expires_at FROM sessions s "
                                  "JOIN subscribers u ON u.id = s.subscriber_id WHERE s.token_hash = :h AND u.active = 1",
                   soci::into(row.id), soci::into(row.subscriber_id), soci::into(row.kind), soci::into(row.must_change_password),
                   soci::into(row.seen_at), soci::into(row.expires_at),
                   soci::use(token_hash))) {}
  SessionRow row;
  std::string token_hash;
  soci::statement statement;
};

}  // namespace

std::optional<SessionRow> find_session(Connection& sql, std::string_view token_hash) {
  auto& query = sql.held<FindSession>();
  query.token_hash = token_hash;
  if (!query.statement.execute(true)) return std::nullopt;
  return query.row;
}

void insert_session(Connection& sql, std::string_view token_hash, std::int64_t subscriber_id, api::Instant now, api::Instant expires_at,
                    std::string_view device) {
  const std::string hash(token_hash), name(device);
  sql << "INSERT INTO sessions (token_hash, subscriber_id, created_at, seen_at, expires_at, device) VALUES (:h, :s, :c, :n, :e, :d)",
      soci::use(hash), soci::use(subscriber_id), soci::use(now), soci::use(now), soci::use(expires_at), soci::use(name);
}

std::vector<api::SessionInfo> list_sessions(Connection& sql, std::int64_t subscriber_id, api::Instant now, api::Instant seen_after) {
  std::vector<api::SessionInfo> sessions;
  std::int64_t id = 0;
  api::SessionInfo row;
  soci::statement query = (sql.prepare << "SELECT id, created_at, seen_at, device FROM sessions WHERE subscriber_id = :s AND expires_at > :n "
                                          "AND seen_at > :a ORDER BY created_at DESC, id DESC",
                           soci::into(id), soci::into(row.started_at), soci::into(row.seen_at), soci::into(row.device),
                           soci::use(subscriber_id), soci::use(now), soci::use(seen_after));
  query.execute();
  while (query.fetch()) {
    row.id = std::to_string(id);
    sessions.push_back(row);
  }
  return sessions;
}

bool session_lives(Connection& sql, std::int64_t id, std::int64_t subscriber_id) {
  int count = 0;
  sql << "SELECT count(*) FROM sessions s JOIN subscribers u ON u.id = s.subscriber_id WHERE s.id = :i AND s.subscriber_id = :s AND u.active = 1",
      soci::into(count), soci::use(id), soci::use(subscriber_id);
  return count > 0;
}

void touch_session(Connection& sql, std::int64_t id, api::Instant now) {
  sql << "UPDATE sessions SET seen_at = :n WHERE id = :i AND seen_at < :m", soci::use(now), soci::use(id), soci::use(now);
}

void delete_session(Connection& sql, std::int64_t id) { sql << "DELETE FROM sessions WHERE id = :i", soci::use(id); }

void delete_session(Connection& sql, std::string_view token_hash) {
  const std::string hash(token_hash);
  sql << "DELETE FROM sessions WHERE token_hash = :h", soci::use(hash);
}

bool delete_session_of(Connection& sql, std::int64_t subscriber_id, std::int64_t id) {
  soci::statement removal = (sql.prepare << "DELETE FROM sessions WHERE id = :i AND subscriber_id = :s", soci::use(id), soci::use(subscriber_id));
  removal.execute(true);
  return removal.get_affected_rows() > 0;
}

void delete_sessions_of(Connection& sql, std::int64_t subscriber_id) {
  sql << "DELETE FROM sessions WHERE subscriber_id = :s", soci::use(subscriber_id);
}

void delete_stale_sessions(Connection& sql, api::Instant now, api::Instant seen_before) {
  sql << "DELETE FROM sessions WHERE expires_at <= :n OR seen_at <= :s", soci::use(now), soci::use(seen_before);
}

std::optional<api::Instant> throttled_by(Connection& sql, AttemptScope scope, std::string_view key_hash, api::Instant since, int limit) {
  const std::string name = name_of(scope), key(key_hash);
  const int skip = limit - 1;
  api::Instant moment;
  sql << "SELECT at FROM sign_in_attempts WHERE scope = :c AND key_hash = :k AND at > :s AND succeeded = 0 ORDER BY at DESC LIMIT 1 OFFSET :o",
      soci::into(moment), soci::use(name), soci::use(key), soci::use(since), soci::use(skip);
  if (!sql.got_data()) return std::nullopt;
  return moment;
}

std::int64_t insert_attempt(Connection& sql, AttemptScope scope, std::string_view key_hash, api::Instant now) {
  const std::string name = name_of(scope), key(key_hash);
  sql << "INSERT INTO sign_in_attempts (scope, key_hash, at) VALUES (:c, :k, :a)", soci::use(name), soci::use(key), soci::use(now);
  return last_id(sql, "sign_in_attempts");
}

void mark_succeeded(Connection& sql, std::int64_t attempt_id) {
  sql << "UPDATE sign_in_attempts SET succeeded = 1 WHERE id = :i", soci::use(attempt_id);
}

void forget_failures(Connection& sql, AttemptScope scope, std::string_view key_hash) {
  const std::string name = name_of(scope), key(key_hash);
  sql << "DELETE FROM sign_in_attempts WHERE scope = :c AND key_hash = :k AND succeeded = 0", soci::use(name), soci::use(key);
}

void delete_attempts_before(Connection& sql, api::Instant moment) { sql << "DELETE FROM sign_in_attempts WHERE at <= :m", soci::use(moment); }

}  // namespace kabinet::server::store
