// The typed client against a scripted transport and a scheduler driven by hand: encoding, retries, session loss, odd answers.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <deque>

#include "client/client.h"
#include "tests/support/manual_scheduler.h"

using namespace kabinet;
using api::ErrorCode;

namespace {

const std::string kSession = api::to_json(api::Session{api::SignInKind::Email, "maria@example.ru", "", {0}});

// Keeps every request; answers are given by the test, in the order of the requests.
class Script : public client::Transport {
 public:
  struct Sent {
    api::HttpRequest request;
    int timeout_ms;
    client::Completion done;
  };
  void send(api::HttpRequest request, int timeout_ms, client::Completion done) override {
    sent.push_back({std::move(request), timeout_ms, std::move(done)});
  }
  void answer(std::size_t i, int status, std::string body, std::string type = "application/json") {
    sent.at(i).done(api::HttpResponse{status, {{"content-type", std::move(type)}}, std::move(body)});
  }
  void refuse(std::size_t i, ErrorCode code, int retry_after_s = 0) {
    api::Error error = api::make_error(code);
    error.retry_after_s = retry_after_s;
    if (api::http_status(code) == 0) return sent.at(i).done(error);
    sent.at(i).done(api::problem(error));
  }
  std::deque<Sent> sent;  // references stay good while completions send more
};

struct Bench {
  Script script;
  test::ManualScheduler scheduler;
  int lost = 0;
  client::Client client{script, scheduler, {"/krymenergo/api/v1", 9'000, 3, [this] { ++lost; }}};

  // "ok", a code's name, or "" while there is no answer.
  template <class Endpoint>
  std::shared_ptr<std::string> call(Endpoint endpoint, std::vector<api::SecretField> secrets = {}) {
    auto outcome = std::make_shared<std::string>();
    client.call(
        std::move(endpoint),
        [outcome](auto reply) {
          REQUIRE(outcome->empty());  // exactly once
          *outcome = reply ? "ok" : std::string(to_string(reply.error().code));
        },
        std::move(secrets));
    return outcome;
  }
};

}  // namespace

TEST_CASE("Endpoints become requests") {
  Bench b;
  b.call(api::GetConsumption{"12/04871 ё", 24});
  const auto& get = b.script.sent[0];
  CHECK(get.request.method == api::Method::Get);
  CHECK(get.request.target == "/krymenergo/api/v1/accounts/12%2F04871%20%D1%91/consumption?months=24");
  CHECK(api::header(get.request.headers, "accept") == "application/json, application/problem+json");
  CHECK(api::header(get.request.headers, "content-type").empty());
  CHECK(get.request.body.empty());
  CHECK(get.timeout_ms == 9'000);

  b.call(api::GetMeters{});
  CHECK(b.script.sent[1].request.target == "/krymenergo/api/v1/meters?limit=100");
  b.call(api::GetPayments{"a&b", "c=1", 10});
  CHECK(b.script.sent[2].request.target == "/krymenergo/api/v1/payments?account_id=a%26b&cursor=c%3D1&limit=10");

  b.call(api::SubmitReading{"m-3", {{{1, "08561", {}}}, true}, "key-1"});
  const auto& post = b.script.sent[3].request;
  CHECK(post.method == api::Method::Post);
  CHECK(post.target == "/krymenergo/api/v1/meters/m-3/readings");
  CHECK(api::header(post.headers, "content-type") == "application/json");
  CHECK(api::header(post.headers, "idempotency-key") == "key-1");
  CHECK(api::from_json<api::ReadingInput>(post.body).value().values.at(0).value == "08561");

  b.call(api::DeleteReading{"r-1"});
  CHECK(b.script.sent[4].request.method == api::Method::Delete);
  CHECK(b.script.sent[4].request.target == "/krymenergo/api/v1/readings/r-1");
}

TEST_CASE("Secrets are named, not carried") {
  Bench b;
  b.call(api::StartSession{{api::SignInKind::Email, "maria@example.ru", ""}}, {{"password", "sign_in.password"}});
  const auto& request = b.script.sent[0].request;
  REQUIRE(request.secrets.size() == 1);
  CHECK(request.secrets[0].node_id == "sign_in.password");
  CHECK(request.body == R"({"kind":"email","login":"maria@example.ru","password":""})");
}

TEST_CASE("Answers are decoded") {
  Bench b;
  std::string name;
  b.client.call(api::GetSession{}, [&](api::Result<api::Session> reply) { name = reply.value().display_name; });
  b.script.answer(0, 200, kSession, "application/json; charset=utf-8");
  CHECK(name == "maria@example.ru");

  const auto ended = b.call(api::EndSession{});
  b.script.answer(1, 204, "", "");
  CHECK(*ended == "ok");
  CHECK(b.scheduler.idle());
}

TEST_CASE("What does not follow the contract is a bad answer, at once") {
  Bench b;
  const auto is_bad = [&](int status, std::string body, std::string type) {
    const auto outcome = b.call(api::GetSession{});
    b.script.answer(b.script.sent.size() - 1, status, std::move(body), std::move(type));
    return *outcome == "bad_answer" && b.scheduler.idle();
  };
  CHECK(is_bad(200, "<html>Sign in to the Wi-Fi</html>", "text/html"));
  CHECK(is_bad(200, kSession, "text/plain"));
  CHECK(is_bad(200, "", "application/json"));
  CHECK(is_bad(204, "", ""));
  CHECK(is_bad(200, "{\"kind\":", "application/json"));
  CHECK(is_bad(200, "{\"kind\":\"robot\"}", "application/json"));
  CHECK(is_bad(302, "", "text/html"));
  CHECK(is_bad(200, std::string(100'000, '['), "application/json"));
  const auto removed = b.call(api::EndSession{});
  b.script.answer(b.script.sent.size() - 1, 200, "<html>", "text/html");
  CHECK(*removed == "bad_answer");
}

TEST_CASE("Repeatable calls are tried again after a pause") {
  const auto code = GENERATE(ErrorCode::Offline, ErrorCode::Timeout, ErrorCode::Unavailable, ErrorCode::GatewayUnavailable);
  CAPTURE(to_string(code));
  Bench b;
  const auto outcome = b.call(api::GetSession{});
  b.script.refuse(0, code);
  CHECK(outcome->empty());
  CHECK(b.scheduler.delays() == std::vector<int>{300});
  b.scheduler.advance(299);
  CHECK(b.script.sent.size() == 1);
  b.scheduler.advance(1);
  REQUIRE(b.script.sent.size() == 2);
  b.script.refuse(1, code);
  CHECK(b.scheduler.delays() == std::vector<int>{1200});
  b.scheduler.advance(1200);
  REQUIRE(b.script.sent.size() == 3);
  SECTION("the third is the last") {
    b.script.refuse(2, code);
    CHECK(*outcome == to_string(code));
    CHECK(b.scheduler.idle());
  }
  SECTION("or it works") {
    b.script.answer(2, 200, kSession);
    CHECK(*outcome == "ok");
  }
}

TEST_CASE("The server's Retry-After is honoured while it is short") {
  Bench b;
  auto outcome = b.call(api::GetSession{});
  b.script.refuse(0, ErrorCode::TooManyRequests, 2);
  CHECK(b.scheduler.delays() == std::vector<int>{2000});
  b.scheduler.advance(2000);
  b.script.refuse(1, ErrorCode::TooManyRequests, 6);
  CHECK(*outcome == "too_many_requests");

  outcome = b.call(api::GetSession{});
  b.script.refuse(2, ErrorCode::TooManyRequests);
  CHECK(*outcome == "too_many_requests");

  outcome = b.call(api::GetSession{});
  b.script.refuse(3, ErrorCode::Unavailable, 60);
  CHECK(*outcome == "unavailable");
  CHECK(b.scheduler.idle());
}

TEST_CASE("Final answers are not questioned") {
  for (const auto code : {ErrorCode::NotFound, ErrorCode::Conflict, ErrorCode::Invalid, ErrorCode::Internal, ErrorCode::Forbidden,
                          ErrorCode::NeedsConfirmation, ErrorCode::BadCredentials}) {
    CAPTURE(to_string(code));
    Bench b;
    const auto outcome = b.call(api::GetSession{});
    b.script.refuse(0, code);
    CHECK(*outcome == to_string(code));
    CHECK(b.scheduler.idle());
    CHECK(b.lost == 0);
  }
}

TEST_CASE("Writes are repeated only under a key, and always under the same") {
  Bench b;
  const auto keyed = b.call(api::StartPayment{"a-1", {{100'00}, "maria@example.ru", "", false}, "pay-7"});
  b.script.refuse(0, ErrorCode::Timeout);
  b.scheduler.advance(300);
  b.script.refuse(1, ErrorCode::Offline);
  b.scheduler.advance(1200);
  REQUIRE(b.script.sent.size() == 3);
  for (const auto& sent : b.script.sent) {
    CHECK(api::header(sent.request.headers, "idempotency-key") == "pay-7");
    CHECK(sent.request.body == b.script.sent[0].request.body);
    CHECK(sent.request.target == b.script.sent[0].request.target);
  }

  const auto keyless = b.call(api::SubmitReading{"m-3", {}, ""});
  b.script.refuse(3, ErrorCode::Timeout);
  CHECK(*keyless == "timeout");
  const auto check = b.call(api::CheckPayment{"p-1"});
  b.script.refuse(4, ErrorCode::Offline);
  CHECK(*check == "offline");
  const auto sign_in = b.call(api::StartSession{}, {{"password", "sign_in.password"}});
  b.script.refuse(5, ErrorCode::Unavailable, 1);
  CHECK(*sign_in == "unavailable");
  CHECK(b.script.sent.size() == 6);

  const auto edit = b.call(api::EditReading{"r-1", {}, "e"});
  b.script.refuse(6, ErrorCode::Timeout);
  CHECK(edit->empty());
}

TEST_CASE("A lost session is told once, before the callers hear of it") {
  Bench b;
  const auto first = b.call(api::GetAccounts{});
  const auto second = b.call(api::GetMeters{});
  const auto third = b.call(api::GetPayments{});
  int lost_when_told = -1;
  b.client.call(api::GetSession{}, [&](api::Result<api::Session>) { lost_when_told = b.lost; });
  b.script.refuse(3, ErrorCode::Unauthenticated);
  CHECK(lost_when_told == 1);
  b.script.refuse(0, ErrorCode::Unauthenticated);
  b.script.refuse(1, ErrorCode::Unauthenticated);
  CHECK(*first == "unauthenticated");
  CHECK(*second == "unauthenticated");
  CHECK(b.lost == 1);

  // Signed in again: what was asked under the old session cannot end the new one, what is asked now can.
  const auto sign_in = b.call(api::StartSession{});
  b.script.answer(4, 201, kSession);
  CHECK(*sign_in == "ok");
  b.script.refuse(2, ErrorCode::Unauthenticated);
  CHECK(*third == "unauthenticated");
  CHECK(b.lost == 1);
  const auto later = b.call(api::GetAccounts{});
  b.script.refuse(5, ErrorCode::Unauthenticated);
  CHECK(b.lost == 2);
}

TEST_CASE("A refused sign-in is not a lost session") {
  Bench b;
  const auto outcome = b.call(api::StartSession{});
  b.script.refuse(0, ErrorCode::BadCredentials);
  CHECK(*outcome == "bad_credentials");
  CHECK(b.lost == 0);
}

TEST_CASE("Calls under way outlive the client") {
  Script script;
  test::ManualScheduler scheduler;
  std::string outcome;
  {
    client::Client client(script, scheduler, {"/x", 1000, 3, {}});
    client.call(api::GetSession{}, [&](auto reply) { outcome = reply ? "ok" : "error"; });
  }
  script.refuse(0, ErrorCode::Timeout);
  scheduler.advance(300);
  script.answer(1, 200, kSession);
  CHECK(outcome == "ok");
}

TEST_CASE("A completion may call again") {
  Bench b;
  int answers = 0;
  std::function<void()> ask = [&] {
    b.client.call(api::GetSession{}, [&](auto) {
      if (++answers < 3) ask();
    });
  };
  ask();
  for (std::size_t i = 0; i < 3; ++i) b.script.answer(i, 200, kSession);
  CHECK(answers == 3);
}
