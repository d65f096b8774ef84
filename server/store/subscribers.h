// Who may sign in. Must not know passwords, only their hashes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/profile.h"
#include "api/session.h"
#include "api/time.h"

namespace kabinet::server::store {

class Connection;

struct Subscriber {
  std::int64_t id = 0;
  api::SignInKind kind = api::SignInKind::Email;
  std::string login, display_name, email, password_hash;
  bool active = true;                  // false until the letter's link has been followed
  bool must_change_password = false;   // issued in the office
  api::RegistrationState registration = api::RegistrationState::Complete;
  std::string registration_reason;
};

// `folded` is api::fold of what was typed.
std::optional<Subscriber> find_subscriber(Connection& sql, api::SignInKind kind, std::string_view folded);
std::optional<Subscriber> find_subscriber(Connection& sql, std::int64_t id);
std::vector<Subscriber> find_by_mailbox(Connection& sql, api::SignInKind kind, std::string_view folded_email);

// The subscriber's own choice: no change is asked for any more.
void change_password(Connection& sql, std::int64_t id, std::string_view hash, api::Instant now);

}  // namespace kabinet::server::store
