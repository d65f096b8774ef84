#include "sandbox/bank.h"

#include <sodium.h>

#include <charconv>
#include <nlohmann/json.hpp>

namespace kabinet::sandbox {

namespace {

constexpr int kSessionExpired = -2007;
constexpr int kThreeDsFailed = -2006;
constexpr int kStarted = -9000;
constexpr int kThreeDsAttempts = 3;
constexpr int kDefaultLifetimeS = 1200;

std::string new_uuid() {
  unsigned char bytes[16];
  randombytes_buf(bytes, sizeof bytes);
  std::string out;
  for (int i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += "0123456789abcdef"[bytes[i] >> 4];
    out += "0123456789abcdef"[bytes[i] & 15];
  }
  return out;
}

std::optional<std::int64_t> integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool full_url(std::string_view url) {
  return url.size() <= 512 && (url.starts_with("http://") || url.starts_with("https://")) &&
         url.find_first_of("\r\n \"<>") == std::string_view::npos;
}

bool final(OrderState state) { return state != OrderState::Registered && state != OrderState::ThreeDs; }

}  // namespace

std::optional<std::string> Bank::register_order(const Registration& in, ApiError& error) {
  const auto refuse = [&error](const char* code, const char* message) {
    error = {code, message};
    return std::nullopt;
  };
  if (in.number.empty()) return refuse("4", "Номер заказа не может быть пуст");
  if (in.number.size() > 32) return refuse("1", "Неверный номер заказа");
  if (in.amount.empty()) return refuse("4", "Отсутствует сумма");
  const auto amount = integer(in.amount);
  if (!amount || *amount <= 0 || in.amount.size() > 12) return refuse("5", "Неверное значение параметра amount");
  if (!in.currency.empty() && in.currency != "643") return refuse("3", "Неизвестная валюта");
  if (in.return_url.empty()) return refuse("4", "URL возврата не может быть пуст");
  if (!full_url(in.return_url) || (!in.fail_url.empty() && !full_url(in.fail_url))) return refuse("5", "Неверный URL возврата");
  std::int64_t lifetime = kDefaultLifetimeS;
  if (!in.session_timeout.empty()) {
    const auto given = integer(in.session_timeout);
    if (!given || *given <= 0 || *given > 1'000'000) return refuse("5", "Неверное значение параметра sessionTimeoutSecs");
    lifetime = *given;
  }
  std::string account;
  if (!in.json_params.empty()) {
    const auto params = nlohmann::json::parse(in.json_params, nullptr, false);
    if (!params.is_object()) return refuse("5", "Неверно указаны jsonParams");
    if (const auto found = params.find("account"); found != params.end() && found->is_string()) account = found->get<std::string>();
  }

  const std::lock_guard lock(mutex_);
  if (const auto taken = id_by_number_.find(in.number); taken != id_by_number_.end()) {
    return refuse("1", orders_[taken->second].state == OrderState::Registered
                           ? "Заказ с таким номером был зарегистрирован, но не был оплачен"
                           : "Заказ с таким номером уже обработан");
  }
  Order order;
  order.id = new_uuid();
  order.number = in.number;
  order.amount = {*amount};
  order.return_url = in.return_url;
  order.fail_url = in.fail_url.empty() ? in.return_url : in.fail_url;
  order.description = in.description;
  order.account = account;
  order.callback_url = in.callback_url;
  order.registered_at = clock_.now();
  order.expires_at = {order.registered_at.ms + lifetime * 1000};
  const std::string id = order.id;
  id_by_number_[order.number] = id;
  orders_[id] = std::move(order);
  return id;
}

std::optional<Order> Bank::find_by_id(std::string_view id) {
  const std::lock_guard lock(mutex_);
  Order* order = find(id);
  return order ? std::optional(*order) : std::nullopt;
}

std::optional<Order> Bank::find_by_number(std::string_view number) {
  const std::lock_guard lock(mutex_);
  const auto found = id_by_number_.find(number);
  if (found == id_by_number_.end()) return std::nullopt;
  return *find(found->second);
}

// One step of an order under the lock; the outcome, if this step brought one, is announced outside of it.
template <class Step>
std::optional<Order> Bank::take_step(std::string_view id, OrderState from, Step step) {
  std::optional<Order> answer;
  bool decided = false;
  {
    const std::lock_guard lock(mutex_);
    Order* order = find(id);
    if (!order) return std::nullopt;
    if (order->state == from) {
      step(*order);
      decided = final(order->state);
    }
    answer = *order;
  }
  if (decided) announce(*answer);
  return answer;
}

std::optional<Order> Bank::pay(std::string_view id, const CheckedCard& checked) {
  return take_step(id, OrderState::Registered, [&](Order& order) {
    order.masked_pan = mask_pan(checked.card->number);
    order.expiration = checked.expiration;
    order.holder = checked.holder;
    if (checked.card->three_ds) {
      order.state = OrderState::ThreeDs;
      order.action_code = kStarted;
    } else {
      decide(order, checked.card->action_code);
    }
  });
}

std::optional<Order> Bank::confirm(std::string_view id, std::string_view code) {
  return take_step(id, OrderState::ThreeDs, [&](Order& order) {
    const bool right = code == kThreeDsCode;
    if (!right) ++order.wrong_codes;
    if (right || order.wrong_codes >= kThreeDsAttempts) decide(order, right ? 0 : kThreeDsFailed);
  });
}

std::optional<Order> Bank::give_up_three_ds(std::string_view id) {
  return take_step(id, OrderState::ThreeDs, [&](Order& order) { decide(order, kThreeDsFailed); });
}

bool Bank::refund(std::string_view number) {
  const std::lock_guard lock(mutex_);
  const auto found = id_by_number_.find(number);
  if (found == id_by_number_.end() || orders_[found->second].state != OrderState::Paid) return false;
  orders_[found->second].state = OrderState::Refunded;
  return true;
}

std::uint64_t Bank::payments_made() const {
  const std::lock_guard lock(mutex_);
  return payments_made_;
}

Order* Bank::find(std::string_view id) {
  const auto found = orders_.find(id);
  if (found == orders_.end()) return nullptr;
  expire_if_due(found->second);
  return &found->second;
}

void Bank::expire_if_due(Order& order) {
  if (final(order.state) || clock_.now() < order.expires_at) return;
  order.state = OrderState::Declined;
  order.action_code = kSessionExpired;
}

void Bank::decide(Order& order, int action_code) {
  order.action_code = action_code;
  order.state = action_code == 0 ? OrderState::Paid : OrderState::Declined;
  if (action_code != 0) return;
  ++payments_made_;
  order.approval_code = std::to_string(100'000 + randombytes_uniform(900'000));
}

void Bank::announce(const Order& order) const {
  if (on_outcome_) on_outcome_(order);
}

}  // namespace kabinet::sandbox
