#include "server/handlers/payments_poller.h"

#include <vector>

#include <fmt/format.h>

#include "server/handlers/payments_flow.h"
#include "server/log.h"
#include "server/store/database.h"
#include "server/store/payments.h"

namespace kabinet::server {
namespace {

constexpr int kBatch = 50;

}  // namespace

PaymentPoller::PaymentPoller(Utility& utility, std::chrono::milliseconds pause) : utility_(utility), pause_(pause) {}

PaymentPoller::~PaymentPoller() { stop(); }

void PaymentPoller::start() {
  if (utility_.gateway && !thread_.joinable()) thread_ = std::thread([this] { run(); });
}

void PaymentPoller::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

int PaymentPoller::run_due() {
  auto due = utility_.database.read([&](store::Connection& sql) -> api::Result<std::vector<std::int64_t>> {
    return store::payments_to_check(sql, utility_.clock.now(), kBatch);
  });
  if (!due) {
    log_error(fmt::format("опрос платежей: {}", loggable(due.error().detail)));
    return 0;
  }
  int answered = 0;
  for (const std::int64_t id : *due) {
    if (stopping()) break;
    auto refreshed = refresh_payment(utility_, id);
    if (refreshed) {
      ++answered;
    } else if (refreshed.error().code == api::ErrorCode::GatewayUnavailable) {
      log_warn(fmt::format("опрос платежей: {}", loggable(refreshed.error().detail)));
      break;  // the others would wait for the same time-out
    }
  }
  return answered;
}

void PaymentPoller::run() {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, pause_, [this] { return stopping_; })) {
    lock.unlock();
    run_due();
    lock.lock();
  }
}

bool PaymentPoller::stopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

}  // namespace kabinet::server
