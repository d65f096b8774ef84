// Accounts as stored, with balance and counts. Every function asks for the subscriber: what belongs to somebody else does not exist.
// Must not know the day's window or masks.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "api/account.h"

namespace kabinet::server::store {

class Connection;

// Window and reading state are left to the caller; the owner is the full name.
std::vector<api::Account> list_accounts(Connection& sql, std::int64_t subscriber_id);
std::optional<api::Account> find_account(Connection& sql, std::int64_t subscriber_id, std::string_view account_id);

// What the open meters of an account have in `period`: Due while one of them has no reading.
api::ReadingState reading_state(Connection& sql, std::int64_t account_id, api::Period period);

// What billing has charged, by month, for months with a volume.
std::map<api::Period, api::Volume> charged_volumes(Connection& sql, std::int64_t account_id, api::Service service, api::Period from);

}  // namespace kabinet::server::store
