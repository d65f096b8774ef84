// What the questions of settlement and their printed forms share: the caller's account, the periods they ask for. Must not know SQL.
#pragma once

#include <string>

#include "api/time.h"
#include "server/router.h"
#include "server/store/settlement.h"

namespace kabinet::server {

// The caller's, else NotFound: also where it is somebody else's.
api::Result<store::SettledAccount> settled_account(store::Connection& sql, const Call& call, const std::string& account_id);

struct Days {
  api::Date from, to;
};
// Both must be there, in order, at most ten years; else Invalid names the field.
api::Result<Days> days_between(const std::string& from, const std::string& to);

struct Months {
  api::Period from, to;
};
// Empty ends: the last twelve months up to `newest`, or up to and from what is given.
api::Result<Months> months_between(const std::string& from, const std::string& to, api::Period newest);

}  // namespace kabinet::server
