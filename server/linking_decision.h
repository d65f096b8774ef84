// What the staff decide about a request to add an account: the decision, its effect and its letter are one transaction. Must not know the
// command line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "api/profile.h"
#include "api/result.h"
#include "api/time.h"
#include "server/mail/templates.h"

namespace kabinet::server {

namespace store {
class Database;
}

struct LinkDecision {
  std::int64_t id = 0;
  std::optional<int> revision;      // as the staff saw it; none = as it is now
  bool approve = false;
  std::string account;              // another number than the request's, for one that was mistyped
  std::string reason;               // of a refusal; the subscriber reads it
};

// The number of the account that was added (empty for a refusal). Errors: NotFound (no such request or account), Conflict (decided already,
// or corrected since that revision), Invalid (a reason that is missing or too long).
api::Result<std::string> decide_link_request(store::Database& database, const api::Profile& profile, const mail::Templates& letters,
                                             const LinkDecision& decision, api::Instant now);

}  // namespace kabinet::server
