// Sessions by the hash of their token, and the sign-in attempts that throttling counts. Must not know tokens, names or addresses:
// only hashes of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "api/profile.h"
#include "api/subscriber.h"
#include "api/time.h"

namespace kabinet::server::store {

class Connection;

struct SessionRow {
  std::int64_t id = 0, subscriber_id = 0;
  api::SignInKind kind = api::SignInKind::Email;
  int must_change_password = 0;
  api::Instant seen_at, expires_at;    // expires_at is the absolute end; idling is the caller's rule
};

// Of an active subscriber only.
std::optional<SessionRow> find_session(Connection& sql, std::string_view token_hash);
void insert_session(Connection& sql, std::string_view token_hash, std::int64_t subscriber_id, api::Instant now, api::Instant expires_at,
                    std::string_view device = {});
// Those that are still good, the newest first; `current` is left to the caller.
std::vector<api::SessionInfo> list_sessions(Connection& sql, std::int64_t subscriber_id, api::Instant now, api::Instant seen_after);
// Inside a write: true where the session has not ended since it was found.
bool session_lives(Connection& sql, std::int64_t id, std::int64_t subscriber_id);
void touch_session(Connection& sql, std::int64_t id, api::Instant now);
void delete_session(Connection& sql, std::int64_t id);
void delete_session(Connection& sql, std::string_view token_hash);
bool delete_session_of(Connection& sql, std::int64_t subscriber_id, std::int64_t id);  // false: not the subscriber's
void delete_sessions_of(Connection& sql, std::int64_t subscriber_id);
void delete_stale_sessions(Connection& sql, api::Instant now, api::Instant seen_before);

enum class AttemptScope { Login, Address };

// When `limit` failures or more lie after `since`: the moment of the one whose ageing out of the window lets the next attempt in.
std::optional<api::Instant> throttled_by(Connection& sql, AttemptScope scope, std::string_view key_hash, api::Instant since, int limit);
// Counts as failed until it is said to have succeeded, so that guesses made at the same time see each other.
std::int64_t insert_attempt(Connection& sql, AttemptScope scope, std::string_view key_hash, api::Instant now);
void mark_succeeded(Connection& sql, std::int64_t attempt_id);
void forget_failures(Connection& sql, AttemptScope scope, std::string_view key_hash);
void delete_attempts_before(Connection& sql, api::Instant moment);

}  // namespace kabinet::server::store
