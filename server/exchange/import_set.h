// Imports a utility's export, a folder of CSV files (assets/demo/README.md says the format): all or nothing. Must not know SQL.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "api/time.h"
#include "server/exchange/problems.h"
#include "server/utility.h"

namespace kabinet::server::exchange {

struct ImportOptions {
  std::string folder;
  api::Date as_of;          // the day that {today} means
  api::Instant now;
  const UtilitySettings* settings = nullptr;  // windows and the cost of password hashes
  int utc_offset_minutes = 0;
  std::vector<api::Region> regions;           // that accounts may lie in
};

struct ImportReport {
  std::map<std::string, int> rows;   // file → rows taken
  int readings_answered = 0;         // readings of the cabinet that the utility has accepted or rejected
  int readings_kept = 0;             // rows that gave way to a reading of the cabinet
  std::vector<std::string> warnings; // what somebody should look at; it was taken all the same
  std::vector<Problem> problems;     // not empty = nothing was written
};

// An Error is a failing database; a set with mistakes is a report with problems.
api::Result<ImportReport> import_set(store::Database& database, const ImportOptions& options);

}  // namespace kabinet::server::exchange
