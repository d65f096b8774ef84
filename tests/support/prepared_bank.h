// A bank that says what a test wants: no protocol, no socket.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "server/acquiring/gateway.h"

namespace kabinet::test {

class PreparedBank : public server::acquiring::Gateway {
 public:
  int order_lifetime_s() const override { return 1200; }

  api::Result<server::acquiring::RegisteredOrder> register_order(const server::acquiring::OrderRequest& order) override {
    const std::lock_guard lock(mutex_);
    if (down) return api::make_error(api::ErrorCode::GatewayUnavailable);
    auto& status = orders_[order.order_number];
    status.order_number = order.order_number;
    status.order_id = "bank-" + order.order_number;
    status.amount = order.amount;
    last_return_url = order.return_url;
    return server::acquiring::RegisteredOrder{status.order_id, "https://bank.test/pay/" + order.order_number};
  }
  api::Result<server::acquiring::OrderStatus> status_of_number(std::string_view number) override {
    const std::lock_guard lock(mutex_);
    if (down) return api::make_error(api::ErrorCode::GatewayUnavailable);
    const auto found = orders_.find(std::string(number));
    if (found == orders_.end()) return api::make_error(api::ErrorCode::NotFound);
    return found->second;
  }
  api::Result<server::acquiring::OrderStatus> status_of_id(std::string_view id) override {
    return status_of_number(id.substr(std::string_view("bank-").size()));
  }

  // What the person did on the bank's page, to every order there is.
  void decide(api::PaymentState state, api::PaymentFailure failure = api::PaymentFailure::None) {
    const std::lock_guard lock(mutex_);
    for (auto& [number, status] : orders_) {
      status.state = state;
      status.failure = failure;
      status.masked_pan = "220000**0004";
    }
  }
  std::size_t orders() {
    const std::lock_guard lock(mutex_);
    return orders_.size();
  }

  bool down = false;
  std::string last_return_url;

 private:
  std::mutex mutex_;
  std::map<std::string, server::acquiring::OrderStatus> orders_;
};

}  // namespace kabinet::test
