// Accounts of a profile as they come and go: what an account is told by, the requests («заявки») for those that could not be told, removals
// that can be undone. Must not know how secrets are compared or guessing is limited.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/linking.h"

namespace kabinet::server::store {

class Connection;

// What the secret of an account is compared with. An account that does not exist takes the same queries and has no id.
struct LinkTarget {
  std::int64_t id = 0;
  std::string owner;
  std::optional<api::Money> last_payment;   // the newest posted one, of billing or of the cabinet
};

std::int64_t find_account_id(Connection& sql, const std::string& number);  // 0: there is none
LinkTarget find_link_target(Connection& sql, const std::string& region, const std::string& number);
bool has_account(Connection& sql, std::int64_t subscriber_id, const std::string& number);
void link_account(Connection& sql, std::int64_t subscriber_id, std::int64_t account_id, api::Instant now);

// False where the account is not the subscriber's. Removals before `forget_before` can no longer be undone and are forgotten.
bool unlink_account(Connection& sql, std::int64_t subscriber_id, std::int64_t account_id, api::Instant now, api::Instant forget_before);
bool relink_account(Connection& sql, std::int64_t subscriber_id, std::int64_t account_id, api::Instant now, api::Instant removed_after);

struct LinkRequestRow {
  std::int64_t id = 0, subscriber_id = 0;
  int revision = 1;                         // grows with every change
  api::LinkRequest request;
};

std::vector<LinkRequestRow> list_link_requests(Connection& sql, std::int64_t subscriber_id);  // newest first
std::vector<LinkRequestRow> open_link_requests(Connection& sql);                              // of everybody, oldest first
std::optional<LinkRequestRow> find_link_request(Connection& sql, std::int64_t id);
std::optional<LinkRequestRow> find_open_link_request(Connection& sql, std::int64_t subscriber_id, const std::string& region,
                                                     const std::string& number);

LinkRequestRow insert_link_request(Connection& sql, std::int64_t subscriber_id, const api::LinkInput& input, api::Instant now);
void edit_link_request(Connection& sql, std::int64_t id, const api::LinkInput& input);
// Only an open request of this revision is decided; false: it is another by now.
bool decide_link_request(Connection& sql, std::int64_t id, int revision, api::LinkRequestState state, const std::string& reason, api::Instant now);

}  // namespace kabinet::server::store
