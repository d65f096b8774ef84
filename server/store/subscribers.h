// Who may sign in. Must not know passwords, only their hashes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/profile.h"

namespace kabinet::server::store {

class Connection;

struct Subscriber {
  std::int64_t id = 0;
  api::SignInKind kind = api::SignInKind::Email;
  std::string display_name, email, password_hash;
  bool active = true;                  // false until the letter's link has been followed
};

// `folded` is api::fold of what was typed.
std::optional<Subscriber> find_subscriber(Connection& sql, api::SignInKind kind, std::string_view folded);
std::optional<Subscriber> find_subscriber(Connection& sql, std::int64_t id);

}  // namespace kabinet::server::store
