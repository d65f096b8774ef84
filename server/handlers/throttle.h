// Counting what strangers may do only so often: by address, or by the name they ask about. Shares table and window with sign-in attempts;
// keys are hashed. For use inside a Database::write.
#pragma once

#include <optional>
#include <string_view>

#include "api/result.h"
#include "server/router.h"
#include "server/store/sessions.h"

namespace kabinet::server {

// Counts one more of `what` ("captcha", "letter" …) by `key`; TooManyRequests where `limit` has been reached within the window.
std::optional<api::Error> too_many(store::Connection& sql, const Call& call, store::AttemptScope scope, std::string_view what, std::string_view key,
                                   int limit);

}  // namespace kabinet::server
