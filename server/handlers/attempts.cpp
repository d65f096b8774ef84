#include "server/handlers/attempts.h"

#include <algorithm>

#include "api/names.h"
#include "api/rules.h"
#include "server/handlers/session_token.h"
#include "server/store/database.h"
#include "server/store/sessions.h"

namespace kabinet::server {

using store::AttemptScope;

api::Result<Attempt> admit_attempt(Call& call, api::SignInKind kind, std::string_view login) {
  const auto& rules = call.utility.settings.throttle;
  Attempt attempt;
  attempt.login_key = hash_of(std::string(api::to_name(kind)) + "\n" + api::fold(login));
  attempt.address_key = hash_of(call.peer);
  return call.utility.database.write([&](store::Connection& sql) -> api::Result<Attempt> {
    const std::int64_t window = rules.window_minutes * std::int64_t{60'000};
    const api::Instant since{call.now.ms - window};
    store::delete_attempts_before(sql, since);
    const auto by_login = store::throttled_by(sql, AttemptScope::Login, attempt.login_key, since, rules.per_name);
    const auto by_address = store::throttled_by(sql, AttemptScope::Address, attempt.address_key, since, rules.per_address);
    if (by_login || by_address) {
      auto error = api::make_error(api::ErrorCode::TooManyRequests, "слишком много неудачных входов");
      const std::int64_t until = std::max(by_login.value_or(api::Instant{}).ms, by_address.value_or(api::Instant{}).ms) + window;
      error.retry_after_s = static_cast<int>(std::max<std::int64_t>(1, (until - call.now.ms + 999) / 1000));
      return error;
    }
    attempt.by_login = store::insert_attempt(sql, AttemptScope::Login, attempt.login_key, call.now);
    attempt.by_address = store::insert_attempt(sql, AttemptScope::Address, attempt.address_key, call.now);
    return attempt;
  });
}

void attempt_succeeded(store::Connection& sql, const Attempt& attempt) {
  store::mark_succeeded(sql, attempt.by_login);
  store::mark_succeeded(sql, attempt.by_address);
  store::forget_failures(sql, AttemptScope::Login, attempt.login_key);
}

}  // namespace kabinet::server
