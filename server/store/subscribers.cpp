#include "server/store/subscribers.h"

#include "server/store/sql.h"

namespace kabinet::server::store {

std::optional<Subscriber> find_subscriber(Connection& sql, api::SignInKind kind, std::string_view folded) {
  Subscriber row;
  row.kind = kind;
  int active = 0;
  const std::string login(folded);
  sql << "SELECT id, display_name, email, password_hash, active FROM subscribers WHERE kind = :k AND login_folded = :l", soci::into(row.id),
      soci::into(row.display_name), soci::into(row.email), soci::into(row.password_hash), soci::into(active), soci::use(kind), soci::use(login);
  if (!sql.got_data()) return std::nullopt;
  row.active = active != 0;
  return row;
}

std::optional<Subscriber> find_subscriber(Connection& sql, std::int64_t id) {
  Subscriber row;
  row.id = id;
  int active = 0;
  sql << "SELECT kind, display_name, email, password_hash, active FROM subscribers WHERE id = :i", soci::into(row.kind),
      soci::into(row.display_name), soci::into(row.email), soci::into(row.password_hash), soci::into(active), soci::use(id);
  if (!sql.got_data()) return std::nullopt;
  row.active = active != 0;
  return row;
}

}  // namespace kabinet::server::store
