#include "server/handlers/payments_states.h"

namespace kabinet::server {

bool may_follow(api::PaymentState was, api::PaymentState becomes) {
  using enum api::PaymentState;
  if (was == becomes) return false;
  switch (was) {
    case Created: return true;
    case Processing: return becomes != Created;
    case Withdrawn: return becomes == Posted || becomes == Refunded;
    case Posted: return becomes == Refunded;
    // Closed here while the bank's page was still open in another tab: money that came all the same is not thrown away.
    case Expired: return becomes == Withdrawn || becomes == Posted || becomes == Refunded;
    case Failed:
    case Refunded: return false;
  }
  return false;
}

bool unfinished(api::PaymentState state) { return state == api::PaymentState::Created || state == api::PaymentState::Processing; }

}  // namespace kabinet::server
