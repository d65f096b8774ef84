// The schema as numbered steps, applied at open inside one transaction. Internal to server/store.
#pragma once

#include "api/result.h"
#include "server/store/sql.h"

namespace kabinet::server::store {

int latest_schema_version();
// Refuses (Error{Internal}) a database whose schema is newer than this program knows.
api::Result<api::Nothing> migrate(Connection& sql);

}  // namespace kabinet::server::store
