#include "server/handlers/payments_flow.h"

#include <algorithm>

#include <fmt/format.h>

#include "api/json.h"
#include "api/rules.h"
#include "server/handlers/payments_orders.h"
#include "server/handlers/payments_states.h"
#include "server/store/accounts.h"
#include "server/store/database.h"
#include "server/store/idempotency.h"
#include "server/store/ids.h"

namespace kabinet::server {
namespace {

using api::ErrorCode;
using api::PaymentState;
using store::PaymentRow;

constexpr std::size_t kCommentLimit = 200;  // code points
constexpr int kRounds = 3;                  // an old payment may end while it is being looked at; then the wish is tried again

store::IdempotencyKey key_of(const PaymentWish& wish) {
  return {wish.subscriber_id, "start_payment", wish.idempotency_key,
          store::request_hash(fmt::format("{}\n{}", wish.account_id, api::to_json(wish.input)))};
}

enum class Found { New, SameKey, Unfinished };

struct Claim {
  Found found = Found::New;
  PaymentRow row;
};

// What this wish is about: a payment this key has made before, an unfinished one, or a new one. One transaction, so that of two clicks the
// second sees the first.
api::Result<Claim> claim(Utility& utility, const PaymentWish& wish) {
  const auto key = key_of(wish);
  return utility.database.write([&](store::Connection& sql) -> api::Result<Claim> {
    const auto earlier = store::find_answer(sql, key);
    if (!earlier) return earlier.error();
    const auto account = store::find_account(sql, wish.subscriber_id, wish.account_id);
    if (!account) return api::make_error(ErrorCode::NotFound, "счёт не найден");
    if (*earlier) {
      auto row = store::find_payment(sql, wish.subscriber_id, **earlier);
      if (!row) return api::make_error(ErrorCode::NotFound, "платёж не найден");
      return Claim{Found::SameKey, std::move(*row)};
    }
    const std::int64_t account_id = *store::parse_id(account->id);
    if (auto row = store::unfinished_payment(sql, account_id, wish.subscriber_id)) return Claim{Found::Unfinished, std::move(*row)};

    const api::Instant now = utility.clock.now();
    store::NewPayment payment;
    payment.account_id = account_id;
    payment.subscriber_id = wish.subscriber_id;
    payment.created_at = now;
    payment.amount = wish.input.amount;
    payment.order_number = new_order_number();
    payment.comment = wish.input.comment;
    payment.receipt_email = wish.input.receipt_email;
    payment.order_expires_at = {now.ms + utility.gateway->order_lifetime_s() * std::int64_t{1000}};
    payment.next_check_at = {now.ms + 60'000};
    const std::int64_t id = store::insert_payment(sql, payment);
    store::remember_answer(sql, key, std::to_string(id), now);
    auto row = store::load_payment(sql, id);
    if (!row) return api::make_error(ErrorCode::Internal, "платёж не прочитан после записи");
    return Claim{Found::New, std::move(*row)};
  });
}

// The same payment for this wish too: its key is remembered, and comment and e-mail are the newer ones. False: it has ended meanwhile.
api::Result<bool> adopt(Utility& utility, const PaymentWish& wish, std::int64_t id) {
  const auto key = key_of(wish);
  return utility.database.write([&](store::Connection& sql) -> api::Result<bool> {
    auto row = store::load_payment(sql, id);
    if (!row || !unfinished(row->payment.state)) return false;
    const auto earlier = store::find_answer(sql, key);
    if (!earlier) return earlier.error();
    if (!*earlier) store::remember_answer(sql, key, std::to_string(id), utility.clock.now());
    row->payment.comment = wish.input.comment;
    row->payment.receipt_email = wish.input.receipt_email;
    store::update_payment(sql, *row);
    return true;
  });
}

// Its page may still be open in another tab, so the bank is asked about it until its order runs out.
api::Result<api::Nothing> close_unpaid(Utility& utility, std::int64_t id) {
  return utility.database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    auto row = store::load_payment(sql, id);
    if (!row || row->payment.state != PaymentState::Created) return api::Nothing{};  // the next round sees what it became
    row->payment.state = PaymentState::Expired;
    row->next_check_at = next_check(*row, utility.clock.now());
    store::update_payment(sql, *row);
    return api::Nothing{};
  });
}

api::Error with_payment(ErrorCode code, const char* detail, const PaymentRow& row, std::int64_t viewer) {
  api::Error error = api::make_error(code, detail);
  error.extra = api::to_json(payment_view(row, viewer));
  return error;
}

}  // namespace

api::Error check_payment_input(const api::PaymentInput& input, const api::PaymentLimits& limits) {
  api::Error error = api::make_error(ErrorCode::Invalid, "поля платежа заполнены неверно");
  const auto field = [&error](const char* name, const char* code) { error.fields.push_back({name, code}); };
  if (input.amount.kopecks == 0) field("amount", "required");
  else if (input.amount < limits.min) field("amount", "too_small");
  else if (input.amount > limits.max) field("amount", "too_large");
  if (!input.receipt_email.empty() && !api::valid_email(input.receipt_email)) field("receipt_email", "bad_email");
  if (api::code_points(input.comment) > kCommentLimit) field("comment", "too_long");
  else if (std::any_of(input.comment.begin(), input.comment.end(), [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == 0x7F; }))
    field("comment", "bad_character");
  return error;
}

api::Result<PaymentRow> start_payment(Utility& utility, const PaymentWish& wish) {
  if (!utility.gateway) return api::make_error(ErrorCode::GatewayUnavailable, "оплата не настроена");
  for (int round = 0; round < kRounds; ++round) {
    auto claimed = claim(utility, wish);
    if (!claimed) return claimed.error();
    const std::int64_t id = claimed->row.id;
    if (claimed->found != Found::Unfinished) return register_at_bank(utility, id, wish.site);

    const bool same_sum = claimed->row.payment.amount == wish.input.amount;
    const bool never_registered = claimed->row.bank_order_id.empty();
    if (same_sum && never_registered) {
      auto adopted = adopt(utility, wish, id);
      if (!adopted) return adopted.error();
      if (*adopted) return register_at_bank(utility, id, wish.site);
      continue;
    }
    auto now_at_bank = refresh_payment(utility, id);
    if (!now_at_bank) {
      // The page is known and the sum is the same: paying there cannot double anything, whatever the bank would have said.
      if (!same_sum || now_at_bank.error().code != ErrorCode::GatewayUnavailable) return now_at_bank.error();
    } else if (now_at_bank->row.payment.state == PaymentState::Withdrawn || now_at_bank->row.payment.state == PaymentState::Posted) {
      return with_payment(ErrorCode::Conflict, "прежний платёж уже оплачен", now_at_bank->row, wish.subscriber_id);
    } else if (!unfinished(now_at_bank->row.payment.state)) {
      continue;  // declined or run out: nothing stands in the way of a new one
    }

    if (same_sum) {
      auto adopted = adopt(utility, wish, id);
      if (!adopted) return adopted.error();
      if (!*adopted) continue;
      return now_at_bank && !now_at_bank->known_to_bank ? register_anew(utility, id, wish.site) : register_at_bank(utility, id, wish.site);
    }
    if (!wish.input.replace_unfinished || now_at_bank->row.payment.state == PaymentState::Processing)
      return with_payment(ErrorCode::UnfinishedPayment, "есть незавершённый платёж на другую сумму", now_at_bank->row, wish.subscriber_id);
    if (auto closed = close_unpaid(utility, id); !closed) return closed.error();
  }
  return api::make_error(ErrorCode::Conflict, "платёж изменился, повторите");
}

api::Payment payment_view(const PaymentRow& row, std::int64_t viewer) {
  api::Payment payment = row.payment;
  const bool own = row.subscriber_id == viewer;
  payment.receipt_email = own && !payment.receipt_email.empty() ? api::mask_email(payment.receipt_email) : "";
  if (!own || !unfinished(payment.state)) payment.payment_url.clear();
  if (payment.state != PaymentState::Withdrawn) payment.expected_by.reset();
  return payment;
}

}  // namespace kabinet::server
