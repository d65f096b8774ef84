#include "server/handlers/throttle.h"

#include <algorithm>
#include <string>

#include "server/handlers/session_token.h"

namespace kabinet::server {

std::optional<api::Error> too_many(store::Connection& sql, const Call& call, store::AttemptScope scope, std::string_view what, std::string_view key,
                                   int limit) {
  const std::int64_t window = call.utility.settings.throttle.window_minutes * 60'000;
  const api::Instant since{call.now.ms - window};
  const std::string hash = hash_of(std::string(what) + "\n" + std::string(key));
  store::delete_attempts_before(sql, since);
  if (const auto full = store::throttled_by(sql, scope, hash, since, limit)) {
    auto error = api::make_error(api::ErrorCode::TooManyRequests, "слишком часто");
    error.retry_after_s = static_cast<int>(std::max<std::int64_t>(1, (full->ms + window - call.now.ms + 999) / 1000));
    return error;
  }
  (void)store::insert_attempt(sql, scope, hash, call.now);
  return std::nullopt;
}

}  // namespace kabinet::server
