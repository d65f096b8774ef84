// Registration by letter. Who fills the form in does not learn whose mailboxes are known: both ways hash a password, write once, queue one
// letter and answer alike. Logins are names people choose, so a taken one is said. Must not know SQL, nor log or keep what was typed.
#include "server/handlers/registrations.h"

#include <sodium.h>

#include <algorithm>

#include "api/registration_rules.h"
#include "api/rules.h"
#include "server/handlers/captcha.h"
#include "server/handlers/letters.h"
#include "server/handlers/session_token.h"
#include "server/handlers/throttle.h"
#include "server/passwords.h"
#include "server/registration_match.h"
#include "server/store/captchas.h"
#include "server/store/database.h"
#include "server/store/registrations.h"
#include "server/store/subscribers.h"
#include "server/texts.h"

namespace kabinet::server {
namespace {

using api::ErrorCode;
using api::make_error;
using api::SignInKind;
using store::AttemptScope;

constexpr std::int64_t kDay = 86'400'000;
constexpr std::int64_t kUnactivatedKept = 7 * kDay, kLinksKept = 30 * kDay;  // an ended link still says "expired" rather than "unknown"

api::Result<api::LegalText> legal_text(Call& call, api::GetLegalText& request) {
  auto text = call.utility.texts->legal.current(request.legal_id, call.utility.profile, call.utility.today(call.now));
  if (!text) return make_error(ErrorCode::NotFound, "нет такого документа");
  return std::move(*text);
}

bool registers_itself(const Utility& utility, SignInKind kind) {
  const auto& ways = utility.profile.sign_in;
  return std::any_of(ways.begin(), ways.end(), [&](const auto& way) { return way.kind == kind && way.self_registration; });
}

// Everything that can be said without the database.
std::vector<api::FieldError> check_form(const Call& call, const api::RegistrationInput& form) {
  auto errors = api::check_registration(form);
  const auto check_version = [&](const char* id, const std::string& field, const std::string& version) {
    const auto current = call.utility.texts->legal.current(id, call.utility.profile, call.utility.today(call.now));
    if (!version.empty() && (!current || current->version != version)) errors.push_back({field, "old_version"});
  };
  check_version("agreement", "agreement_version", form.agreement_version);
  check_version("consent", "consent_version", form.consent_version);
  const auto passwords = check_password(call.utility, form.password, form.password_repeat, form.login, form.email);
  errors.insert(errors.end(), passwords.begin(), passwords.end());
  return errors;
}

enum class Registered { Done, LoginTaken, CaptchaGone };

Registered insert(store::Connection& sql, Call& call, const api::RegistrationInput& form, const std::string& password_hash) {
  const bool by_email = form.kind == SignInKind::Email;
  const std::string& login = by_email ? form.email : form.login;
  const std::string folded = api::fold(login);
  const auto same_mailbox = store::find_by_mailbox(sql, form.kind, api::fold(form.email));
  const auto known = std::find_if(same_mailbox.begin(), same_mailbox.end(), [](const auto& one) { return one.active; });
  if (!by_email) {
    const auto holder = store::find_subscriber(sql, form.kind, folded);
    if (holder && (holder->active || api::fold(holder->email) != api::fold(form.email))) return Registered::LoginTaken;
  }
  if (!store::use_captcha(sql, form.captcha_id, call.now)) return Registered::CaptchaGone;

  // So many letters to one mailbox and no more, whatever they say; the form's answer stays the same.
  const bool enough = too_many(sql, call, AttemptScope::Login, "letter", api::fold(form.email), call.utility.settings.throttle.letters_per_name).has_value();
  if (known != same_mailbox.end()) {
    if (!enough) send_notice(sql, call, "already_registered", known->login, known->email);
    return Registered::Done;
  }
  if (enough) return Registered::Done;
  for (const auto& unfinished : same_mailbox) store::delete_subscriber(sql, unfinished.id);  // the newest form counts
  const auto id = store::insert_registration(sql,
                                             {form.kind, login, folded, login, form.email, form.inn, form.phone, form.address, password_hash,
                                              form.agreement_version, form.consent_version, call.peer},
                                             call.now);
  send_link(sql, call, store::LinkPurpose::Activation, id, login, form.email);
  return Registered::Done;
}

api::Result<api::Nothing> register_subscriber(Call& call, api::RegisterSubscriber& request) {
  const Zeroed zeroed{&request.input.password, &request.input.password_repeat};
  if (!registers_itself(call.utility, request.input.kind)) return make_error(ErrorCode::NotFound, "здесь нет самостоятельной регистрации");
  auto errors = check_form(call, request.input);
  if (!errors.empty()) {
    auto wrong = make_error(ErrorCode::Invalid, "форма регистрации заполнена неверно");
    wrong.fields = std::move(errors);
    return wrong;
  }
  auto admitted = call.utility.database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    if (auto refused = too_many(sql, call, AttemptScope::Address, "register", call.peer, call.utility.settings.throttle.per_address)) return *refused;
    store::delete_unactivated_before(sql, {call.now.ms - kUnactivatedKept});
    store::delete_links_before(sql, {call.now.ms - kLinksKept});
    store::delete_captchas_before(sql, call.now);
    return api::Nothing{};
  });
  if (!admitted) return admitted.error();
  if (auto checked = check_captcha(call, request.input.captcha_id, request.input.captcha_answer); !checked) return checked.error();

  const std::string password_hash = hash_password(request.input.password, call.utility.settings.password_cost);
  if (password_hash.empty()) return make_error(ErrorCode::Unavailable, "не хватило памяти для хеширования");
  sodium_memzero(request.input.password.data(), request.input.password.size());  // no copy of it goes further
  sodium_memzero(request.input.password_repeat.data(), request.input.password_repeat.size());
  const auto form = api::tidy(std::move(request.input));
  auto done = call.utility.database.write([&](store::Connection& sql) -> api::Result<Registered> { return insert(sql, call, form, password_hash); });
  if (!done) return done.error();
  if (*done == Registered::LoginTaken) return api::make_field_error("login", "taken");
  if (*done == Registered::CaptchaGone) return captcha_error("expired_code");
  return api::Nothing{};
}

// Why nothing was linked is for the staff alone: who registers reads the same words in every case.
bool link_own_contracts(store::Connection& sql, const store::Registration& registration, api::Instant now) {
  const auto contracts = store::contracts_of_inn(sql, registration.inn);
  const bool found = match_contracts(registration, contracts) == ContractMatch::Found;
  if (found) store::link_contracts(sql, registration.id, contracts, now);
  else store::set_registration_state(sql, registration.id, api::RegistrationState::AwaitingStaff, "");
  return found;
}

api::Result<api::Activation> activate_subscriber(Call& call, api::ActivateSubscriber& request) {
  const Zeroed zeroed{&request.input.token};
  const std::string hash = hash_of(request.input.token);
  return call.utility.database.write([&](store::Connection& sql) -> api::Result<api::Activation> {
    const auto link = store::find_link(sql, store::LinkPurpose::Activation, hash, call.now);
    if (link.state == store::LinkState::Used) return make_error(ErrorCode::LinkUsed, "ссылка уже сработала");
    if (link.state == store::LinkState::Expired) return make_error(ErrorCode::LinkExpired, "ссылка устарела");
    const auto registration = link.state == store::LinkState::Good ? store::find_registration(sql, link.subscriber_id) : std::nullopt;
    if (!registration) return make_error(ErrorCode::NotFound, "нет такой ссылки");
    store::use_link(sql, link, call.now);
    store::activate_subscriber(sql, registration->id);
    api::Activation activation{registration->kind, registration->login, true};
    if (registration->kind == SignInKind::Organisation) activation.matched = link_own_contracts(sql, *registration, call.now);
    return activation;
  });
}

api::Result<api::Nothing> resend_activation(Call& call, api::ResendActivation& request) {
  if (auto errors = api::check_letter_request(request.input); !errors.empty()) {
    auto wrong = make_error(ErrorCode::Invalid, "форма заполнена неверно");
    wrong.fields = std::move(errors);
    return wrong;
  }
  if (auto checked = check_captcha(call, request.input.captcha_id, request.input.captcha_answer); !checked) return checked.error();
  const std::string name = api::fold(request.input.login);
  auto done = call.utility.database.write([&](store::Connection& sql) -> api::Result<bool> {
    if (auto refused = too_many(sql, call, AttemptScope::Address, "resend", call.peer, call.utility.settings.throttle.per_address)) return *refused;
    if (!store::use_captcha(sql, request.input.captcha_id, call.now)) return false;
    auto found = store::find_by_mailbox(sql, request.input.kind, name);
    if (auto by_login = store::find_subscriber(sql, request.input.kind, name)) found.assign(1, *by_login);
    std::erase_if(found, [](const auto& one) { return one.active || one.email.empty(); });
    send_links(sql, call, store::LinkPurpose::Activation, name, found);
    return true;
  });
  if (!done) return done.error();
  if (!*done) return captcha_error("expired_code");
  return api::Nothing{};
}

}  // namespace

void add_registrations(Router& router) {
  router.add<api::GetLegalText>(legal_text);
  router.add<api::RegisterSubscriber>(register_subscriber);
  router.add<api::ActivateSubscriber>(activate_subscriber);
  router.add<api::ResendActivation>(resend_activation);
}

}  // namespace kabinet::server
