#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <future>

#include "server/workers.h"

using kabinet::server::Workers;

TEST_CASE("a full queue refuses, what it took is run before the end") {
  std::atomic<int> done{0};
  std::promise<void> started, release;
  auto released = release.get_future().share();
  Workers workers(1, 3);
  REQUIRE(workers.try_post([&] {
    started.set_value();
    released.wait();
    ++done;
  }));
  started.get_future().wait();
  for (int i = 0; i < 3; ++i) CHECK(workers.try_post([&] { ++done; }));
  CHECK_FALSE(workers.try_post([&] { ++done; }));
  CHECK(workers.queued() == 3);
  release.set_value();
  workers.stop();
  CHECK(done == 4);
  CHECK_FALSE(workers.try_post([&] { ++done; }));
}
