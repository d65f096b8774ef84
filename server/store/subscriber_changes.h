// What a subscriber changes about the profile as a whole: letters that are asked for, merging with another, the end of it. Inside a write;
// the callers have seen the passwords. Must not know HTTP or letters' words.
#pragma once

#include <cstdint>
#include <optional>

#include "api/subscriber.h"

namespace kabinet::server::store {

class Connection;

std::optional<api::Subscriber> load_settings(Connection& sql, std::int64_t subscriber_id);
void set_notices(Connection& sql, std::int64_t subscriber_id, const api::Notices& notices);

// Everything of `other` becomes `mine`, and `other` is gone with its sessions and links. How many accounts came along. Of two unfinished
// payments of one account the one that the bank is checking stays (mine where neither or both are): the other shows as expired, its order
// is still asked about, and money that comes for it is counted all the same.
int merge_subscribers(Connection& sql, std::int64_t mine, std::int64_t other, api::Instant now);

bool has_unfinished_payment(Connection& sql, std::int64_t subscriber_id);
// The profile, its list of accounts, requests, feedback and what of it is kept elsewhere. Readings and payments stay, of nobody.
void erase_subscriber(Connection& sql, std::int64_t subscriber_id);

}  // namespace kabinet::server::store
