// Guessing of passwords, wherever one is asked for: each attempt counts against its name and against the person's address, so that two
// forms do not give twice as many tries. Must not know passwords, nor keep names: only hashes of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "api/profile.h"
#include "api/result.h"
#include "server/router.h"

namespace kabinet::server::store {
class Connection;
}

namespace kabinet::server {

struct Attempt {
  std::string login_key, address_key;
  std::int64_t by_login = 0, by_address = 0;
};

// Counts the attempt as failed, or refuses it with TooManyRequests: a right password is refused too while name or address is throttled.
api::Result<Attempt> admit_attempt(Call& call, api::SignInKind kind, std::string_view login);
// The password was right; inside a write().
void attempt_succeeded(store::Connection& sql, const Attempt& attempt);

}  // namespace kabinet::server
