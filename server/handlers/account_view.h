// An account as the contract shows it: with today's window and state, a household's owner masked. Must not know SQL.
#pragma once

#include "api/account.h"
#include "api/time.h"
#include "server/utility.h"

namespace kabinet::server {

namespace store {
class Connection;
}

// `account` as store/accounts.h found it.
api::Account account_view(store::Connection& sql, const Utility& utility, api::Instant now, api::Account account);

}  // namespace kabinet::server
