// What the handlers that send letters share: tokens and links, and whose password is weak. For use inside a Database::write.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "api/registration_rules.h"
#include "server/router.h"
#include "server/store/link_tokens.h"
#include "server/store/subscribers.h"

namespace kabinet::server {

// "https://lk.example.ru/kraskom/activation#<token>"; after "#" it reaches neither a log nor a Referer.
std::string link_to(const Utility& utility, std::string_view page, std::string_view token);

// Makes a new token and queues the letter that carries it; older links of the purpose end.
void send_link(store::Connection& sql, const Call& call, store::LinkPurpose purpose, std::int64_t subscriber_id, const std::string& login,
               const std::string& email);

// What a form that asks for such letters does: one to each of `recipients`, but to no mailbox more than a few within the window. For nobody the
// same work is done and undone, so that neither the answer nor its time tells whether `name` is known.
void send_links(store::Connection& sql, const Call& call, store::LinkPurpose purpose, const std::string& name,
                const std::vector<store::Subscriber>& recipients);

// A letter without a link to do something with.
void send_notice(store::Connection& sql, const Call& call, std::string_view kind, const std::string& login, const std::string& email);

// Field errors of a new password, the server's blocklist included.
std::vector<api::FieldError> check_password(const Utility& utility, const std::string& password, const std::string& repeat,
                                            const std::string& login, const std::string& email);

// Overwrites what was typed; call it on every way out.
class Zeroed {
 public:
  explicit Zeroed(std::initializer_list<std::string*> texts) : texts_(texts) {}
  ~Zeroed();
  Zeroed(const Zeroed&) = delete;
  Zeroed& operator=(const Zeroed&) = delete;

 private:
  std::vector<std::string*> texts_;
};

}  // namespace kabinet::server
