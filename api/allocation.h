// How a payment that does not cover a bill is shared out among its services: in proportion to what each was billed (ПП 354 п. 118), to the
// kopeck by the largest remainders. Must not know storage.
#pragma once

#include <vector>

#include "api/money.h"

namespace kabinet::api {

// One part for each billed sum, none above it. What is more than all of them together is left over: an advance.
std::vector<Money> allocate(Money payment, const std::vector<Money>& billed);

}  // namespace kabinet::api
