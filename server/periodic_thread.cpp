#include "server/periodic_thread.h"

#include <exception>
#include <utility>

#include <fmt/format.h>

#include "server/log.h"

namespace kabinet::server {

PeriodicThread::PeriodicThread(std::string name, std::chrono::milliseconds pause, std::function<void()> step)
    : name_(std::move(name)), pause_(pause), step_(std::move(step)) {}

PeriodicThread::~PeriodicThread() { stop(); }

void PeriodicThread::start() {
  if (!stopping() && !thread_.joinable()) thread_ = std::thread([this] { run(); });
}

void PeriodicThread::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool PeriodicThread::stopping() const {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void PeriodicThread::run() {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, pause_, [this] { return stopping_; })) {
    lock.unlock();
    try {
      step_();
    } catch (const std::exception& error) {
      log_error(fmt::format("{}: {}", name_, loggable(error.what())));
    }
    lock.lock();
  }
}

}  // namespace kabinet::server
