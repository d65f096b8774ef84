// How one reading gets in: who may enter it, for which period, whether its values can be right, and the write. The single submission,
// the batch and the edit share it. Runs inside Database::write, so of two people at one meter the second sees what the first has done.
// Must not know SQL or HTTP.
#pragma once

#include <cstdint>
#include <string_view>

#include "api/meter.h"
#include "server/handlers/meter_view.h"

namespace kabinet::server {

// A first reading of the period, or an edit of the one submitted before. Errors: NotFound, Conflict, EditExpired, WindowClosed,
// Invalid, Refused and NeedsConfirmation (with a JudgementList in `extra`). An error means that nothing was written.
api::Result<api::Reading> submit_one(store::Connection& sql, const Viewer& viewer, std::string_view meter_id, const api::ReadingInput& input);

// Of somebody who is not signed in: never an edit, and the meter has been proved by its numbers. The id of the reading; errors as above,
// Conflict where the period has a reading.
api::Result<std::int64_t> submit_anonymous(store::Connection& sql, const Utility& utility, api::Instant now, std::int64_t meter_id,
                                           const api::ReadingInput& input);

// The reading that supersedes `reading_id`. Errors: the same.
api::Result<api::Reading> edit_one(store::Connection& sql, const Viewer& viewer, std::string_view reading_id, const api::ReadingInput& input);

// Deleting again what is deleted already is no mistake.
api::Result<api::Nothing> delete_one(store::Connection& sql, const Viewer& viewer, std::string_view reading_id);

}  // namespace kabinet::server
