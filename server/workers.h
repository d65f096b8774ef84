// A pool of threads with a bounded queue: handlers run here, never on I/O threads.
// Must not know HTTP.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kabinet::server {

class Workers {
 public:
  Workers(int threads, std::size_t queue_limit);
  ~Workers();  // runs what is queued, then joins
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // False where the queue is full or the pool is stopping; `job` must not throw.
  [[nodiscard]] bool try_post(std::function<void()> job);
  std::size_t queued() const;
  void stop();  // idempotent

 private:
  void run();

  const std::size_t queue_limit_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace kabinet::server
