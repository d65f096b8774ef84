// The sandbox bank's orders, in memory: registered, at 3-D Secure, paid, declined, run out. Answers as an RBS gateway would.
// Must not know HTTP or HTML. Keeps a card's masked number only.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "api/money.h"
#include "api/time.h"
#include "sandbox/cards.h"

namespace kabinet::sandbox {

enum class OrderState { Registered = 0, Paid = 2, Refunded = 4, ThreeDs = 5, Declined = 6 };  // orderStatus of the protocol

struct Order {
  std::string id, number;
  api::Money amount;
  std::string return_url, fail_url, description, account, callback_url;
  api::Instant registered_at, expires_at;
  OrderState state = OrderState::Registered;
  int action_code = -100;            // no attempt yet
  std::string masked_pan, expiration, holder, approval_code;
  int wrong_codes = 0;               // at 3-D Secure
};

struct Registration {
  std::string number, amount, currency, return_url, fail_url, description, json_params, session_timeout, callback_url;
};

struct ApiError {
  std::string code, message;
};

class Bank {
 public:
  explicit Bank(const api::Clock& clock) : clock_(clock) {}

  // Called after an order is paid or declined, without a lock held.
  void set_on_outcome(std::function<void(const Order&)> listener) { on_outcome_ = std::move(listener); }

  // The order's id, or what the protocol answers.
  std::optional<std::string> register_order(const Registration& registration, ApiError& error);
  std::optional<Order> find_by_id(std::string_view id);
  std::optional<Order> find_by_number(std::string_view number);

  // Both take effect once: an order that is paid, declined or run out stays as it is, and is answered as it is.
  std::optional<Order> pay(std::string_view id, const CheckedCard& card);
  std::optional<Order> confirm(std::string_view id, std::string_view code);
  std::optional<Order> give_up_three_ds(std::string_view id);
  bool refund(std::string_view number);  // for tests and the curious

  std::uint64_t payments_made() const;   // how often money changed hands

 private:
  template <class Step>
  std::optional<Order> take_step(std::string_view id, OrderState from, Step step);
  Order* find(std::string_view id);
  void expire_if_due(Order& order);
  void decide(Order& order, int action_code);
  void announce(const Order& order) const;

  const api::Clock& clock_;
  std::function<void(const Order&)> on_outcome_;
  mutable std::mutex mutex_;
  std::map<std::string, Order, std::less<>> orders_;
  std::map<std::string, std::string, std::less<>> id_by_number_;
  std::uint64_t payments_made_ = 0;
};

}  // namespace kabinet::sandbox
