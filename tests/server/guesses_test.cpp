// The limits of guesses as rules: whatever the order of guesses, no window ever holds more wrong ones than it may.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <random>

#include "server/store/guesses.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
using server::store::GuessLimit;

namespace {

constexpr std::int64_t kHour = 3'600'000;

struct Guesser {
  World world;
  std::vector<GuessLimit> limits{{"a", "number", 24 * kHour, 5}, {"b", "profile", kHour, 10}};

  // A wrong guess now; until when it is refused, or none where it was made.
  std::optional<api::Instant> guess(const std::vector<GuessLimit>& by) {
    return must(world.database().write([&](server::store::Connection& sql) -> api::Result<std::optional<api::Instant>> {
      auto refused = server::store::guesses_refused_until(sql, by, world.clock.now());
      if (!refused) server::store::count_wrong_guess(sql, by, world.clock.now());
      return refused;
    }));
  }
};

}  // namespace

TEST_CASE("Guesses are let in again when the oldest leaves its window") {
  Guesser g;
  const std::int64_t start = g.world.clock.now().ms;
  for (int i = 0; i < 5; ++i) {
    CHECK_FALSE(g.guess({g.limits[0]}));
    g.world.clock.advance_hours(1);
  }
  REQUIRE(g.guess({g.limits[0]}));
  CHECK(g.guess({g.limits[0]})->ms == start + 24 * kHour);
  g.world.clock.set(api::Instant{start + 24 * kHour - 1});
  CHECK(g.guess({g.limits[0]}));
  g.world.clock.set(api::Instant{start + 24 * kHour});
  CHECK_FALSE(g.guess({g.limits[0]}));
}

TEST_CASE("Who keeps guessing waits longer: three times the limit closes a window twenty-four times as long") {
  Guesser g;
  const std::int64_t start = g.world.clock.now().ms;
  for (int day = 0; day < 3; ++day) {
    for (int i = 0; i < 5; ++i) CHECK_FALSE(g.guess({g.limits[0]}));
    g.world.clock.advance_hours(24);
  }
  REQUIRE(g.guess({g.limits[0]}));
  CHECK(g.guess({g.limits[0]})->ms == start + 24 * 24 * kHour);
}

TEST_CASE("Refused by one limit is refused, and keys do not share") {
  Guesser g;
  for (int i = 0; i < 5; ++i) CHECK_FALSE(g.guess(g.limits));
  CHECK(g.guess(g.limits));
  auto other = g.limits;
  other[0].key_hash = "another number";
  for (int i = 0; i < 5; ++i) CHECK_FALSE(g.guess(other));  // the profile's ten are used up now
  other[0].key_hash = "a third";
  CHECK(g.guess(other));
  other[1].key_hash = "another profile";
  CHECK_FALSE(g.guess(other));
}

TEST_CASE("However guesses come, no window holds more than it may") {
  Guesser g;
  std::mt19937 random(20261122);
  std::vector<std::int64_t> made;
  for (int i = 0; i < 3000; ++i) {
    g.world.clock.advance_ms(static_cast<std::int64_t>(random() % (3 * kHour)));
    const std::int64_t now = g.world.clock.now().ms;
    const auto within = [&](std::int64_t window) { return std::count_if(made.begin(), made.end(), [&](std::int64_t at) { return at > now - window; }); };
    const bool room = within(24 * kHour) < 5 && within(24 * 24 * kHour) < 15;
    const auto refused = g.guess({g.limits[0]});
    REQUIRE(!refused == room);
    if (refused) {
      REQUIRE(refused->ms > now);
      REQUIRE(refused->ms <= now + 24 * 24 * kHour);
    } else {
      made.push_back(now);
    }
  }
  CHECK(made.size() > 100);
}
