// Tokens of the links in letters, by their hash. A newer one of the same purpose ends the older ones. Must not know the tokens themselves.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "api/time.h"

namespace kabinet::server::store {

class Connection;

enum class LinkPurpose { Activation, Recovery };
enum class LinkState { Unknown, Used, Expired, Good };

struct Link {
  LinkState state = LinkState::Unknown;
  std::int64_t id = 0, subscriber_id = 0;
};

Link find_link(Connection& sql, LinkPurpose purpose, std::string_view token_hash, api::Instant now);
void insert_link(Connection& sql, LinkPurpose purpose, std::string_view token_hash, std::int64_t subscriber_id, api::Instant now, api::Instant expires_at);
void use_link(Connection& sql, const Link& link, api::Instant now);
// Does `work` with somebody's id and takes it back: for names that nobody has, so that the answer costs what it costs for known ones.
void rehearse(Connection& sql, const std::function<void(std::int64_t subscriber_id)>& work);
void delete_links_before(Connection& sql, api::Instant moment);  // those that ended by then, used or not

}  // namespace kabinet::server::store
