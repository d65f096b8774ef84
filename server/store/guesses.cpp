#include "server/store/guesses.h"

#include <algorithm>

#include "server/store/sql.h"

namespace kabinet::server::store {
namespace {

struct Step {
  int window, limit;                    // times those of the limit
};
constexpr Step kSteps[] = {{1, 1}, {24, 3}};

}  // namespace

std::optional<api::Instant> guesses_refused_until(Connection& sql, const std::vector<GuessLimit>& limits, api::Instant now) {
  std::optional<api::Instant> until;
  for (const auto& rule : limits) {
    for (const auto& step : kSteps) {
      const std::int64_t window = rule.window_ms * step.window;
      const api::Instant since{now.ms - window};
      const int skip = rule.limit * step.limit - 1;
      api::Instant oldest;              // of as many as are allowed: when it leaves the window there is room for one more
      sql << "SELECT at FROM guesses WHERE scope = :c AND key_hash = :k AND at > :s ORDER BY at DESC LIMIT 1 OFFSET :o", soci::into(oldest),
          soci::use(rule.scope), soci::use(rule.key_hash), soci::use(since), soci::use(skip);
      if (!sql.got_data()) continue;
      until = api::Instant{std::max(until.value_or(api::Instant{}).ms, oldest.ms + window)};
    }
  }
  return until;
}

void count_wrong_guess(Connection& sql, const std::vector<GuessLimit>& limits, api::Instant now) {
  for (const auto& rule : limits) {
    const api::Instant forgotten{now.ms - rule.window_ms * std::end(kSteps)[-1].window};
    sql << "DELETE FROM guesses WHERE scope = :c AND at <= :f", soci::use(rule.scope), soci::use(forgotten);
    sql << "INSERT INTO guesses (scope, key_hash, at) VALUES (:c, :k, :a)", soci::use(rule.scope), soci::use(rule.key_hash), soci::use(now);
  }
}

}  // namespace kabinet::server::store
