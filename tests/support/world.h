// One utility with the demo data as it stands on 22 November 2026, its handlers and a clock that stands still. The import runs once per
// utility and process; every World gets a copy of the file. Must not know sockets or screens.
#pragma once

#include <memory>
#include <string>
#include <type_traits>

#include "api/endpoints.h"
#include "client/encode.h"
#include "server/router.h"
#include "server/store/database.h"
#include "tests/support/loopback.h"
#include "tests/support/manual_clock.h"

namespace kabinet::test {

inline constexpr const char* kDemoPassword = "Kabinet-demo-2026";
inline constexpr const char* kDemoDay = "2026-11-22";

struct WorldOptions {
  std::string utility = "krymenergo";
  std::string now = "2026-11-22T10:00:00+03:00";
  server::acquiring::Gateway* gateway = nullptr;
  server::RouterSettings router = {};
};

class World;

// A browser at the utility; nobody is signed in at first.
class Person {
 public:
  explicit Person(World& world);

  template <class E>
  api::Result<typename E::Response> call(E endpoint) {
    const auto answer = browser.fetch(client::encode_request(base_, endpoint));
    if (answer.status < 200 || answer.status > 299) return api::parse_problem(answer);
    if constexpr (std::is_same_v<typename E::Response, api::Nothing>) return api::Nothing{};
    else if constexpr (std::is_same_v<typename E::Response, api::Document>) return client::document_of(answer);
    else return api::from_json<typename E::Response>(answer.body);
  }

  Loopback browser;

 private:
  std::string base_;
};

class World {
 public:
  explicit World(WorldOptions options = {});
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  server::Utility& utility();                // its settings may be changed before the first call
  server::store::Database& database();
  server::Router& router();
  std::string base() const { return "/" + options_.utility + "/api/v1"; }
  std::string data_folder() const;

  Person nobody() { return Person(*this); }
  // Signed in with the demo password; throws where that fails.
  Person sign_in(api::SignInKind kind, const std::string& login);
  Person maria() { return sign_in(api::SignInKind::Email, "maria@example.ru"); }          // krymenergo
  Person oleg() { return sign_in(api::SignInKind::Email, "oleg@example.ru"); }            // krymenergo
  Person torgmarka() { return sign_in(api::SignInKind::Organisation, "torgmarka"); }      // kraskom
  Person pekarnya() { return sign_in(api::SignInKind::Organisation, "pekarnya5"); }       // kraskom
  Person ivanov() { return sign_in(api::SignInKind::Individual, "0012345678"); }          // kraskom

  ManualClock clock;

 private:
  struct Parts;
  WorldOptions options_;
  std::unique_ptr<Parts> parts_;
};

// Imports the demo data of both utilities into "<folder>/<utility>.sqlite", as kabinet-admin would on kDemoDay or on `as_of`.
void import_demo(const std::string& folder, const std::string& utility, const std::string& as_of = kDemoDay);

// What a handler answers, or the test fails with what went wrong.
template <class T>
T must(api::Result<T> result) {
  if (!result) throw std::runtime_error(std::string(api::to_string(result.error().code)) + " " + result.error().detail);
  return std::move(*result);
}

}  // namespace kabinet::test
