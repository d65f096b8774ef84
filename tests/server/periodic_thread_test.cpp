// The thread behind the poller, the post, the letters and the inspector: steps follow each other, a stop does not wait for the pause.
#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <chrono>
#include <future>
#include <stdexcept>

#include "server/periodic_thread.h"

using kabinet::server::PeriodicThread;
using namespace std::chrono_literals;

TEST_CASE("A stop ends the waiting of a periodic thread at once, with no step") {
  std::atomic<int> steps{0};
  PeriodicThread thread("проба", 24h, [&] { ++steps; });
  thread.start();
  auto stopped = std::async(std::launch::async, [&] { thread.stop(); });
  REQUIRE(stopped.wait_for(30s) == std::future_status::ready);
  CHECK(thread.stopping());
  thread.stop();
  thread.start();  // what has been stopped stays so
  thread.stop();
  CHECK(steps == 0);
}

TEST_CASE("A step that throws does not end a periodic thread; a stop waits for the step under way, which is told of it") {
  std::atomic<int> steps{0};
  std::promise<void> under_way;
  bool told = false;
  PeriodicThread* self = nullptr;
  PeriodicThread thread("проба", 1ms, [&] {
    if (++steps == 1) throw std::runtime_error("первый шаг не удался");
    if (steps > 2) return;
    under_way.set_value();
    while (!self->stopping()) std::this_thread::yield();
    told = true;
  });
  self = &thread;
  thread.start();
  REQUIRE(under_way.get_future().wait_for(30s) == std::future_status::ready);
  thread.stop();
  CHECK(told);
  CHECK(steps == 2);
}
