// How a payment comes about and how the bank's word changes it. The intent is on disk before the bank hears of it, the bank is asked and
// never the browser believed. Handlers, poller and callback all come here. Must not know HTTP, SQL or the bank's protocol.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "api/endpoints.h"
#include "api/result.h"
#include "server/store/idempotency.h"
#include "server/store/payments.h"
#include "server/utility.h"

namespace kabinet::server {

struct PaymentWish {
  std::int64_t subscriber_id = 0;
  std::vector<api::JointShare> shares;  // one account, or several that one order pays for
  std::string receipt_email, comment;
  bool replace_unfinished = false;
  store::IdempotencyKey key;
  std::string site;                     // "https://lk.example.ru": where the bank sends the browser back to
};

PaymentWish wish_of(std::int64_t subscriber_id, const api::StartPayment& request, std::string site);
PaymentWish wish_of(std::int64_t subscriber_id, const api::StartJointPayment& request, std::string site);

// Field errors of the form by the profile's limits; no fields = it will do.
api::Error check_payment_input(const api::PaymentInput& input, const api::PaymentLimits& limits);
api::Error check_payment_input(const api::JointPaymentInput& input, const api::PaymentLimits& limits);

// A payment registered at the bank: new, or the unfinished one offered again; a row for each share, in their order. Errors beside the form's:
// NotFound, Conflict (another request had this key; or the unfinished payment turned out to be paid, then `extra` has it),
// UnfinishedPayment (`extra` has it), GatewayUnavailable (nothing is lost: the same request repeated goes on where it stopped).
api::Result<std::vector<store::PaymentRow>> start_payment(Utility& utility, const PaymentWish& wish);

struct Refreshed {
  store::OrderRows rows;
  bool known_to_bank = true;   // false: the bank has no such order (yet)
  const store::PaymentRow& of(std::int64_t id) const;  // one of the rows
};

// Asks the bank where that can change anything, and stores its word, for every payment of the order.
api::Result<Refreshed> refresh_payment(Utility& utility, std::int64_t id);

// As the contract shows it: e-mail masked, the bank's page only while it can be used.
api::Payment payment_view(const store::PaymentRow& row, std::int64_t viewer);

}  // namespace kabinet::server
