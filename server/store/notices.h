// What subscribers may be told by letter, and what they have been told: each thing once, whatever restarts. Must not know words or letters.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/meter.h"
#include "api/payment.h"

namespace kabinet::server::store {

class Connection;

// True the first time. In the same write as the letter itself.
bool first_notice(Connection& sql, std::string_view kind, std::string_view subject, api::Instant now);

struct PaidOrder {                       // paid through the cabinet, nobody told yet
  std::int64_t payment_id = 0;           // that carries the order
  std::string email;                     // for the receipt, else the subscriber's
  std::vector<std::string> accounts;
  api::Money amount;
  std::string masked_pan;
  api::Instant paid_at;
  std::optional<api::Date> expected_by;
};
std::vector<PaidOrder> paid_orders(Connection& sql, api::Instant since, int limit);

struct AnsweredReading {                 // entered in the cabinet, accepted or rejected since, nobody told yet
  std::int64_t reading_id = 0;
  api::ReadingStatus status = api::ReadingStatus::Accepted;
  std::string email, serial, account, reason;
  api::Period period;
  std::vector<api::RegisterValue> values;
};
std::vector<AnsweredReading> answered_readings(Connection& sql, api::Instant since, int limit);

struct Recipient {
  std::int64_t subscriber_id = 0;
  std::string email;
};
std::vector<Recipient> wanting_window_notice(Connection& sql);

struct WaitingMeter {                    // in use
  api::AccountKind kind = api::AccountKind::Household;
  api::Service service = api::Service::Electricity;
  std::int64_t meter_id = 0;
  std::string serial, account;
};
std::vector<WaitingMeter> meters_of_subscriber(Connection& sql, std::int64_t subscriber_id);
bool has_reading(Connection& sql, std::int64_t meter_id, api::Period period);

struct EndingVerification {
  std::int64_t subscriber_id = 0, meter_id = 0;
  std::string email, serial, account;
  api::Date until;
};
// Of meters in use, for who wants to be told.
std::vector<EndingVerification> ending_verifications(Connection& sql, const api::Date& from, const api::Date& to);

void delete_notices_before(Connection& sql, api::Instant moment);

}  // namespace kabinet::server::store
