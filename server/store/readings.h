// Readings as stored: immutable rows, an edit supersedes. Counting readings are those that billing reckons with: submitted, accepted,
// control. Must not know windows, verdicts or the day for edits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/meter.h"

namespace kabinet::server::store {

class Connection;

struct ReadingRow {
  std::int64_t id = 0, meter_id = 0;
  std::optional<std::int64_t> subscriber_id;  // who entered it in the cabinet
  api::Instant entered_at;                    // when the first of its chain of edits was entered
  api::Reading reading;                       // editable_until is left to the caller
};

struct ReadingPage {
  std::vector<ReadingRow> items;
  std::string next_cursor;
};

struct NewReading {
  std::int64_t meter_id = 0;
  std::optional<std::int64_t> subscriber_id;        // none without registration
  api::ReadingSource source = api::ReadingSource::Cabinet;
  api::Period period;
  api::Date taken_on;
  api::Instant submitted_at, entered_at;
  bool for_review = false;
  std::optional<api::Date> expected_by;
  std::optional<api::Money> estimate;
  std::vector<std::pair<int, api::Volume>> values;  // register number, value
  std::optional<std::int64_t> supersedes;
};

// A counting reading, as little of it as history and verdicts need.
struct CountingReading {
  std::int64_t id = 0;
  api::Period period;
  api::Date taken_on;
  std::vector<std::pair<int, api::Volume>> values;
};

// Newest first. Errors: NotFound (a meter that is not the subscriber's), BadRequest (cursor).
api::Result<ReadingPage> list_readings(Connection& sql, std::int64_t subscriber_id, std::string_view meter_id, std::string_view cursor,
                                       int limit);
std::optional<ReadingRow> find_reading(Connection& sql, std::int64_t subscriber_id, std::string_view reading_id);
// The submitted or accepted reading of a period; the schema lets there be only one.
std::optional<ReadingRow> reading_of_period(Connection& sql, std::int64_t meter_id, api::Period period);
std::optional<ReadingRow> latest_counting(Connection& sql, std::int64_t meter_id);

// What a value of `period` is compared with: counting readings of earlier periods, and control readings of this one. Newest first.
std::vector<CountingReading> history_before(Connection& sql, std::int64_t meter_id, api::Period period, int limit);
// Every counting reading of a meter up to and including `last`, oldest first, from the newest one before `first` on.
std::vector<CountingReading> history_between(Connection& sql, std::int64_t meter_id, api::Period first, api::Period last);

// Writes: to be called inside Database::write.
std::int64_t insert_reading(Connection& sql, const NewReading& reading);
void withdraw_reading(Connection& sql, std::int64_t reading_id, api::Instant now);

}  // namespace kabinet::server::store
