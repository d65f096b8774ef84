#include "server/store/subscribers.h"

#include "server/store/sql.h"

namespace kabinet::server::store {
namespace {

constexpr const char* kColumns =
    "SELECT id, kind, login, display_name, email, password_hash, active, must_change_password, registration, registration_reason FROM subscribers ";

// The columns above, read one row after another.
struct Row {
  Subscriber subscriber;
  int active = 0, must_change = 0;

  void bind(soci::statement& query) {
    query.exchange(soci::into(subscriber.id));
    query.exchange(soci::into(subscriber.kind));
    query.exchange(soci::into(subscriber.login));
    query.exchange(soci::into(subscriber.display_name));
    query.exchange(soci::into(subscriber.email));
    query.exchange(soci::into(subscriber.password_hash));
    query.exchange(soci::into(active));
    query.exchange(soci::into(must_change));
    query.exchange(soci::into(subscriber.registration));
    query.exchange(soci::into(subscriber.registration_reason));
  }
  Subscriber value() const {
    Subscriber copy = subscriber;
    copy.active = active != 0;
    copy.must_change_password = must_change != 0;
    return copy;
  }
};

template <class... Bound>
std::vector<Subscriber> select(Connection& sql, const std::string& where, const Bound&... bound) {
  std::vector<Subscriber> found;
  Row row;
  soci::statement query(sql);
  row.bind(query);
  (query.exchange(soci::use(bound)), ...);
  query.alloc();
  query.prepare(kColumns + where);
  query.define_and_bind();
  query.execute();
  while (query.fetch()) found.push_back(row.value());
  return found;
}

std::optional<Subscriber> first(std::vector<Subscriber> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

std::optional<Subscriber> find_subscriber(Connection& sql, api::SignInKind kind, std::string_view folded) {
  const std::string login(folded);
  return first(select(sql, "WHERE kind = :k AND login_folded = :l", kind, login));
}

std::optional<Subscriber> find_subscriber(Connection& sql, std::int64_t id) { return first(select(sql, "WHERE id = :i", id)); }

std::vector<Subscriber> find_by_mailbox(Connection& sql, api::SignInKind kind, std::string_view folded_email) {
  const std::string email(folded_email);
  if (email.empty()) return {};
  return select(sql, "WHERE kind = :k AND lower(email) = :e ORDER BY id LIMIT 5", kind, email);
}

void change_password(Connection& sql, std::int64_t id, std::string_view hash, api::Instant now) {
  const std::string text(hash);
  sql << "UPDATE subscribers SET password_hash = :h, password_changed_at = :t, must_change_password = 0 WHERE id = :i", soci::use(text),
      soci::use(now), soci::use(id);
}

}  // namespace kabinet::server::store
