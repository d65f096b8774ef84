#include "server/store/link_tokens.h"

#include <optional>

#include "server/store/sql.h"

namespace kabinet::server::store {
namespace {

std::string name_of(LinkPurpose purpose) { return purpose == LinkPurpose::Activation ? "activation" : "recovery"; }

}  // namespace

Link find_link(Connection& sql, LinkPurpose purpose, std::string_view token_hash, api::Instant now) {
  const std::string name = name_of(purpose), hash(token_hash);
  Link link;
  api::Instant expires_at;
  std::optional<api::Instant> used_at;
  sql << "SELECT id, subscriber_id, expires_at, used_at FROM link_tokens WHERE token_hash = :h AND purpose = :p", soci::into(link.id),
      soci::into(link.subscriber_id), soci::into(expires_at), soci::into(used_at), soci::use(hash), soci::use(name);
  if (!sql.got_data()) return {};
  link.state = used_at ? LinkState::Used : expires_at <= now ? LinkState::Expired : LinkState::Good;
  return link;
}

void insert_link(Connection& sql, LinkPurpose purpose, std::string_view token_hash, std::int64_t subscriber_id, api::Instant now,
                 api::Instant expires_at) {
  const std::string name = name_of(purpose), hash(token_hash);
  sql << "UPDATE link_tokens SET expires_at = :n WHERE subscriber_id = :s AND purpose = :p AND used_at IS NULL AND expires_at > :m",
      soci::use(now), soci::use(subscriber_id), soci::use(name), soci::use(now);
  sql << "INSERT INTO link_tokens (token_hash, purpose, subscriber_id, created_at, expires_at) VALUES (:h, :p, :s, :c, :e)", soci::use(hash),
      soci::use(name), soci::use(subscriber_id), soci::use(now), soci::use(expires_at);
}

void use_link(Connection& sql, const Link& link, api::Instant now) {
  sql << "UPDATE link_tokens SET used_at = :n WHERE id = :i", soci::use(now), soci::use(link.id);
}

void rehearse(Connection& sql, const std::function<void(std::int64_t)>& work) {
  std::int64_t anybody = 0;
  sql << "SELECT id FROM subscribers LIMIT 1", soci::into(anybody);
  if (!sql.got_data()) return;
  sql << "SAVEPOINT rehearsal";
  work(anybody);
  sql.reset_statements();
  sql << "ROLLBACK TO rehearsal";
  sql << "RELEASE rehearsal";
}

void delete_links_before(Connection& sql, api::Instant moment) { sql << "DELETE FROM link_tokens WHERE expires_at <= :m", soci::use(moment); }

}  // namespace kabinet::server::store
