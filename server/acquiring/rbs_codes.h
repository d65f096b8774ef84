// The numbers of the RBS protocol as Kabinet's words (domain.md §1), and what may be sent as a description.
// Pure functions; must not know HTTP or storage.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "api/money.h"
#include "api/payment.h"

namespace kabinet::server::acquiring {

// `refunded` tells a whole refund from a part of one: money that partly stayed is still a payment.
api::PaymentState state_of(int order_status, int action_code, api::Money amount, api::Money refunded);
// Unknown codes are Declined: the neutral «Платёж отклонён. Обратитесь в банк, выпустивший карту».
api::PaymentFailure failure_of(int action_code);

// Some processing centres show the first 24 characters only and refuse % + CR LF: what matters comes first, control characters and
// those become spaces, at most 99 code points.
std::string safe_description(std::string_view text);
// ≤ 32 characters of A-Z a-z 0-9 - _
bool valid_order_number(std::string_view number);

}  // namespace kabinet::server::acquiring
