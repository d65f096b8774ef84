#include "server/handlers/letters.h"

#include <sodium.h>

#include <fmt/format.h>

#include "api/rules.h"
#include "server/handlers/session_token.h"
#include "server/handlers/throttle.h"
#include "server/store/letters.h"
#include "server/texts.h"

namespace kabinet::server {
namespace {

constexpr std::int64_t kHour = 3'600'000;

}  // namespace

std::string link_to(const Utility& utility, std::string_view page, std::string_view token) {
  return fmt::format("{}/{}/{}#{}", utility.settings.links_url, utility.profile.id, page, token);
}

void send_link(store::Connection& sql, const Call& call, store::LinkPurpose purpose, std::int64_t subscriber_id, const std::string& login,
               const std::string& email) {
  const bool activation = purpose == store::LinkPurpose::Activation;
  const std::string token = new_token();
  store::insert_link(sql, purpose, hash_of(token), subscriber_id, call.now, {call.now.ms + (activation ? 24 : 1) * kHour});
  const mail::Words words{{"link", link_to(call.utility, activation ? "activation" : "recovery", token)},
                          {"hours", activation ? "24 часа" : "1 час"},
                          {"login", login}};
  (void)store::enqueue_letter(sql, call.utility.texts->letters.letter(activation ? "activation" : "recovery", call.utility.profile, email, words), call.now);
}

void send_links(store::Connection& sql, const Call& call, store::LinkPurpose purpose, const std::string& name,
                const std::vector<store::Subscriber>& recipients) {
  const auto enough = [&](const std::string& mailbox) {
    return too_many(sql, call, store::AttemptScope::Login, "letter", mailbox, call.utility.settings.throttle.letters_per_name).has_value();
  };
  for (const auto& subscriber : recipients)
    if (!enough(api::fold(subscriber.email))) send_link(sql, call, purpose, subscriber.id, subscriber.login, subscriber.email);
  if (recipients.empty() && !enough(name))
    store::rehearse(sql, [&](std::int64_t anybody) { send_link(sql, call, purpose, anybody, name, "nobody@example.ru"); });
}

void send_notice(store::Connection& sql, const Call& call, std::string_view kind, const std::string& login, const std::string& email) {
  const mail::Words words{{"link", fmt::format("{}/{}/", call.utility.settings.links_url, call.utility.profile.id)}, {"login", login}};
  (void)store::enqueue_letter(sql, call.utility.texts->letters.letter(kind, call.utility.profile, email, words), call.now);
}

std::vector<api::FieldError> check_password(const Utility& utility, const std::string& password, const std::string& repeat,
                                            const std::string& login, const std::string& email) {
  const auto& known = utility.texts->weak_passwords;
  return api::check_new_password(password, repeat, {login, email, utility.profile.id, utility.profile.name},
                                 [&](const std::string& folded) { return known.find(folded) != known.end(); });
}

Zeroed::~Zeroed() {
  for (auto* text : texts_) sodium_memzero(text->data(), text->size());
}

}  // namespace kabinet::server
