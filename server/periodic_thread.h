// A thread of its own that does one step of work, waits, and does the next, until it is stopped. Stopping ends the waiting at once and waits
// for the step that may be under way; a long step asks stopping() between its parts. Must not know what the work is, nor any clock but the pause.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace kabinet::server {

class PeriodicThread {
 public:
  // `name` begins the log line of a step that threw: the next step comes all the same. The first step comes after the first pause.
  PeriodicThread(std::string name, std::chrono::milliseconds pause, std::function<void()> step);
  ~PeriodicThread();  // stops
  PeriodicThread(const PeriodicThread&) = delete;
  PeriodicThread& operator=(const PeriodicThread&) = delete;

  void start();  // once; not after stop()
  void stop();   // idempotent; not from within a step
  bool stopping() const;

 private:
  void run();

  const std::string name_;
  const std::chrono::milliseconds pause_;  // of real time
  const std::function<void()> step_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace kabinet::server
