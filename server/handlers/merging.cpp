// Merging two profiles and deleting one. Passwords are asked for under the same limits as at sign-in, with the same work for a mailbox that is
// not known; what was true when the password was verified is looked at again inside the write that acts on it. Must not know SQL.
#include "server/handlers/merging.h"

#include "api/registration_rules.h"
#include "api/rules.h"
#include "server/handlers/attempts.h"
#include "server/handlers/letters.h"
#include "server/handlers/session_token.h"
#include "server/passwords.h"
#include "server/router.h"
#include "server/store/database.h"
#include "server/store/letters.h"
#include "server/store/sessions.h"
#include "server/store/subscriber_changes.h"
#include "server/store/subscribers.h"
#include "server/texts.h"

namespace kabinet::server {
namespace {

using api::ErrorCode;
using api::make_error;
using api::SignInKind;

constexpr std::size_t kMaxPassword = 1024;

api::Error session_gone() { return make_error(ErrorCode::Unauthenticated, "сеанс завершён"); }

void send_letter(store::Connection& sql, const Call& call, std::string_view kind, const std::string& email, const mail::Words& words) {
  if (!api::deliverable_email(email)) return;
  (void)store::enqueue_letter(sql, call.utility.texts->letters.letter(kind, call.utility.profile, email, words), call.now);
}

void check_password_field(const std::string& password, std::vector<api::FieldError>& errors) {
  if (password.empty()) errors.push_back({"password", "required"});
  else if (password.size() > kMaxPassword) errors.push_back({"password", "too_long"});
}

api::Result<store::Subscriber> own(Call& call) {
  return call.utility.database.read([&](store::Connection& sql) -> api::Result<store::Subscriber> {
    auto found = store::find_subscriber(sql, call.caller->subscriber_id);
    if (!found) return session_gone();
    return std::move(*found);
  });
}

api::Result<api::MergeResult> merge(Call& call, api::MergeProfiles& request) {
  auto& form = request.input;
  const Zeroed zeroed{&form.password};
  if (call.caller->kind != SignInKind::Email) return make_error(ErrorCode::Conflict, "объединяются учётные записи с входом по почте");
  const auto mine = own(call);
  if (!mine) return mine.error();
  auto wrong = make_error(ErrorCode::Invalid, "данные другого профиля заполнены неверно");
  const std::string login = api::fold(form.email);
  if (login.empty()) wrong.fields.push_back({"email", "required"});
  else if (!api::valid_email(login)) wrong.fields.push_back({"email", "bad_email"});
  else if (login == api::fold(mine->login)) wrong.fields.push_back({"email", "own_profile"});
  check_password_field(form.password, wrong.fields);
  if (!wrong.fields.empty()) return wrong;

  const auto attempt = admit_attempt(call, SignInKind::Email, login);
  if (!attempt) return attempt.error();
  const auto other = call.utility.database.read([&](store::Connection& sql) -> api::Result<std::optional<store::Subscriber>> {
    return store::find_subscriber(sql, SignInKind::Email, login);
  });
  if (!other) return other.error();
  const bool right = verify_password_of(*other ? &(*other)->password_hash : nullptr, form.password, call.utility.settings.password_cost);
  if (!right || !(*other)->active) return api::make_field_error("password", "wrong_password");

  return call.utility.database.write([&](store::Connection& sql) -> api::Result<api::MergeResult> {
    if (!store::session_lives(sql, call.caller->session_id, mine->id)) return session_gone();
    const auto still = store::find_subscriber(sql, SignInKind::Email, login);
    if (!still || still->id != (*other)->id || !still->active || still->password_hash != (*other)->password_hash)
      return make_error(ErrorCode::Conflict, "другой профиль изменился");
    attempt_succeeded(sql, *attempt);
    api::MergeResult result;
    result.accounts = store::merge_subscribers(sql, mine->id, still->id, call.now);
    send_letter(sql, call, "profiles_merged", still->email, {{"login", still->login}, {"kept", api::mask_email(mine->login)}});
    return result;
  });
}

api::Error payment_under_way() { return make_error(ErrorCode::Conflict, "есть незавершённый платёж"); }

api::Result<api::Nothing> remove(Call& call, api::DeleteSubscriber& request) {
  auto& password = request.proof.password;
  const Zeroed zeroed{&password};
  const auto mine = own(call);
  if (!mine) return mine.error();
  auto wrong = make_error(ErrorCode::Invalid, "пароль заполнен неверно");
  check_password_field(password, wrong.fields);
  if (!wrong.fields.empty()) return wrong;
  const auto attempt = admit_attempt(call, mine->kind, mine->login);
  if (!attempt) return attempt.error();
  if (!verify_password(mine->password_hash, password)) return api::make_field_error("password", "wrong_password");

  bool paying = false;  // not an error inside the write: a right password is no failed attempt
  auto removed = call.utility.database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    const auto still = store::find_subscriber(sql, mine->id);
    if (!still || !store::session_lives(sql, call.caller->session_id, mine->id)) return session_gone();
    if (still->password_hash != mine->password_hash) return make_error(ErrorCode::Conflict, "пароль только что изменён");
    attempt_succeeded(sql, *attempt);
    paying = store::has_unfinished_payment(sql, mine->id);
    if (paying) return api::Nothing{};
    store::erase_subscriber(sql, mine->id);
    send_letter(sql, call, "profile_deleted", still->email, {{"login", still->login}});
    return api::Nothing{};
  });
  if (!removed) return removed.error();
  if (paying) return payment_under_way();
  api::set_header(call.headers, "set-cookie", expired_cookie(call.utility));
  return api::Nothing{};
}

}  // namespace

void add_merging(Router& router) {
  router.add<api::MergeProfiles>(merge);
  router.add<api::DeleteSubscriber>(remove);
}

}  // namespace kabinet::server
