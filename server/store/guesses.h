// Guesses at what only the owner of an account knows, counted by whom and at what. Must not know what was guessed or who guesses: only
// hashes of keys. Not for passwords: those are in sessions.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "api/time.h"

namespace kabinet::server::store {

class Connection;

// At most `limit` wrong guesses within `window_ms`, and at most three times as many within a window twenty-four times as long: who
// goes on guessing at the rate that the short window allows waits for the long one.
struct GuessLimit {
  std::string scope;                    // "link_account"
  std::string key_hash;
  std::int64_t window_ms = 0;
  int limit = 0;
};

// Until when a guess under these limits is refused; none where it may be made.
std::optional<api::Instant> guesses_refused_until(Connection& sql, const std::vector<GuessLimit>& limits, api::Instant now);
// Counts a wrong guess under each of them, and forgets what no limit of these scopes can count any more.
void count_wrong_guess(Connection& sql, const std::vector<GuessLimit>& limits, api::Instant now);

}  // namespace kabinet::server::store
