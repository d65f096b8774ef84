// The inspector's outbox: what happened to readings (submitted, withdrawn), fixed in batches before it leaves, so that a batch sent again
// after a crash is the same batch. Rows come from store/readings. Must not know files, letters' texts or pauses.
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

// One row of the outbox with what the registry says of it.
struct RegistryLine {
  std::int64_t outbox_id = 0, reading_id = 0;
  std::string event;                                   // "submitted", "withdrawn"
  std::string account_number, serial;
  api::Service service = api::Service::ColdWater;
  api::Date taken_on;
  api::ReadingSource source = api::ReadingSource::Cabinet;
  std::vector<std::pair<int, std::string>> values;     // register number, padded wire decimal
};

struct InspectorBatch {
  std::int64_t id = 0;
  std::string name, content;
  std::optional<std::int64_t> letter_id;
};

// When the longest waiting row that is in no batch was written, and when the newest batch was made.
struct OutboxState {
  std::optional<api::Instant> waiting_since, last_batch;
};
OutboxState outbox_state(Connection& sql);

// Writes: to be called inside Database::write.
// Drops the rows of readings that were withdrawn before they left: the inspector need not hear of them.
void drop_withdrawn_unsent(Connection& sql);
// Rows of no batch written at or before `until`, in the order in which they happened.
std::vector<RegistryLine> lines_to_send(Connection& sql, api::Instant until, int limit);
// How many batches have names that begin so.
int batches_named(Connection& sql, std::string_view prefix);
std::int64_t insert_batch(Connection& sql, const InspectorBatch& batch, const std::vector<RegistryLine>& lines, api::Instant now);
void set_batch_letter(Connection& sql, std::int64_t batch_id, std::int64_t letter_id);
void mark_delivered(Connection& sql, std::int64_t batch_id, api::Instant when);

// Oldest first.
std::vector<InspectorBatch> undelivered_batches(Connection& sql, int limit);

// The inspector's word on submitted readings, given by hand (kabinet-admin): accepted, or rejected with a reason. False: no such reading,
// or it does not wait for an answer.
bool answer_reading(Connection& sql, std::int64_t reading_id, api::ReadingStatus answer, const std::string& reason);

}  // namespace kabinet::server::store
