// Which state of a payment may follow which. Only forward: a late or repeated word of the bank never takes a payment back.
#pragma once

#include "api/payment.h"

namespace kabinet::server {

bool may_follow(api::PaymentState was, api::PaymentState becomes);
bool unfinished(api::PaymentState state);  // may still be paid by the person

}  // namespace kabinet::server
