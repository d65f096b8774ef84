// One utility with a database and a router that knows sessions; subscribers are put straight into the table.
#pragma once

#include <future>
#include <memory>
#include <string>

#include "api/json.h"
#include "api/names.h"
#include "api/rules.h"
#include "server/handlers/profile.h"
#include "server/handlers/session.h"
#include "server/passwords.h"
#include "server/router.h"
#include "server/store/database.h"
#include "server/store/sql.h"
#include "tests/server/temp_folder.h"
#include "tests/support/manual_clock.h"

namespace kabinet::test {

inline api::Profile test_profile() {
  api::Profile profile;
  profile.id = "kraskom";
  profile.name = "КрасКом";
  profile.utc_offset_minutes = 420;
  profile.sign_in = {{api::SignInKind::Organisation, true, {}}, {api::SignInKind::Individual, false, {}}};
  return profile;
}

struct SessionFixture {
  TempFolder folder;
  ManualClock clock{"2026-11-22T10:00:00+07:00"};
  std::unique_ptr<server::store::Database> database = [this] {
    server::store::DatabaseOptions options;
    options.path = folder.path("kraskom.sqlite");
    options.durable = false;
    return std::move(server::store::Database::open(options).value());
  }();
  server::Utility utility{test_profile(), {}, *database, clock, nullptr};
  server::Workers quick{2, 64}, slow{2, 64};
  server::Router router;

  explicit SessionFixture(server::RouterSettings settings = {}) : router(std::move(settings), quick, slow, clock) {
    utility.settings.password_cost = {1, 8192};
    utility.settings.throttle = {15, 3, 6};
    router.add_utility(utility);
    server::add_profile(router);
    server::add_session(router);
  }
  ~SessionFixture() {
    quick.stop();
    slow.stop();
  }

  void add_subscriber(api::SignInKind kind, const std::string& login, const std::string& password, bool active = true) {
    const std::string hash = server::hash_password(password, utility.settings.password_cost);
    const std::string folded = api::fold(login);
    const int is_active = active ? 1 : 0;
    auto added = database->write([&](server::store::Connection& sql) -> api::Result<api::Nothing> {
      sql << "INSERT INTO subscribers (kind, login, login_folded, display_name, email, password_hash, active, created_at, password_changed_at) "
             "VALUES (:k, :l, :f, :d, '', :h, :a, 0, 0)",
          soci::use(kind), soci::use(login), soci::use(folded), soci::use(login), soci::use(hash), soci::use(is_active);
      return api::Nothing{};
    });
    if (!added) throw std::runtime_error(added.error().detail);
  }

  int count(const std::string& table) {
    return *database->read([&](server::store::Connection& sql) -> api::Result<int> {
      int rows = 0;
      sql << "SELECT count(*) FROM " + table, soci::into(rows);
      return rows;
    });
  }

  api::HttpResponse send(api::HttpRequest request) {
    std::promise<api::HttpResponse> promise;
    auto answer = promise.get_future();
    router.handle(std::move(request), [&promise](api::HttpResponse response) { promise.set_value(std::move(response)); });
    return answer.get();
  }

  api::HttpRequest request(api::Method method, std::string target, std::string body = {}, std::string cookie = {}) const {
    api::HttpRequest request;
    request.method = method;
    request.target = std::move(target);
    request.headers = {{"host", "lk.example.ru"}, {"sec-fetch-site", "same-origin"}};
    if (!body.empty()) request.headers.emplace_back("content-type", "application/json");
    if (!cookie.empty()) request.headers.emplace_back("cookie", std::move(cookie));
    request.body = std::move(body);
    request.peer = "203.0.113.7";
    return request;
  }

  api::HttpResponse sign_in(const std::string& login, const std::string& password, api::SignInKind kind = api::SignInKind::Organisation,
                            const std::string& peer = "203.0.113.7", const std::string& cookie = {}) {
    auto call = request(api::Method::Post, "/kraskom/api/v1/session", api::to_json(api::SignIn{kind, login, password}), cookie);
    call.peer = peer;
    return send(std::move(call));
  }

  api::HttpResponse session(const std::string& cookie) { return send(request(api::Method::Get, "/kraskom/api/v1/session", {}, cookie)); }
};

// "name=value" of a Set-Cookie line.
inline std::string cookie_pair(const api::HttpResponse& response) {
  const std::string line(api::header(response.headers, "set-cookie"));
  return line.substr(0, line.find(';'));
}

}  // namespace kabinet::test
