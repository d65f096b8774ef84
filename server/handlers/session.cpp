// Signing in and out. An unknown name and a wrong password get the same answer after the same work, whether or not the account is active;
// only who knows the password learns that the letter's link has still to be followed.
// Must not know SQL, nor log or keep what was typed.
#include "server/handlers/session.h"

#include <sodium.h>

#include <algorithm>

#include "api/names.h"
#include "api/rules.h"
#include "server/handlers/attempts.h"
#include "server/handlers/session_token.h"
#include "server/request_checks.h"
#include "server/router.h"
#include "server/store/database.h"
#include "server/store/sessions.h"
#include "server/store/subscribers.h"

namespace kabinet::server {
namespace {

using api::ErrorCode;
using api::make_error;

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kTouchMs = kMinute;  // how fresh seen_at is kept: not a write with every request

api::Instant idle_end(const Utility& utility, api::Instant seen) { return {seen.ms + utility.settings.session.idle_minutes * kMinute}; }

api::Result<std::optional<Caller>> authenticate(Utility& utility, const api::HttpRequest& request, api::Instant now) {
  const std::string token = cookie(request.headers, cookie_name(utility));
  if (token.empty() || token.size() > 128) return std::optional<Caller>();
  auto found = utility.database.read([&](store::Connection& sql) -> api::Result<std::optional<store::SessionRow>> {
    return store::find_session(sql, hash_of(token));
  });
  if (!found) return found.error();
  if (!*found) return std::optional<Caller>();
  const auto& session = **found;
  if (session.expires_at <= now || idle_end(utility, session.seen_at) <= now) return std::optional<Caller>();
  if (now.ms - session.seen_at.ms >= kTouchMs) {
    // A failure costs the person at most an earlier end of the session.
    (void)utility.database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
      store::touch_session(sql, session.id, now);
      return api::Nothing{};
    });
  }
  return std::optional<Caller>(Caller{session.subscriber_id, session.kind, session.id, session.expires_at, session.must_change_password != 0});
}

api::Result<api::Nothing> check_form(const Utility& utility, const api::SignIn& form) {
  api::Error wrong = make_error(ErrorCode::Invalid, "форма входа заполнена неверно");
  const auto& ways = utility.profile.sign_in;
  if (std::none_of(ways.begin(), ways.end(), [&](const auto& way) { return way.kind == form.kind; })) wrong.fields.push_back({"kind", "unknown"});
  if (api::fold(form.login).empty()) wrong.fields.push_back({"login", "required"});
  else if (form.login.size() > 254) wrong.fields.push_back({"login", "too_long"});
  if (form.password.empty()) wrong.fields.push_back({"password", "required"});
  else if (form.password.size() > 1024) wrong.fields.push_back({"password", "too_long"});
  if (!wrong.fields.empty()) return wrong;
  return api::Nothing{};
}

api::Error bad_credentials() { return make_error(ErrorCode::BadCredentials, "неверное имя или пароль"); }

// A right password is no guess: it does not count against the name.
api::Error refuse_inactive(Call& call, const Attempt& attempt) {
  auto counted = call.utility.database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    store::mark_succeeded(sql, attempt.by_login);
    store::mark_succeeded(sql, attempt.by_address);
    return api::Nothing{};
  });
  if (!counted) return counted.error();
  return make_error(ErrorCode::NotActivated, "регистрация не подтверждена");
}

api::Result<api::Session> start_session(Call& call, api::StartSession& request) {
  auto& form = request.sign_in;
  if (auto checked = check_form(call.utility, form); !checked) return checked.error();
  auto attempt = admit_attempt(call, form.kind, form.login);
  if (!attempt) return attempt.error();
  auto subscriber = call.utility.database.read([&](store::Connection& sql) -> api::Result<std::optional<store::Subscriber>> {
    return store::find_subscriber(sql, form.kind, api::fold(form.login));
  });
  if (!subscriber) return subscriber.error();
  const bool right = verify_password_of(*subscriber ? &(*subscriber)->password_hash : nullptr, form.password, call.utility.settings.password_cost);
  sodium_memzero(form.password.data(), form.password.size());
  if (!right) return bad_credentials();
  if (!(*subscriber)->active) return refuse_inactive(call, *attempt);

  const auto& rules = call.utility.settings.session;
  const api::Instant end{call.now.ms + rules.absolute_hours * 60 * kMinute};
  const std::string token = new_token();
  const std::string old = call.request_headers ? cookie(*call.request_headers, cookie_name(call.utility)) : std::string();
  auto stored = call.utility.database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    // The profile may have been merged or closed, or its password changed, while this one was verified.
    const auto still = store::find_subscriber(sql, (*subscriber)->id);
    if (!still || !still->active || still->password_hash != (*subscriber)->password_hash) return bad_credentials();
    attempt_succeeded(sql, *attempt);
    store::delete_stale_sessions(sql, call.now, api::Instant{call.now.ms - rules.idle_minutes * kMinute});
    if (!old.empty()) store::delete_session(sql, hash_of(old));
    store::insert_session(sql, hash_of(token), (*subscriber)->id, call.now, end, device_of(call));
    return api::Nothing{};
  });
  if (!stored) return stored.error();
  call.status = 201;
  api::set_header(call.headers, "set-cookie", session_cookie(call.utility, token));
  return session_view(call.utility, **subscriber, call.now, end);
}

api::Result<api::Session> get_session(Call& call, api::GetSession&) {
  return call.utility.database.read([&](store::Connection& sql) -> api::Result<api::Session> {
    const auto subscriber = store::find_subscriber(sql, call.caller->subscriber_id);
    if (!subscriber) return make_error(ErrorCode::Unauthenticated, "нет сеанса");
    return session_view(call.utility, *subscriber, call.now, call.caller->session_ends);
  });
}

api::Result<api::Nothing> end_session(Call& call, api::EndSession&) {
  auto ended = call.utility.database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    store::delete_session(sql, call.caller->session_id);
    return api::Nothing{};
  });
  if (!ended) return ended.error();
  api::set_header(call.headers, "set-cookie", expired_cookie(call.utility));
  return api::Nothing{};
}

}  // namespace

api::Session session_view(const Utility& utility, const store::Subscriber& subscriber, api::Instant now, api::Instant absolute_end) {
  api::Session session;
  session.kind = subscriber.kind;
  session.display_name = subscriber.display_name;
  session.email = subscriber.email;
  session.expires_at = std::min(idle_end(utility, now), absolute_end);
  session.must_change_password = subscriber.must_change_password;
  session.registration = subscriber.registration;
  session.registration_reason = subscriber.registration_reason;
  return session;
}

void add_session(Router& router) {
  router.set_authenticate(authenticate);
  router.add<api::StartSession>(start_session);
  RouteOptions always;
  always.before_password_change = true;
  router.add<api::GetSession>(get_session, always);
  router.add<api::EndSession>(end_session, always);
}

}  // namespace kabinet::server
