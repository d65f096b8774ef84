// Payments as stored: the intent, the bank's order it became, and how it stands. A payment is seen by who has its account and by who made
// it. Must not know the bank's protocol or which state may follow which.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/account.h"
#include "api/payment.h"

namespace kabinet::server::store {

class Connection;

struct PaymentRow {
  std::int64_t id = 0, account_id = 0;
  std::optional<std::int64_t> carried_by;       // the payment whose order at the bank pays for this one too
  std::optional<std::int64_t> subscriber_id;    // who pays; none for payments that billing brought
  api::AccountKind account_kind = api::AccountKind::Household;
  api::Payment payment;                         // receipt_email in full, payment_url whatever the state
  std::string order_number, bank_order_id;      // empty: none yet
  std::optional<api::Instant> paid_at, order_expires_at;
  std::optional<api::Instant> next_check_at;    // when the bank is to be asked again; none = never
};

// What one order at the bank pays for: the row that carries the order first, then those it carries. A payment of one account is alone.
using OrderRows = std::vector<PaymentRow>;

struct PaymentPage {
  std::vector<PaymentRow> items;
  std::string next_cursor;
};

struct NewPayment {
  std::int64_t account_id = 0, subscriber_id = 0;
  std::optional<std::int64_t> carried_by;
  api::Instant created_at;
  api::Money amount;
  std::string order_number, comment, receipt_email;
  api::Instant order_expires_at;
  std::optional<api::Instant> next_check_at;    // none for those that are carried: the order is asked about once
};

// Newest first; of one account, or of all where account_id is empty. Errors: NotFound (somebody else's account), BadRequest (cursor).
api::Result<PaymentPage> list_payments(Connection& sql, std::int64_t subscriber_id, std::string_view account_id, std::string_view cursor, int limit);
std::optional<PaymentRow> find_payment(Connection& sql, std::int64_t subscriber_id, std::string_view payment_id);
std::optional<PaymentRow> load_payment(Connection& sql, std::int64_t id);
// The order of any of its payments; empty: no such payment.
OrderRows load_order(Connection& sql, std::int64_t id);
// Created or processing; the schema lets there be only one.
std::optional<PaymentRow> unfinished_payment(Connection& sql, std::int64_t account_id, std::int64_t subscriber_id);

std::int64_t insert_payment(Connection& sql, const NewPayment& payment);
// Writes what may change: state and its reason, the order, the card's mask, times, comment and e-mail. Never the amount.
void update_payment(Connection& sql, const PaymentRow& row);

std::vector<std::int64_t> payments_to_check(Connection& sql, api::Instant now, int limit);
// The bank has news of this order: ask soon. False where there is no such order or nothing can come after its state.
bool check_order_soon(Connection& sql, std::string_view order_number, api::Instant now);

}  // namespace kabinet::server::store
