// From stored meters and readings to what the contract says of them today: window, verification, previous and usual values, tariff,
// who may still edit. Shared by the handlers of meters and readings. Must not know SQL or HTTP.
#pragma once

#include <cstdint>

#include "api/meter.h"
#include "server/utility.h"

namespace kabinet::server::store {
class Connection;
struct MeterRow;
struct ReadingRow;
}  // namespace kabinet::server::store

namespace kabinet::server {

struct Viewer {  // who asks, of which utility, when
  const Utility& utility;
  std::int64_t subscriber_id = 0;
  api::Instant now;
  api::Date today() const { return utility.today(now); }
};

api::Verification verification_of(const std::optional<api::Date>& verified_until, const api::Date& today, int near_days);

// Fills what a value of `period` is compared with: previous, usual (of as many months as have passed since the previous), hard limit.
void fill_registers(store::Connection& sql, const Viewer& viewer, store::MeterRow& row, api::Period period);
api::Meter complete_meter(store::Connection& sql, const Viewer& viewer, store::MeterRow row);

// Submitted in the cabinet by the one who asks, not processed, and entered at most edit_hours ago (guide K17).
bool is_editable(const Viewer& viewer, const store::ReadingRow& row);
api::Reading complete_reading(const Viewer& viewer, store::ReadingRow row);

}  // namespace kabinet::server
