#include "server/handlers/payments_orders.h"

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <sodium.h>

#include "api/names.h"
#include "server/handlers/payments_states.h"
#include "server/log.h"
#include "server/store/database.h"

namespace kabinet::server {
namespace {

using api::ErrorCode;
using api::PaymentState;
using store::OrderRows;
using store::PaymentRow;

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kProcessingLimitMs = 24 * 60 * kMinuteMs;  // an issuer's check that never ends is given up after this
constexpr int kNumbersToTry = 3;

// One bank conversation per order at a time: two of them could register two orders for one payment.
class OrderLock {
 public:
  OrderLock(const Utility& utility, std::int64_t carrier) : key_(&utility.database, carrier) {
    std::unique_lock lock(mutex());
    freed().wait(lock, [this] { return busy().insert(key_).second; });
  }
  ~OrderLock() {
    {
      const std::lock_guard lock(mutex());
      busy().erase(key_);
    }
    freed().notify_all();
  }
  OrderLock(const OrderLock&) = delete;
  OrderLock& operator=(const OrderLock&) = delete;

 private:
  using Key = std::pair<const store::Database*, std::int64_t>;
  static std::mutex& mutex() { static std::mutex value; return value; }
  static std::condition_variable& freed() { static std::condition_variable value; return value; }
  static std::set<Key>& busy() { static std::set<Key> value; return value; }
  const Key key_;
};

api::Result<OrderRows> load(Utility& utility, std::int64_t id) {
  return utility.database.read([&](store::Connection& sql) -> api::Result<OrderRows> {
    auto rows = store::load_order(sql, id);
    if (rows.empty()) return api::make_error(ErrorCode::NotFound, "платёж не найден");
    return rows;
  });
}

// Reads, changes and writes in one transaction; answers with what is stored then.
api::Result<OrderRows> change(Utility& utility, std::int64_t id, const std::function<void(OrderRows&)>& work) {
  return utility.database.write([&](store::Connection& sql) -> api::Result<OrderRows> {
    auto rows = store::load_order(sql, id);
    if (rows.empty()) return api::make_error(ErrorCode::NotFound, "платёж не найден");
    work(rows);
    for (const auto& row : rows) store::update_payment(sql, row);
    return rows;
  });
}

// "k3…" → "k3…-2" → "k3…-3"
std::string number_after(const std::string& number) {
  const auto dash = number.find('-');
  int count = 1;
  if (dash != std::string::npos) std::from_chars(number.data() + dash + 1, number.data() + number.size(), count);
  return fmt::format("{}-{}", number.substr(0, dash), count + 1);
}

void renumber(OrderRows& rows) {
  rows.front().order_number = number_after(rows.front().order_number);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0) rows[i].order_number = carried_number(rows.front().order_number, i);
    rows[i].bank_order_id.clear();
    rows[i].payment.payment_url.clear();
  }
}

acquiring::OrderRequest order_of(const Utility& utility, const OrderRows& rows, const std::string& site) {
  const PaymentRow& first = rows.front();
  acquiring::OrderRequest order;
  order.order_number = first.order_number;
  order.amount = order_amount(rows);
  order.return_url = fmt::format("{}/{}/payments/{}", site, utility.profile.id, first.id);
  order.description = fmt::format("{} {}, {}", first.account_kind == api::AccountKind::Contract ? "Договор" : "Л/с", first.payment.account_number,
                                  utility.profile.name);
  order.email = first.payment.receipt_email;
  order.account = first.payment.account_number;
  if (rows.size() > 1) {
    order.description = fmt::format("Счета ({}), {}", rows.size(), utility.profile.name);
    for (std::size_t i = 1; i < rows.size(); ++i) order.account += ", " + rows[i].payment.account_number;
  }
  return order;
}

api::Result<OrderRows> ask_and_store(Utility& utility, const PaymentRow& carrier) {
  auto status = utility.gateway->status_of_number(carrier.order_number);
  if (!status) return status.error();
  return change(utility, carrier.id, [&](OrderRows& fresh) { apply_status(utility, fresh, *status, utility.clock.now()); });
}

api::Result<OrderRows> register_locked(Utility& utility, std::int64_t carrier, const std::string& site) {
  for (int i = 0; i < kNumbersToTry; ++i) {
    auto rows = load(utility, carrier);
    if (!rows || rows->front().payment.state != PaymentState::Created || !rows->front().payment.payment_url.empty()) return rows;
    auto order = utility.gateway->register_order(order_of(utility, *rows, site));
    if (order && !order->form_url.empty()) {
      return change(utility, carrier, [&](OrderRows& fresh) {
        const api::Instant now = utility.clock.now();
        for (auto& row : fresh) {
          row.bank_order_id = order->order_id;
          row.payment.payment_url = order->form_url;
          row.order_expires_at = api::Instant{now.ms + utility.gateway->order_lifetime_s() * std::int64_t{1000}};
        }
        fresh.front().next_check_at = next_check(fresh.front(), now);
      });
    }
    if (!order && order.error().code != ErrorCode::Conflict) return order.error();
    if (order) {
      // The order exists, but its page went to nobody: the answer was lost, or the server stopped before storing it. Nobody can have
      // paid it, yet the bank's word goes before ours.
      auto asked = ask_and_store(utility, rows->front());
      if (!asked || asked->front().payment.state != PaymentState::Created) return asked;
    }
    log_warn(fmt::format("платёж {}: заказ {} без страницы оплаты, берётся новый номер", carrier, rows->front().order_number));
    if (auto changed = change(utility, carrier, renumber); !changed) return changed;
  }
  return api::make_error(ErrorCode::GatewayUnavailable, "банк не принимает номера заказов");
}

}  // namespace

std::string new_order_number() {
  static constexpr char kAlphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string number;
  for (int i = 0; i < 20; ++i) number += kAlphabet[randombytes_uniform(32)];
  return number;
}

std::string carried_number(const std::string& order_number, std::size_t place) { return fmt::format("{}_{}", order_number, place + 1); }

api::Money order_amount(const OrderRows& rows) {
  api::Money sum;
  for (const auto& row : rows) sum = sum + row.payment.amount;
  return sum;
}

api::Result<OrderRows> register_at_bank(Utility& utility, std::int64_t id, const std::string& site) {
  if (!utility.gateway) return api::make_error(ErrorCode::GatewayUnavailable, "оплата не настроена");
  const auto rows = load(utility, id);
  if (!rows) return rows.error();
  const OrderLock lock(utility, rows->front().id);
  return register_locked(utility, rows->front().id, site);
}

api::Result<OrderRows> register_anew(Utility& utility, std::int64_t id, const std::string& site) {
  if (!utility.gateway) return api::make_error(ErrorCode::GatewayUnavailable, "оплата не настроена");
  const auto rows = load(utility, id);
  if (!rows) return rows.error();
  const OrderLock lock(utility, rows->front().id);
  auto renumbered = change(utility, id, [](OrderRows& fresh) {
    if (fresh.front().payment.state == PaymentState::Created) renumber(fresh);
  });
  if (!renumbered) return renumbered;
  return register_locked(utility, rows->front().id, site);
}

api::Instant next_check(const PaymentRow& row, api::Instant now) {
  const std::int64_t age = now.ms - row.payment.created_at.ms;
  const std::int64_t pause = age < 2 * kMinuteMs ? 15'000 : age < 30 * kMinuteMs ? 30'000 : age < 120 * kMinuteMs ? 2 * kMinuteMs : 15 * kMinuteMs;
  const auto jitter = static_cast<std::int64_t>(randombytes_uniform(static_cast<std::uint32_t>(pause / 4)));
  return {now.ms + pause + jitter};
}

void apply_status(const Utility& utility, OrderRows& rows, const acquiring::OrderStatus& status, api::Instant now) {
  PaymentRow& carrier = rows.front();
  PaymentState becomes = status.state;
  const api::Money expected = order_amount(rows);
  const bool other_sum = status.amount != expected;
  if (other_sum) {
    log_error(fmt::format("платёж {}: у банка заказ {} на {} коп. вместо {} коп., платёж не засчитан", carrier.id, carrier.order_number,
                          status.amount.kopecks, expected.kopecks));
    if (becomes == PaymentState::Withdrawn || becomes == PaymentState::Refunded) becomes = PaymentState::Processing;  // a person must look
  }
  const std::int64_t closes = carrier.order_expires_at.value_or(carrier.payment.created_at).ms;
  if (becomes == PaymentState::Created && now.ms >= closes + kOrderMarginMs) becomes = PaymentState::Expired;
  if (becomes == PaymentState::Processing && !other_sum && now.ms >= closes + kProcessingLimitMs) becomes = PaymentState::Expired;

  bool waiting = false, closed_here = false;
  for (auto& row : rows) {
    api::Payment& payment = row.payment;
    if (row.bank_order_id.empty()) row.bank_order_id = status.order_id;
    if (!status.masked_pan.empty()) payment.masked_pan = status.masked_pan;
    if (may_follow(payment.state, becomes)) {
      log_info(fmt::format("платёж {}: {} → {}, код банка {}", row.id, api::to_name(payment.state), api::to_name(becomes), status.action_code));
      payment.state = becomes;
      payment.failure = becomes == PaymentState::Failed ? status.failure : api::PaymentFailure::None;
      payment.expected_by.reset();
      if (becomes == PaymentState::Withdrawn) {
        row.paid_at = now;
        payment.expected_by = utility.expected_by(now);
      }
    }
    waiting = waiting || unfinished(payment.state);
    closed_here = closed_here || payment.state == PaymentState::Expired;
  }
  // Closed here, but at the bank somebody may still be paying in another tab.
  const bool open_at_bank = closed_here && ((status.state == PaymentState::Created && now.ms < closes + kOrderMarginMs) ||
                                            (status.state == PaymentState::Processing && now.ms < closes + kProcessingLimitMs));
  carrier.next_check_at = waiting || open_at_bank ? std::optional(next_check(carrier, now)) : std::nullopt;
}

api::Result<Refreshed> refresh_payment(Utility& utility, std::int64_t id) {
  if (!utility.gateway) return api::make_error(ErrorCode::GatewayUnavailable, "оплата не настроена");
  auto rows = load(utility, id);
  if (!rows) return rows.error();
  const OrderLock lock(utility, rows->front().id);
  rows = load(utility, id);
  if (!rows) return rows.error();
  const PaymentRow& carrier = rows->front();
  const bool waiting = std::any_of(rows->begin(), rows->end(), [](const PaymentRow& row) { return unfinished(row.payment.state); });
  if (carrier.order_number.empty() || (!waiting && !carrier.next_check_at)) return Refreshed{std::move(*rows)};

  auto status = carrier.bank_order_id.empty() ? utility.gateway->status_of_number(carrier.order_number)
                                              : utility.gateway->status_of_id(carrier.bank_order_id);
  const api::Instant now = utility.clock.now();
  if (!status && status.error().code != ErrorCode::NotFound) {
    auto stored = change(utility, id, [&](OrderRows& fresh) { fresh.front().next_check_at = next_check(fresh.front(), now); });
    if (!stored) return stored.error();
    return status.error();
  }
  auto stored = change(utility, id, [&](OrderRows& fresh) {
    if (status) return apply_status(utility, fresh, *status, now);
    const bool over = now.ms >= fresh.front().order_expires_at.value_or(fresh.front().payment.created_at).ms + kOrderMarginMs;
    for (auto& row : fresh)
      if (over && unfinished(row.payment.state)) row.payment.state = PaymentState::Expired;
    fresh.front().next_check_at = over ? std::nullopt : std::optional(next_check(fresh.front(), now));
  });
  if (!stored) return stored.error();
  return Refreshed{std::move(*stored), status.ok()};
}

}  // namespace kabinet::server
