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

PaymentPoller::PaymentPoller(Utility& utility, std::chrono::milliseconds pause)
    : utility_(utility), thread_("опрос платежей", pause, [this] { run_due(); }) {}

void PaymentPoller::start() {
  if (utility_.gateway) thread_.start();
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
    if (thread_.stopping()) break;
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

}  // namespace kabinet::server
