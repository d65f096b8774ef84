#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <thread>
#include <vector>

#include "server/handlers/session_token.h"
#include "tests/server/session_fixture.h"

using namespace kabinet;
using namespace kabinet::test;

namespace {
constexpr auto kOrganisation = api::SignInKind::Organisation;
constexpr auto kIndividual = api::SignInKind::Individual;
}  // namespace

TEST_CASE("signing in gives a session that signing out ends") {
  SessionFixture f;
  f.add_subscriber(kOrganisation, "Торгмарка", "Kabinet-demo-2026");
  const auto answer = f.sign_in("  ТОРГМАРКА ", "Kabinet-demo-2026");
  REQUIRE(answer.status == 201);
  const auto session = api::from_json<api::Session>(answer.body);
  REQUIRE(session);
  CHECK(session->display_name == "Торгмарка");
  CHECK(session->expires_at.ms == f.clock.now().ms + 30 * 60'000);
  CHECK(api::header(answer.headers, "cache-control") == "no-store");

  const std::string cookie = cookie_pair(answer);
  CHECK(f.session(cookie).status == 200);
  CHECK(f.session("other=1; " + cookie + "; more=2").status == 200);
  const auto ended = f.send(f.request(api::Method::Delete, "/kraskom/api/v1/session", {}, cookie));
  CHECK(ended.status == 204);
  CHECK(std::string(api::header(ended.headers, "set-cookie")).find("Max-Age=0") != std::string::npos);
  CHECK(f.session(cookie).status == 401);
  CHECK(f.count("sessions") == 0);
}

TEST_CASE("the cookie is out of reach of scripts and of other sites") {
  SessionFixture f;
  f.add_subscriber(kOrganisation, "torgmarka", "right");
  SECTION("plain HTTP, for a machine of one's own") {
    const std::string line(api::header(f.sign_in("torgmarka", "right").headers, "set-cookie"));
    CHECK(line.rfind("kabinet_kraskom=", 0) == 0);
    CHECK(line.find("; Path=/kraskom/; HttpOnly; SameSite=Strict") != std::string::npos);
    CHECK(line.find("Secure") == std::string::npos);
  }
  SECTION("behind TLS") {
    f.utility.settings.secure_cookies = true;
    const auto answer = f.sign_in("torgmarka", "right");
    const std::string line(api::header(answer.headers, "set-cookie"));
    CHECK(line.rfind("__Host-kabinet_kraskom=", 0) == 0);
    CHECK(line.find("; Path=/; HttpOnly; SameSite=Strict; Secure") != std::string::npos);
    CHECK(f.session(cookie_pair(answer)).status == 200);
  }
}

TEST_CASE("the database keeps only a hash of the token") {
  SessionFixture f;
  f.add_subscriber(kOrganisation, "torgmarka", "right");
  const std::string cookie = cookie_pair(f.sign_in("torgmarka", "right"));
  const std::string token = cookie.substr(cookie.find('=') + 1);
  CHECK(token.size() == 43);
  const auto stored = f.database->read([](server::store::Connection& sql) -> api::Result<std::string> {
    std::string hash;
    sql << "SELECT token_hash FROM sessions", soci::into(hash);
    return hash;
  });
  CHECK(*stored == server::hash_of(token));
  CHECK(*stored != token);
  CHECK(f.session("kabinet_kraskom=" + *stored).status == 401);
}

TEST_CASE("each sign-in makes a new session and ends the one the browser had") {
  SessionFixture f;
  f.add_subscriber(kOrganisation, "torgmarka", "right");
  const std::string first = cookie_pair(f.sign_in("torgmarka", "right"));
  const std::string second = cookie_pair(f.sign_in("torgmarka", "right", kOrganisation, "203.0.113.7", first));
  CHECK(first != second);
  CHECK(f.session(first).status == 401);
  CHECK(f.session(second).status == 200);
  // A token that the server has not made is not taken over.
  const std::string planted = "kabinet_kraskom=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  CHECK(cookie_pair(f.sign_in("torgmarka", "right", kOrganisation, "203.0.113.7", planted)) != planted);
  CHECK(f.session(planted).status == 401);
}

TEST_CASE("a session ends after half an hour without use, and after twelve hours at any rate") {
  SessionFixture f;
  f.add_subscriber(kOrganisation, "torgmarka", "right");
  const std::string cookie = cookie_pair(f.sign_in("torgmarka", "right"));
  SECTION("idle") {
    f.clock.advance_minutes(29);
    CHECK(f.session(cookie).status == 200);
    f.clock.advance_minutes(29);
    CHECK(f.session(cookie).status == 200);
    f.clock.advance_minutes(30);
    CHECK(f.session(cookie).status == 401);
  }
  SECTION("absolute") {
    for (int i = 0; i < 35; ++i) {
      f.clock.advance_minutes(20);
      REQUIRE(f.session(cookie).status == 200);
    }
    const auto last = api::from_json<api::Session>(f.session(cookie).body);
    CHECK(last->expires_at.ms - f.clock.now().ms == 20 * 60'000);
    f.clock.advance_minutes(20);
    CHECK(f.session(cookie).status == 401);
  }
}

TEST_CASE("an unknown name and a wrong password get the same answer, of an inactive account too") {
  SessionFixture f;
  f.add_subscriber(kOrganisation, "torgmarka", "right");
  f.add_subscriber(kOrganisation, "sleeping", "right", false);
  f.add_subscriber(kIndividual, "0012345678", "right");
  const auto wrong = f.sign_in("torgmarka", "wrong");
  CHECK(wrong.status == 401);
  CHECK(api::parse_problem(wrong).code == api::ErrorCode::BadCredentials);
  CHECK(f.sign_in("nobody", "right").body == wrong.body);
  CHECK(f.sign_in("sleeping", "wrong").body == wrong.body);
  CHECK(f.sign_in("0012345678", "right").body == wrong.body);  // an account number is not an organisation's name
  CHECK(api::header(wrong.headers, "set-cookie").empty());
  CHECK(f.sign_in("0012345678", "right", kIndividual).status == 201);
}

TEST_CASE("only who knows the password learns that an account is not activated, and it does not count as a guess") {
  SessionFixture f;
  f.add_subscriber(kOrganisation, "sleeping", "right", false);
  for (int i = 0; i < 5; ++i) {
    const auto answer = f.sign_in("sleeping", "right");
    CHECK(answer.status == 403);
    CHECK(api::parse_problem(answer).code == api::ErrorCode::NotActivated);
    CHECK(api::header(answer.headers, "set-cookie").empty());
  }
  CHECK(f.count("sessions") == 0);
}

TEST_CASE("a form that cannot be right names its fields and costs no attempt") {
  SessionFixture f;
  const auto answer = f.sign_in(" ", "");
  CHECK(answer.status == 422);
  const auto error = api::parse_problem(answer);
  CHECK(error.fields == std::vector<api::FieldError>{{"login", "required"}, {"password", "required"}});
  CHECK(f.sign_in("a@example.ru", "x", api::SignInKind::Email).status == 422);
  CHECK(f.sign_in(std::string(300, 'a'), std::string(2000, 'b')).status == 422);
  CHECK(f.count("sign_in_attempts") == 0);
}

TEST_CASE("failures of a name throttle it, the right password too, until the window has passed") {
  SessionFixture f;
  f.add_subscriber(kOrganisation, "torgmarka", "right");
  f.add_subscriber(kOrganisation, "bakery", "right");
  for (int i = 0; i < 3; ++i) {
    CHECK(f.sign_in("torgmarka", "wrong", kOrganisation, "203.0.113." + std::to_string(10 + i)).status == 401);
    f.clock.advance_minutes(1);
  }
  const auto refused = f.sign_in("TORGMARKA", "right", kOrganisation, "203.0.113.99");
  CHECK(refused.status == 429);
  CHECK(api::header(refused.headers, "retry-after") == "720");  // the first failure leaves the window in 12 minutes
  CHECK(f.sign_in("bakery", "right", kOrganisation, "203.0.113.99").status == 201);
  f.clock.advance_minutes(11);
  CHECK(f.sign_in("torgmarka", "right").status == 429);
  f.clock.advance_minutes(1);
  CHECK(f.sign_in("torgmarka", "right").status == 201);
}

TEST_CASE("failures from an address throttle it for every name, IPv6 by its /64") {
  SessionFixture f;
  f.add_subscriber(kOrganisation, "torgmarka", "right");
  for (int i = 0; i < 6; ++i) CHECK(f.sign_in("name" + std::to_string(i), "wrong", kOrganisation, "2001:db8:1:2::" + std::to_string(i + 1)).status == 401);
  CHECK(f.sign_in("torgmarka", "right", kOrganisation, "2001:db8:1:2:ffff::1").status == 429);
  CHECK(f.sign_in("torgmarka", "right", kOrganisation, "2001:db8:1:3::1").status == 201);
}

TEST_CASE("a success forgets the failures of the name, not of the address") {
  SessionFixture f;
  f.add_subscriber(kOrganisation, "torgmarka", "right");
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 2; ++i) CHECK(f.sign_in("torgmarka", "wrong").status == 401);
    CHECK(f.sign_in("torgmarka", "right").status == 201);
  }
  for (int i = 0; i < 2; ++i) CHECK(f.sign_in("torgmarka", "wrong").status == 401);
  CHECK(f.sign_in("torgmarka", "right").status == 429);  // six failures from here
  CHECK(f.sign_in("torgmarka", "right", kOrganisation, "198.51.100.1").status == 201);
}

TEST_CASE("guesses made at the same time count each other") {
  SessionFixture f;
  f.add_subscriber(kOrganisation, "torgmarka", "right");
  std::atomic<int> tried{0}, refused{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 12; ++i) {
    threads.emplace_back([&, i] {
      const int status = f.sign_in("torgmarka", "wrong" + std::to_string(i), kOrganisation, "198.51.100." + std::to_string(i)).status;
      if (status == 401) ++tried;
      if (status == 429) ++refused;
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(tried == 3);
  CHECK(refused == 9);
}

TEST_CASE("a full slow pool answers 503 with Retry-After") {
  SessionFixture f;
  std::promise<void> release;
  auto released = release.get_future().share();
  std::atomic<int> busy{0};
  for (int i = 0; i < 2; ++i) (void)f.slow.try_post([&busy, released] { ++busy, released.wait(); });
  while (busy < 2) std::this_thread::yield();  // no thread is left that could empty the queue
  while (f.slow.try_post([released] { released.wait(); })) {}
  const auto answer = f.sign_in("torgmarka", "right");
  release.set_value();
  CHECK(answer.status == 503);
  CHECK_FALSE(api::header(answer.headers, "retry-after").empty());
}

TEST_CASE("passwords are hashed with a salt and verified") {
  const server::PasswordCost cost{1, 8192};
  const auto one = server::hash_password("Пароль-1", cost), two = server::hash_password("Пароль-1", cost);
  CHECK(one.rfind("$argon2id$", 0) == 0);
  CHECK(one != two);
  CHECK(server::verify_password(one, "Пароль-1"));
  CHECK_FALSE(server::verify_password(one, "Пароль-2"));
  CHECK_FALSE(server::verify_password("not a hash", "Пароль-1"));
  CHECK_FALSE(server::verify_password("", ""));
}
