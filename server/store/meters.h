// Meters with their registers and tariffs, as stored. Functions ask for the subscriber unless they say otherwise. Must not know windows or verdicts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/meter.h"

namespace kabinet::server::store {

class Connection;

std::string unit_of(api::Service service);  // «кВт·ч», «Гкал», «м³»

struct MeterRow {
  std::int64_t id = 0;
  api::AccountKind account_kind = api::AccountKind::Household;
  std::string tariff_category;
  // Window, verification, tariff, latest and what registers had before are left to the caller; a register's hard limit is 0 where
  // the export names none.
  api::Meter meter;
};

struct MeterPage {
  std::vector<MeterRow> items;
  std::string next_cursor;
};

// Of one account, or of all where account_id is empty; meters in use first. Errors: NotFound (account), BadRequest (cursor).
api::Result<MeterPage> list_meters(Connection& sql, std::int64_t subscriber_id, std::string_view account_id, std::string_view cursor,
                                   int limit);
std::optional<MeterRow> find_meter(Connection& sql, std::int64_t subscriber_id, std::string_view meter_id);
// Without a subscriber: a meter in use, by both numbers that only who has the bill and the meter knows; and that meter again.
std::optional<MeterRow> find_meter_by_numbers(Connection& sql, const std::string& account_number, const std::string& serial);
std::optional<MeterRow> find_meter_by_id(Connection& sql, std::int64_t id);

// All meters of an account with a service, replaced ones included. The caller has proved that the account is the subscriber's.
std::vector<MeterRow> meters_of_service(Connection& sql, std::int64_t account_id, api::Service service);

// The rates in force on `today` and those to come, with register numbers for zones. The account's own category beats the general one.
std::vector<api::TariffRate> tariff_of(Connection& sql, const MeterRow& row, const api::Date& today);

}  // namespace kabinet::server::store
