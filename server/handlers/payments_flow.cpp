#include "server/handlers/payments_flow.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "api/json.h"
#include "api/rules.h"
#include "server/handlers/payments_orders.h"
#include "server/handlers/payments_states.h"
#include "server/store/accounts.h"
#include "server/store/database.h"
#include "server/store/ids.h"

namespace kabinet::server {
namespace {

using api::ErrorCode;
using api::PaymentState;
using store::OrderRows;
using store::PaymentRow;

constexpr std::size_t kCommentLimit = 200;  // code points
constexpr std::size_t kLeastShares = 2, kMostShares = 20;
constexpr int kRounds = 3;                  // an old payment may end while it is being looked at; then the wish is tried again

struct InTheWay {
  OrderRows rows;               // the unfinished order …
  std::int64_t id = 0;          // … and its payment of an account that is wished for
};

// What this wish is about: an order this key has made before, unfinished ones, or a new one.
struct Claim {
  OrderRows rows;               // earlier or new; empty where something is in the way
  std::vector<InTheWay> in_the_way;
};

// Same accounts, same sums, all of it still to be paid: then it is this very payment.
bool same_payment(const OrderRows& rows, const PaymentWish& wish) {
  std::vector<std::pair<std::string, api::Money>> has, wants;
  for (const auto& row : rows) {
    if (!unfinished(row.payment.state)) return false;
    has.emplace_back(row.payment.account_id, row.payment.amount);
  }
  for (const auto& share : wish.shares) wants.emplace_back(share.account_id, share.amount);
  std::sort(has.begin(), has.end());
  std::sort(wants.begin(), wants.end());
  return has == wants;
}

std::vector<PaymentRow> in_order_of_shares(OrderRows rows, const PaymentWish& wish) {
  std::vector<PaymentRow> ordered;
  for (const auto& share : wish.shares)
    for (auto& row : rows)
      if (row.payment.account_id == share.account_id) ordered.push_back(std::move(row));
  return ordered;
}

OrderRows insert_order(store::Connection& sql, const PaymentWish& wish, const std::vector<std::int64_t>& accounts, int lifetime_s, api::Instant now) {
  const std::string number = new_order_number();
  std::int64_t carrier = 0;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    store::NewPayment payment;
    payment.account_id = accounts[i];
    payment.subscriber_id = wish.subscriber_id;
    payment.created_at = now;
    payment.amount = wish.shares[i].amount;
    payment.comment = wish.comment;
    payment.receipt_email = wish.receipt_email;
    payment.order_expires_at = {now.ms + lifetime_s * std::int64_t{1000}};
    if (i == 0) {
      payment.order_number = number;
      payment.next_check_at = api::Instant{now.ms + 60'000};
      carrier = store::insert_payment(sql, payment);
    } else {
      payment.order_number = carried_number(number, i);
      payment.carried_by = carrier;
      store::insert_payment(sql, payment);
    }
  }
  return store::load_order(sql, carrier);
}

// One transaction, so that of two clicks the second sees the first, and an account of somebody else stops it before anything is stored.
api::Result<Claim> claim(Utility& utility, const PaymentWish& wish) {
  return utility.database.write([&](store::Connection& sql) -> api::Result<Claim> {
    const auto earlier = store::find_answer(sql, wish.key);
    if (!earlier) return earlier.error();
    std::vector<std::int64_t> accounts;
    for (const auto& share : wish.shares) {
      const auto account = store::find_account(sql, wish.subscriber_id, share.account_id);
      if (!account) return api::make_error(ErrorCode::NotFound, "счёт не найден");
      accounts.push_back(*store::parse_id(account->id));
    }
    Claim claim;
    if (*earlier) {
      const auto row = store::find_payment(sql, wish.subscriber_id, **earlier);
      if (!row) return api::make_error(ErrorCode::NotFound, "платёж не найден");
      claim.rows = store::load_order(sql, row->id);
      return claim;
    }
    std::set<std::int64_t> carriers;
    for (const std::int64_t account : accounts) {
      const auto row = store::unfinished_payment(sql, account, wish.subscriber_id);
      if (row && carriers.insert(row->carried_by.value_or(row->id)).second) claim.in_the_way.push_back({store::load_order(sql, row->id), row->id});
    }
    if (!claim.in_the_way.empty()) return claim;

    const api::Instant now = utility.clock.now();
    claim.rows = insert_order(sql, wish, accounts, utility.gateway->order_lifetime_s(), now);
    store::remember_answer(sql, wish.key, std::to_string(claim.rows.front().id), now);
    return claim;
  });
}

// The same payment for this wish too: its key is remembered, and comment and e-mail are the newer ones. False: it has ended meanwhile.
api::Result<bool> adopt(Utility& utility, const PaymentWish& wish, std::int64_t id) {
  return utility.database.write([&](store::Connection& sql) -> api::Result<bool> {
    auto rows = store::load_order(sql, id);
    if (!same_payment(rows, wish) || rows.front().subscriber_id != wish.subscriber_id) return false;  // the profile may be merged away meanwhile
    const auto earlier = store::find_answer(sql, wish.key);
    if (!earlier) return earlier.error();
    if (!*earlier) store::remember_answer(sql, wish.key, std::to_string(rows.front().id), utility.clock.now());
    for (auto& row : rows) {
      row.payment.comment = wish.comment;
      row.payment.receipt_email = wish.receipt_email;
      store::update_payment(sql, row);
    }
    return true;
  });
}

// Its page may still be open in another tab, so the bank is asked about it until its order runs out.
api::Result<api::Nothing> close_unpaid(Utility& utility, std::int64_t id) {
  return utility.database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    auto rows = store::load_order(sql, id);
    for (auto& row : rows) {
      if (row.payment.state != PaymentState::Created) continue;  // the next round sees what it became
      row.payment.state = PaymentState::Expired;
      if (!row.carried_by) row.next_check_at = next_check(row, utility.clock.now());
      store::update_payment(sql, row);
    }
    return api::Nothing{};
  });
}

api::Error with_payment(ErrorCode code, const char* detail, const PaymentRow& row, std::int64_t viewer) {
  api::Error error = api::make_error(code, detail);
  error.extra = api::to_json(payment_view(row, viewer));
  return error;
}

void check_amount(api::Error& error, const std::string& name, api::Money amount, const api::PaymentLimits& limits) {
  if (amount.kopecks == 0) error.fields.push_back({name, "required"});
  else if (amount < limits.min) error.fields.push_back({name, "too_small"});
  else if (amount > limits.max) error.fields.push_back({name, "too_large"});
}

void check_email(api::Error& error, const std::string& email) {
  if (!email.empty() && !api::valid_email(email)) error.fields.push_back({"receipt_email", "bad_email"});
}

// The unfinished payments as the bank has them now; false: one of them has ended, so the wish is to be looked at anew.
api::Result<bool> ask_about(Utility& utility, const PaymentWish& wish, std::vector<InTheWay>& in_the_way, bool& known_to_bank) {
  bool all_unfinished = true;
  for (auto& [rows, id] : in_the_way) {
    const bool offered_again = same_payment(rows, wish);
    auto at_bank = refresh_payment(utility, id);
    if (!at_bank) {
      // The page is known and the payment is the same: paying there cannot double anything, whatever the bank would have said.
      if (!offered_again || at_bank.error().code != ErrorCode::GatewayUnavailable) return at_bank.error();
      continue;
    }
    known_to_bank = at_bank->known_to_bank;
    const PaymentRow& row = at_bank->of(id);
    if (row.payment.state == PaymentState::Withdrawn || row.payment.state == PaymentState::Posted)
      return with_payment(ErrorCode::Conflict, "прежний платёж уже оплачен", row, wish.subscriber_id);
    if (!unfinished(row.payment.state)) all_unfinished = false;  // declined or run out: it is not in the way any more
    rows = std::move(at_bank->rows);
  }
  return all_unfinished;
}

// "007" names account 7: compared with rows, it is "7".
std::string account_key(const std::string& text) {
  const auto id = store::parse_id(text);
  return id ? std::to_string(*id) : text;
}

}  // namespace

const PaymentRow& Refreshed::of(std::int64_t id) const {
  const auto found = std::find_if(rows.begin(), rows.end(), [id](const PaymentRow& row) { return row.id == id; });
  return found == rows.end() ? rows.front() : *found;
}

PaymentWish wish_of(std::int64_t subscriber_id, const api::StartPayment& request, std::string site) {
  const auto& input = request.input;
  return {subscriber_id, {{account_key(request.account_id), input.amount}}, input.receipt_email, input.comment, input.replace_unfinished,
          {subscriber_id, "start_payment", request.idempotency_key,
           store::request_hash(fmt::format("{}\n{}", request.account_id, api::to_json(input)))},
          std::move(site)};
}

PaymentWish wish_of(std::int64_t subscriber_id, const api::StartJointPayment& request, std::string site) {
  const auto& input = request.input;
  auto shares = input.shares;
  for (auto& share : shares) share.account_id = account_key(share.account_id);
  return {subscriber_id, std::move(shares), input.receipt_email, "", input.replace_unfinished,
          {subscriber_id, "start_joint_payment", request.idempotency_key, store::request_hash(api::to_json(input))}, std::move(site)};
}

api::Error check_payment_input(const api::PaymentInput& input, const api::PaymentLimits& limits) {
  api::Error error = api::make_error(ErrorCode::Invalid, "поля платежа заполнены неверно");
  check_amount(error, "amount", input.amount, limits);
  check_email(error, input.receipt_email);
  if (api::code_points(input.comment) > kCommentLimit) error.fields.push_back({"comment", "too_long"});
  else if (std::any_of(input.comment.begin(), input.comment.end(), [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == 0x7F; }))
    error.fields.push_back({"comment", "bad_character"});
  return error;
}

api::Error check_payment_input(const api::JointPaymentInput& input, const api::PaymentLimits& limits) {
  api::Error error = api::make_error(ErrorCode::Invalid, "поля платежа заполнены неверно");
  if (input.shares.size() < kLeastShares) error.fields.push_back({"shares", "too_few"});
  else if (input.shares.size() > kMostShares) error.fields.push_back({"shares", "too_many"});
  if (!error.fields.empty()) return error;
  std::set<std::string> accounts;
  for (std::size_t i = 0; i < input.shares.size(); ++i) {
    const auto& share = input.shares[i];
    if (!accounts.insert(account_key(share.account_id)).second) error.fields.push_back({fmt::format("shares.{}.account_id", i), "duplicate"});
    check_amount(error, fmt::format("shares.{}.amount", i), share.amount, limits);
  }
  if (error.fields.empty()) {  // each is within the limits, so their sum cannot overflow
    api::Money sum;
    for (const auto& share : input.shares) sum = sum + share.amount;
    if (sum > limits.max) error.fields.push_back({"amount", "too_large"});
  }
  check_email(error, input.receipt_email);
  return error;
}

api::Result<std::vector<PaymentRow>> start_payment(Utility& utility, const PaymentWish& wish) {
  if (!utility.gateway) return api::make_error(ErrorCode::GatewayUnavailable, "оплата не настроена");
  const auto answer = [&](api::Result<OrderRows> rows) -> api::Result<std::vector<PaymentRow>> {
    if (!rows) return rows.error();
    return in_order_of_shares(std::move(*rows), wish);
  };
  for (int round = 0; round < kRounds; ++round) {
    auto claimed = claim(utility, wish);
    if (!claimed) return claimed.error();
    if (!claimed->rows.empty()) return answer(register_at_bank(utility, claimed->rows.front().id, wish.site));

    auto& in_the_way = claimed->in_the_way;
    const std::int64_t id = in_the_way.front().id;
    const bool same = in_the_way.size() == 1 && same_payment(in_the_way.front().rows, wish);
    bool known_to_bank = !in_the_way.front().rows.front().bank_order_id.empty();
    if (same && !known_to_bank) {  // never registered, or its number is about to change
      auto adopted = adopt(utility, wish, id);
      if (!adopted) return adopted.error();
      if (*adopted) return answer(register_at_bank(utility, id, wish.site));
      continue;
    }
    auto all_unfinished = ask_about(utility, wish, in_the_way, known_to_bank);
    if (!all_unfinished) return all_unfinished.error();
    if (!*all_unfinished) continue;

    if (same) {
      auto adopted = adopt(utility, wish, id);
      if (!adopted) return adopted.error();
      if (!*adopted) continue;
      return answer(known_to_bank ? register_at_bank(utility, id, wish.site) : register_anew(utility, id, wish.site));
    }
    for (const auto& [rows, blocking] : in_the_way)
      for (const auto& row : rows)
        if (row.id == blocking && (!wish.replace_unfinished || row.payment.state == PaymentState::Processing))
          return with_payment(ErrorCode::UnfinishedPayment, "есть незавершённый платёж на другую сумму", row, wish.subscriber_id);
    for (const auto& blocker : in_the_way)
      if (auto closed = close_unpaid(utility, blocker.id); !closed) return closed.error();
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
