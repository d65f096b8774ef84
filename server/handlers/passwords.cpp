// Changing a password that is known and setting one that is forgotten. Either ends the subscriber's other sessions. Individuals get theirs
// in the office (guide К19): no letter can reset it. Must not know SQL, nor log or keep what was typed.
#include "server/handlers/passwords.h"

#include "api/names.h"
#include "api/registration_rules.h"
#include "api/rules.h"
#include "server/handlers/attempts.h"
#include "server/handlers/captcha.h"
#include "server/handlers/letters.h"
#include "server/handlers/session.h"
#include "server/handlers/session_token.h"
#include "server/handlers/throttle.h"
#include "server/passwords.h"
#include "server/store/captchas.h"
#include "server/store/database.h"
#include "server/store/sessions.h"
#include "server/store/subscribers.h"

namespace kabinet::server {
namespace {

using api::ErrorCode;
using api::make_error;
using api::SignInKind;
using store::AttemptScope;

api::Error invalid(std::vector<api::FieldError> fields) {
  auto error = make_error(ErrorCode::Invalid, "пароль не принят");
  error.fields = std::move(fields);
  return error;
}

api::Result<store::Subscriber> subscriber_of(Call& call, std::int64_t id) {
  return call.utility.database.read([&](store::Connection& sql) -> api::Result<store::Subscriber> {
    auto found = store::find_subscriber(sql, id);
    if (!found) return make_error(ErrorCode::Unauthenticated, "нет сеанса");
    return std::move(*found);
  });
}

void tell_owner(store::Connection& sql, const Call& call, const store::Subscriber& subscriber) {
  if (api::deliverable_email(subscriber.email)) send_notice(sql, call, "password_changed", subscriber.login, subscriber.email);
}

api::Result<api::Session> change_password(Call& call, api::ChangePassword& request) {
  auto& form = request.input;
  const Zeroed zeroed{&form.current_password, &form.password, &form.password_repeat};
  auto subscriber = subscriber_of(call, call.caller->subscriber_id);
  if (!subscriber) return subscriber.error();
  auto errors = check_password(call.utility, form.password, form.password_repeat, subscriber->login, subscriber->email);
  if (form.current_password.empty()) errors.insert(errors.begin(), {"current_password", "required"});
  if (!errors.empty()) return invalid(std::move(errors));

  // Who found the screen open may guess only as often as at the door.
  auto attempt = admit_attempt(call, subscriber->kind, subscriber->login);
  if (!attempt) return attempt.error();
  if (!verify_password(subscriber->password_hash, form.current_password)) return api::make_field_error("current_password", "wrong_password");
  if (form.password == form.current_password) return api::make_field_error("password", "unchanged");
  const std::string hash = hash_password(form.password, call.utility.settings.password_cost);
  if (hash.empty()) return make_error(ErrorCode::Unavailable, "не хватило памяти для хеширования");

  const std::string token = new_token();
  auto stored = call.utility.database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    if (!store::session_lives(sql, call.caller->session_id, subscriber->id)) return make_error(ErrorCode::Unauthenticated, "сеанс завершён");
    attempt_succeeded(sql, *attempt);
    store::change_password(sql, subscriber->id, hash, call.now);
    store::delete_sessions_of(sql, subscriber->id);
    store::insert_session(sql, hash_of(token), subscriber->id, call.now, call.caller->session_ends, device_of(call));
    tell_owner(sql, call, *subscriber);
    return api::Nothing{};
  });
  if (!stored) return stored.error();
  api::set_header(call.headers, "set-cookie", session_cookie(call.utility, token));
  subscriber->must_change_password = false;
  return session_view(call.utility, *subscriber, call.now, call.caller->session_ends);
}

api::Result<api::Nothing> request_recovery(Call& call, api::RequestRecovery& request) {
  const auto& form = request.input;
  if (auto errors = api::check_letter_request(form); !errors.empty()) return invalid(std::move(errors));
  if (auto checked = check_captcha(call, form.captcha_id, form.captcha_answer); !checked) return checked.error();
  const std::string name = api::fold(form.login);
  auto done = call.utility.database.write([&](store::Connection& sql) -> api::Result<bool> {
    if (auto refused = too_many(sql, call, AttemptScope::Address, "recovery", call.peer, call.utility.settings.throttle.per_address)) return *refused;
    if (!store::use_captcha(sql, form.captcha_id, call.now)) return false;
    if (form.kind == SignInKind::Individual) return true;
    auto found = store::find_by_mailbox(sql, form.kind, name);
    if (auto by_login = store::find_subscriber(sql, form.kind, name)) found.assign(1, *by_login);
    std::erase_if(found, [](const auto& one) { return !one.active || !api::deliverable_email(one.email); });
    send_links(sql, call, store::LinkPurpose::Recovery, name, found);
    return true;
  });
  if (!done) return done.error();
  if (!*done) return captcha_error("expired_code");
  return api::Nothing{};
}

api::Result<api::Nothing> link_error(store::LinkState state) {
  switch (state) {
    case store::LinkState::Good: return api::Nothing{};
    case store::LinkState::Used: return make_error(ErrorCode::LinkUsed, "ссылка уже сработала");
    case store::LinkState::Expired: return make_error(ErrorCode::LinkExpired, "ссылка устарела");
    case store::LinkState::Unknown: break;
  }
  return make_error(ErrorCode::NotFound, "нет такой ссылки");
}

api::Result<api::Nothing> reset_password(Call& call, api::ResetPassword& request) {
  auto& form = request.input;
  const Zeroed zeroed{&form.token, &form.password, &form.password_repeat};
  const std::string token_hash = hash_of(form.token);
  auto link = call.utility.database.read([&](store::Connection& sql) -> api::Result<store::Link> {
    return store::find_link(sql, store::LinkPurpose::Recovery, token_hash, call.now);
  });
  if (!link) return link.error();
  if (auto good = link_error(link->state); !good) return good;
  auto subscriber = subscriber_of(call, link->subscriber_id);
  if (!subscriber) return subscriber.error();
  if (auto errors = check_password(call.utility, form.password, form.password_repeat, subscriber->login, subscriber->email); !errors.empty())
    return invalid(std::move(errors));
  const std::string hash = hash_password(form.password, call.utility.settings.password_cost);
  if (hash.empty()) return make_error(ErrorCode::Unavailable, "не хватило памяти для хеширования");
  return call.utility.database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    const auto still = store::find_link(sql, store::LinkPurpose::Recovery, token_hash, call.now);  // two at once: one of them
    if (auto good = link_error(still.state); !good) return good;
    store::use_link(sql, still, call.now);
    store::change_password(sql, subscriber->id, hash, call.now);
    store::delete_sessions_of(sql, subscriber->id);
    // The owner of the mailbox is not kept out by somebody's wrong guesses.
    store::forget_failures(sql, AttemptScope::Login, hash_of(std::string(api::to_name(subscriber->kind)) + "\n" + api::fold(subscriber->login)));
    tell_owner(sql, call, *subscriber);
    return api::Nothing{};
  });
}

}  // namespace

void add_passwords(Router& router) {
  RouteOptions always;
  always.before_password_change = true;
  router.add<api::ChangePassword>(change_password, always);
  router.add<api::RequestRecovery>(request_recovery);
  router.add<api::ResetPassword>(reset_password);
}

}  // namespace kabinet::server
