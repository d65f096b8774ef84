#include "server/handlers/payments_orders.h"

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
using store::PaymentRow;

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kProcessingLimitMs = 24 * 60 * kMinuteMs;  // an issuer's check that never ends is given up after this
constexpr int kNumbersToTry = 3;

// One bank conversation per payment at a time: two of them could register two orders for one payment.
class PaymentLock {
 public:
  PaymentLock(const Utility& utility, std::int64_t id) : key_(&utility.database, id) {
    std::unique_lock lock(mutex());
    freed().wait(lock, [this] { return busy().insert(key_).second; });
  }
  ~PaymentLock() {
    {
      const std::lock_guard lock(mutex());
      busy().erase(key_);
    }
    freed().notify_all();
  }
  PaymentLock(const PaymentLock&) = delete;
  PaymentLock& operator=(const PaymentLock&) = delete;

 private:
  using Key = std::pair<const store::Database*, std::int64_t>;
  static std::mutex& mutex() { static std::mutex value; return value; }
  static std::condition_variable& freed() { static std::condition_variable value; return value; }
  static std::set<Key>& busy() { static std::set<Key> value; return value; }
  const Key key_;
};

api::Result<PaymentRow> load(Utility& utility, std::int64_t id) {
  return utility.database.read([&](store::Connection& sql) -> api::Result<PaymentRow> {
    auto row = store::load_payment(sql, id);
    if (!row) return api::make_error(ErrorCode::NotFound, "платёж не найден");
    return std::move(*row);
  });
}

// Reads, changes and writes in one transaction; answers with what is stored then.
api::Result<PaymentRow> change(Utility& utility, std::int64_t id, const std::function<void(PaymentRow&)>& work) {
  return utility.database.write([&](store::Connection& sql) -> api::Result<PaymentRow> {
    auto row = store::load_payment(sql, id);
    if (!row) return api::make_error(ErrorCode::NotFound, "платёж не найден");
    work(*row);
    store::update_payment(sql, *row);
    return std::move(*row);
  });
}

// "k3…" → "k3…-2" → "k3…-3"
std::string number_after(const std::string& number) {
  const auto dash = number.find('-');
  int count = 1;
  if (dash != std::string::npos) std::from_chars(number.data() + dash + 1, number.data() + number.size(), count);
  return fmt::format("{}-{}", number.substr(0, dash), count + 1);
}

void renumber(PaymentRow& row) {
  row.order_number = number_after(row.order_number);
  row.bank_order_id.clear();
  row.payment.payment_url.clear();
}

acquiring::OrderRequest order_of(const Utility& utility, const PaymentRow& row, const std::string& site) {
  acquiring::OrderRequest order;
  order.order_number = row.order_number;
  order.amount = row.payment.amount;
  order.return_url = fmt::format("{}/{}/payments/{}", site, utility.profile.id, row.id);
  order.description = fmt::format("{} {}, {}", row.account_kind == api::AccountKind::Contract ? "Договор" : "Л/с", row.payment.account_number,
                                  utility.profile.name);
  order.email = row.payment.receipt_email;
  order.account = row.payment.account_number;
  return order;
}

api::Result<PaymentRow> ask_and_store(Utility& utility, const PaymentRow& row) {
  auto status = utility.gateway->status_of_number(row.order_number);
  if (!status) return status.error();
  return change(utility, row.id, [&](PaymentRow& fresh) { apply_status(utility, fresh, *status, utility.clock.now()); });
}

api::Result<PaymentRow> register_locked(Utility& utility, std::int64_t id, const std::string& site) {
  for (int i = 0; i < kNumbersToTry; ++i) {
    auto row = load(utility, id);
    if (!row || row->payment.state != PaymentState::Created || !row->payment.payment_url.empty()) return row;
    auto order = utility.gateway->register_order(order_of(utility, *row, site));
    if (order && !order->form_url.empty()) {
      return change(utility, id, [&](PaymentRow& fresh) {
        const api::Instant now = utility.clock.now();
        fresh.bank_order_id = order->order_id;
        fresh.payment.payment_url = order->form_url;
        fresh.order_expires_at = api::Instant{now.ms + utility.gateway->order_lifetime_s() * std::int64_t{1000}};
        fresh.next_check_at = next_check(fresh, now);
      });
    }
    if (!order && order.error().code != ErrorCode::Conflict) return order.error();
    if (order) {
      // The order exists, but its page went to nobody: the answer was lost, or the server stopped before storing it. Nobody can have
      // paid it, yet the bank's word goes before ours.
      auto asked = ask_and_store(utility, *row);
      if (!asked || asked->payment.state != PaymentState::Created) return asked;
    }
    log_warn(fmt::format("платёж {}: заказ {} без страницы оплаты, берётся новый номер", id, row->order_number));
    if (auto changed = change(utility, id, renumber); !changed) return changed;
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

api::Result<PaymentRow> register_at_bank(Utility& utility, std::int64_t id, const std::string& site) {
  if (!utility.gateway) return api::make_error(ErrorCode::GatewayUnavailable, "оплата не настроена");
  const PaymentLock lock(utility, id);
  return register_locked(utility, id, site);
}

api::Result<PaymentRow> register_anew(Utility& utility, std::int64_t id, const std::string& site) {
  if (!utility.gateway) return api::make_error(ErrorCode::GatewayUnavailable, "оплата не настроена");
  const PaymentLock lock(utility, id);
  auto row = change(utility, id, [](PaymentRow& fresh) {
    if (fresh.payment.state == PaymentState::Created) renumber(fresh);
  });
  if (!row) return row;
  return register_locked(utility, id, site);
}

api::Instant next_check(const PaymentRow& row, api::Instant now) {
  const std::int64_t age = now.ms - row.payment.created_at.ms;
  const std::int64_t pause = age < 2 * kMinuteMs ? 15'000 : age < 30 * kMinuteMs ? 30'000 : age < 120 * kMinuteMs ? 2 * kMinuteMs : 15 * kMinuteMs;
  const auto jitter = static_cast<std::int64_t>(randombytes_uniform(static_cast<std::uint32_t>(pause / 4)));
  return {now.ms + pause + jitter};
}

void apply_status(const Utility& utility, PaymentRow& row, const acquiring::OrderStatus& status, api::Instant now) {
  api::Payment& payment = row.payment;
  PaymentState becomes = status.state;
  const bool other_sum = status.amount != payment.amount;
  if (other_sum) {
    log_error(fmt::format("платёж {}: у банка заказ {} на {} коп. вместо {} коп., платёж не засчитан", row.id, row.order_number,
                          status.amount.kopecks, payment.amount.kopecks));
    if (becomes == PaymentState::Withdrawn || becomes == PaymentState::Refunded) becomes = PaymentState::Processing;  // a person must look
  }
  const std::int64_t closes = row.order_expires_at.value_or(payment.created_at).ms;
  if (becomes == PaymentState::Created && now.ms >= closes + kOrderMarginMs) becomes = PaymentState::Expired;
  if (becomes == PaymentState::Processing && !other_sum && now.ms >= closes + kProcessingLimitMs) becomes = PaymentState::Expired;

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
  // Closed here, but at the bank somebody may still be paying in another tab.
  const bool open_at_bank = payment.state == PaymentState::Expired &&
                            ((status.state == PaymentState::Created && now.ms < closes + kOrderMarginMs) ||
                             (status.state == PaymentState::Processing && now.ms < closes + kProcessingLimitMs));
  row.next_check_at = unfinished(payment.state) || open_at_bank ? std::optional(next_check(row, now)) : std::nullopt;
}

api::Result<Refreshed> refresh_payment(Utility& utility, std::int64_t id) {
  if (!utility.gateway) return api::make_error(ErrorCode::GatewayUnavailable, "оплата не настроена");
  const PaymentLock lock(utility, id);
  auto row = load(utility, id);
  if (!row) return row.error();
  if (row->order_number.empty() || (!unfinished(row->payment.state) && !row->next_check_at)) return Refreshed{std::move(*row)};

  auto status = row->bank_order_id.empty() ? utility.gateway->status_of_number(row->order_number) : utility.gateway->status_of_id(row->bank_order_id);
  const api::Instant now = utility.clock.now();
  if (!status && status.error().code != ErrorCode::NotFound) {
    auto stored = change(utility, id, [&](PaymentRow& fresh) { fresh.next_check_at = next_check(fresh, now); });
    if (!stored) return stored.error();
    return status.error();
  }
  auto stored = change(utility, id, [&](PaymentRow& fresh) {
    if (status) return apply_status(utility, fresh, *status, now);
    const bool over = now.ms >= fresh.order_expires_at.value_or(fresh.payment.created_at).ms + kOrderMarginMs;
    if (over && unfinished(fresh.payment.state)) fresh.payment.state = PaymentState::Expired;
    fresh.next_check_at = over ? std::nullopt : std::optional(next_check(fresh, now));
  });
  if (!stored) return stored.error();
  return Refreshed{std::move(*stored), status.ok()};
}

}  // namespace kabinet::server
