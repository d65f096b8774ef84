// The loopback stands for the browser in other tests, so it has to be right itself: cookies, origin, secrets, lost answers, threads.
#include <catch2/catch_test_macros.hpp>

#include <thread>

#include "client/client.h"
#include "tests/support/loopback.h"
#include "tests/support/manual_scheduler.h"

using namespace kabinet;

namespace {

class Echo : public server::HttpService {
 public:
  void handle(api::HttpRequest request, server::Reply reply) override {
    last = request;
    ++handled;
    if (hold) {
      held.push_back(std::move(reply));
    } else {
      reply(response);
    }
  }
  api::HttpRequest last;
  api::HttpResponse response{200, {{"content-type", "application/json"}}, api::to_json(api::Session{})};
  std::vector<server::Reply> held;
  bool hold = false;
  int handled = 0;
};

api::HttpRequest get(std::string target) {
  api::HttpRequest request;
  request.target = std::move(target);
  return request;
}

}  // namespace

TEST_CASE("Completions wait for the pump") {
  Echo echo;
  test::Loopback loopback(echo);
  int done = 0;
  loopback.send(get("/a"), 0, [&](auto reply) { done += reply.ok(); });
  CHECK(done == 0);
  CHECK(loopback.under_way() == 1);
  CHECK(loopback.pump() == 1);
  CHECK(done == 1);
  CHECK(loopback.settle());
}

TEST_CASE("The session cookie is kept, sent and hidden from the program") {
  Echo echo;
  test::Loopback loopback(echo);
  echo.response.headers.emplace_back("set-cookie", "__Host-session=abc=1; Path=/; HttpOnly; Secure; SameSite=Strict");
  const auto answer = loopback.fetch(get("/a"));
  CHECK(api::header(answer.headers, "set-cookie").empty());
  CHECK(loopback.cookies.at("__Host-session") == "abc=1");
  CHECK(api::header(echo.last.headers, "cookie").empty());

  echo.response.headers.pop_back();
  loopback.fetch(get("/b"));
  CHECK(api::header(echo.last.headers, "cookie") == "__Host-session=abc=1");

  echo.response.headers.emplace_back("set-cookie", "__Host-session=; Path=/; Max-Age=0");
  loopback.fetch(get("/c"));
  CHECK(loopback.cookies.empty());
}

TEST_CASE("What a browser says of the request's origin") {
  Echo echo;
  test::Loopback loopback(echo);
  loopback.fetch(get("/a"));
  CHECK(api::header(echo.last.headers, "sec-fetch-site") == "same-origin");
  CHECK(api::header(echo.last.headers, "origin").empty());
  CHECK(api::header(echo.last.headers, "host") == "localhost:8080");
  CHECK(echo.last.peer == "127.0.0.1");
  auto post = get("/a");
  post.method = api::Method::Post;
  loopback.fetch(post);
  CHECK(api::header(echo.last.headers, "origin") == "http://localhost:8080");
  loopback.fetch_site = "cross-site";
  loopback.fetch(post);
  CHECK(api::header(echo.last.headers, "origin") == "https://evil.example");
  CHECK(api::header(echo.last.headers, "sec-fetch-site") == "cross-site");
}

TEST_CASE("Secrets reach the server and nobody else") {
  Echo echo;
  test::Loopback loopback(echo);
  test::ManualScheduler scheduler;
  client::Client client(loopback, scheduler, {"/u/api/v1", 1000, 3, {}});
  loopback.secrets["sign_in.password"] = "пароль \"7\"";
  bool signed_in = false;
  client.call(api::StartSession{{api::SignInKind::Email, "maria@example.ru", ""}},
              [&](api::Result<api::Session> reply) { signed_in = reply.ok(); }, {{"password", "sign_in.password"}});
  CHECK(loopback.settle());
  CHECK(signed_in);
  CHECK(api::from_json<api::SignIn>(echo.last.body).value().password == "пароль \"7\"");
  CHECK(echo.last.secrets.empty());
}

TEST_CASE("No network: nothing arrives") {
  Echo echo;
  test::Loopback loopback(echo);
  loopback.offline = true;
  api::ErrorCode code{};
  loopback.send(get("/a"), 0, [&](auto reply) { code = reply.error().code; });
  CHECK(loopback.pump() == 1);
  CHECK(code == api::ErrorCode::Offline);
  CHECK(echo.handled == 0);
}

TEST_CASE("A lost answer: the work is done all the same") {
  Echo echo;
  test::Loopback loopback(echo);
  loopback.lose_answers = true;
  api::ErrorCode code{};
  loopback.send(get("/a"), 0, [&](auto reply) { code = reply.error().code; });
  CHECK(loopback.pump() == 1);
  CHECK(code == api::ErrorCode::Timeout);
  CHECK(echo.handled == 1);
}

TEST_CASE("Replies may come from other threads, and late") {
  Echo echo;
  echo.hold = true;
  auto loopback = std::make_unique<test::Loopback>(echo);
  int done = 0;
  for (int i = 0; i < 3; ++i) loopback->send(get("/a"), 0, [&](auto) { ++done; });
  std::thread worker([&] {
    echo.held[1](echo.response);
    echo.held[0](echo.response);
  });
  CHECK_FALSE(loopback->settle(std::chrono::milliseconds(1)));
  worker.join();
  loopback->pump();
  CHECK(done == 2);
  CHECK(loopback->under_way() == 1);
  loopback.reset();
  echo.held[2](echo.response);  // into nothing
  CHECK(done == 2);
}
