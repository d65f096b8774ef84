// One order at the bank, under a lock of its own: registering, asking, storing the bank's word. An order may pay for several accounts: what
// the bank says of it goes to all of them in one transaction. Any of its payments names it. Internal to the payment handlers.
#pragma once

#include <cstdint>
#include <string>

#include "api/result.h"
#include "server/acquiring/gateway.h"
#include "server/handlers/payments_flow.h"
#include "server/store/payments.h"
#include "server/utility.h"

namespace kabinet::server {

// How long after the bank's own limit an unpaid order is still asked about.
inline constexpr std::int64_t kOrderMarginMs = 2 * 60 * 1000;
// 100 random bits, 20 characters: short enough for "-2" and on.
std::string new_order_number();
// Billing tells payments apart by their numbers: those that are carried have "_2", "_3" and so on after the bank's number.
std::string carried_number(const std::string& order_number, std::size_t place);
api::Money order_amount(const store::OrderRows& rows);

// Makes sure the order is at the bank and its page's address is known. GatewayUnavailable: repeat later, nothing is lost.
api::Result<store::OrderRows> register_at_bank(Utility& utility, std::int64_t id, const std::string& site);
// Gives up the order's number and page and registers the same payment anew: for an order that the bank has forgotten.
api::Result<store::OrderRows> register_anew(Utility& utility, std::int64_t id, const std::string& site);

// Changes the payments for what the bank says of their order. Pure but for the log.
void apply_status(const Utility& utility, store::OrderRows& rows, const acquiring::OrderStatus& status, api::Instant now);
// When to ask again about an order of this age; with jitter, so that a restart does not ask about all at once.
api::Instant next_check(const store::PaymentRow& row, api::Instant now);

}  // namespace kabinet::server
