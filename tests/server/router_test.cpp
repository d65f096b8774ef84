#include <catch2/catch_test_macros.hpp>

#include <array>
#include <random>
#include <stdexcept>

#include "tests/server/session_fixture.h"

using namespace kabinet;
using namespace kabinet::test;

namespace {

struct Fixture : SessionFixture {
  explicit Fixture(server::RouterSettings settings = {}) : SessionFixture(with_openapi(std::move(settings))) {
    add_subscriber(api::SignInKind::Organisation, "torgmarka", "right");
    router.add<api::GetAccount>([](server::Call&, api::GetAccount& e) -> api::Result<api::Account> {
      if (e.account_id == "throw") throw std::runtime_error("boom while executing \"SELECT\" with :l=\"maria@example.ru\"");
      if (e.account_id == "inside") return api::make_error(api::ErrorCode::Internal, "secret SQL");
      api::Account account;
      account.id = e.account_id;
      return account;
    });
    router.add<api::GetMeters>([this](server::Call&, api::GetMeters& e) -> api::Result<api::MeterList> {
      seen_account = e.account_id;
      seen_limit = e.limit;
      return api::MeterList{};
    });
    router.add<api::SubmitReading>([this](server::Call& call, api::SubmitReading& e) -> api::Result<api::Reading> {
      seen_key = e.idempotency_key;
      call.status = 201;
      api::Reading reading;
      reading.meter_id = e.meter_id;
      return reading;
    });
    router.add_raw(api::Method::Post, "/bank/callback", api::Lane::Quick, [](server::Call&, const api::HttpRequest& request) {
      api::HttpResponse response;
      response.body = request.body;
      return response;
    });
    router.set_access_log([this](const server::AccessRecord& record) { logged = std::string(record.pattern) + " " + std::to_string(record.status); });
    cookie = cookie_pair(sign_in("torgmarka", "right"));
  }
  static server::RouterSettings with_openapi(server::RouterSettings settings) {
    settings.openapi = "openapi: 3.1.0\n";
    return settings;
  }

  api::HttpResponse get(const std::string& target) { return send(request(api::Method::Get, target, {}, cookie)); }
  api::HttpRequest reading(std::string body = R"({"values":[{"number":1,"value":"00001"}],"confirmed":false})") {
    auto call = request(api::Method::Post, "/kraskom/api/v1/meters/7/readings", std::move(body), cookie);
    call.headers.emplace_back("idempotency-key", "key-1");
    return call;
  }

  std::string cookie, seen_account, seen_key, logged;
  int seen_limit = 0;
};

api::Error problem_of(const api::HttpResponse& response) {
  CHECK(api::header(response.headers, "content-type") == "application/problem+json");
  return api::parse_problem(response);
}

void drop(api::Headers& headers, std::string_view name) {
  std::erase_if(headers, [&](const auto& header) { return header.first == name; });
}

}  // namespace

TEST_CASE("what an endpoint names is decoded from path, query, body and key") {
  Fixture f;
  CHECK(api::from_json<api::Account>(f.get("/kraskom/api/v1/accounts/12%2F04871").body).ok() == false);  // a slash hidden in an escape
  CHECK(f.get("/kraskom/api/v1/accounts/%D0%B0%20b").status == 200);
  CHECK(api::from_json<api::Account>(f.get("/kraskom/api/v1/accounts/%D0%B0%20b").body)->id == "а b");
  CHECK(f.get("/kraskom/api/v1/meters?limit=7&account_id=a%26b&unknown=1").status == 200);
  CHECK(f.seen_limit == 7);
  CHECK(f.seen_account == "a&b");
  CHECK(f.get("/kraskom/api/v1/meters").status == 200);
  CHECK(f.seen_limit == 100);
  const auto created = f.send(f.reading());
  CHECK(created.status == 201);
  CHECK(f.seen_key == "key-1");
  CHECK(f.logged == "/{utility}/api/v1/meters/{meter_id}/readings 201");
}

TEST_CASE("what cannot be decoded is a problem that names the field") {
  Fixture f;
  for (const auto* limit : {"", "abc", "7x", "99999999999999999999", "%00"}) {
    const auto answer = f.get(std::string("/kraskom/api/v1/meters?limit=") + limit);
    CHECK(answer.status == 400);
    CHECK(problem_of(answer).fields == std::vector<api::FieldError>{{"limit", "not_a_number"}});
  }
  auto keyless = f.reading();
  drop(keyless.headers, "idempotency-key");
  CHECK(problem_of(f.send(keyless)).fields == std::vector<api::FieldError>{{"idempotency_key", "required"}});
  auto long_key = f.reading();
  api::set_header(long_key.headers, "idempotency-key", std::string(129, 'k'));
  CHECK(f.send(long_key).status == 400);
  for (const auto* body : {"", "{", "[]", "null", "{\"values\":1}", "\"\\ud800\"", "{\"values\":[{\"number\":1,\"value\":\"\xff\"}]}"}) {
    auto call = f.reading(body);
    api::set_header(call.headers, "content-type", "application/json");
    CHECK(problem_of(f.send(call)).code == api::ErrorCode::BadRequest);
  }
}

TEST_CASE("unknown places and methods") {
  Fixture f;
  CHECK(f.get("/nobody/api/v1/profile").status == 404);
  CHECK(f.get("/kraskom/api/v2/profile").status == 404);
  CHECK(f.get("/kraskom/api").status == 404);
  CHECK(f.get("/kraskom/api/v1/accounts//consumption").status == 404);
  CHECK(f.logged == "- 404");
  const auto wrong = f.send(f.request(api::Method::Put, "/kraskom/api/v1/session"));
  CHECK(wrong.status == 405);
  CHECK(api::header(wrong.headers, "allow") == "POST, GET, HEAD, DELETE");
  CHECK(f.send(f.request(api::Method::Other, "/kraskom/api/v1/profile")).status == 405);
  CHECK(f.send(f.request(api::Method::Head, "/kraskom/api/v1/profile")).status == 200);
  CHECK(f.send(f.request(api::Method::Delete, "/healthz")).status == 405);
}

TEST_CASE("malformed paths are refused before anything looks at them") {
  Fixture f;
  for (const auto* path : {"", "kraskom", "/kraskom/../etc/passwd", "/%2e%2e/", "/kraskom/%2E/x", "/a%", "/a%2", "/a%zz", "/%ff", "/%c0%af", "/a%00b", "/a\x01", "/a b",
                           "/..%5c..", "/kraskom/api/v1/accounts/a%2fb", "/a#b", "/x?q=%g1"}) {
    CAPTURE(path);
    CHECK(f.get(path).status == 400);
  }
}

TEST_CASE("a session is needed where the endpoint says so") {
  Fixture f;
  const auto answer = f.send(f.request(api::Method::Get, "/kraskom/api/v1/accounts/1"));
  CHECK(answer.status == 401);
  CHECK(problem_of(answer).code == api::ErrorCode::Unauthenticated);
  CHECK(f.send(f.request(api::Method::Get, "/kraskom/api/v1/accounts/1", {}, "kabinet_kraskom=wrong")).status == 401);
  CHECK(f.send(f.request(api::Method::Get, "/kraskom/api/v1/profile")).status == 200);
}

TEST_CASE("calls that change something must come from our own pages") {
  Fixture f;
  const auto with = [&](const char* site, const char* origin) {
    auto call = f.reading();
    drop(call.headers, "sec-fetch-site");
    if (site) call.headers.emplace_back("sec-fetch-site", site);
    if (origin) call.headers.emplace_back("origin", origin);
    return f.send(call).status;
  };
  CHECK(with("same-origin", nullptr) == 201);
  CHECK(with("same-origin", "https://lk.example.ru") == 201);
  CHECK(with(nullptr, "https://lk.example.ru") == 201);
  CHECK(with(nullptr, "https://LK.example.ru") == 201);
  for (const auto* site : {"cross-site", "same-site", "none", "Same-Origin"}) CHECK(with(site, "https://lk.example.ru") == 403);
  for (const auto* origin : {"https://evil.example", "null", "https://lk.example.ru:8443", "https://lk.example.ru.evil.example", "lk.example.ru"})
    CHECK(with(nullptr, origin) == 403);
  CHECK(with(nullptr, nullptr) == 403);  // with a cookie, but saying nothing
  // Reading is no danger: the answer does not reach another site.
  auto read = f.request(api::Method::Get, "/kraskom/api/v1/accounts/1", {}, f.cookie);
  api::set_header(read.headers, "sec-fetch-site", "cross-site");
  CHECK(f.send(read).status == 200);
  // Signing in from another site would put a person into a stranger's account.
  auto forged = f.request(api::Method::Post, "/kraskom/api/v1/session", R"({"kind":"organisation","login":"torgmarka","password":"right"})");
  api::set_header(forged.headers, "sec-fetch-site", "cross-site");
  CHECK(f.send(forged).status == 403);
}

TEST_CASE("a body must be JSON") {
  Fixture f;
  for (const auto* type : {"", "text/plain", "application/x-www-form-urlencoded", "application/jsonp", "application/problem+json"}) {
    auto call = f.reading();
    api::set_header(call.headers, "content-type", type);
    CHECK(f.send(call).status == 400);
  }
  auto call = f.reading();
  api::set_header(call.headers, "content-type", "Application/JSON; charset=utf-8");
  CHECK(f.send(call).status == 201);
}

TEST_CASE("a raw call has no session, origin or type to show") {
  Fixture f;
  auto call = f.request(api::Method::Post, "/kraskom/api/v1/bank/callback", "mdOrder=1");
  drop(call.headers, "sec-fetch-site");
  api::set_header(call.headers, "content-type", "application/x-www-form-urlencoded");
  CHECK(f.send(call).body == "mdOrder=1");
}

TEST_CASE("what goes wrong inside stays inside") {
  Fixture f;
  for (const auto* path : {"/kraskom/api/v1/accounts/throw", "/kraskom/api/v1/accounts/inside"}) {
    const auto answer = f.get(path);
    CHECK(answer.status == 500);
    CHECK(problem_of(answer).code == api::ErrorCode::Internal);
    CHECK(answer.body.find("boom") == std::string::npos);
    CHECK(answer.body.find("secret") == std::string::npos);
  }
}

TEST_CASE("every answer has the security headers and a request id") {
  Fixture f({.behind_tls = true});
  std::string last;
  for (const auto* path : {"/kraskom/api/v1/profile", "/kraskom/api/v1/accounts/1", "/nobody", "/%", "/healthz"}) {
    const auto answer = f.get(path);
    const std::string csp(api::header(answer.headers, "content-security-policy"));
    CHECK(csp.find("default-src 'none'") == 0);
    CHECK(csp.find("unsafe-inline") == std::string::npos);
    CHECK(csp.find("'unsafe-eval'") == std::string::npos);
    CHECK(api::header(answer.headers, "x-content-type-options") == "nosniff");
    CHECK(api::header(answer.headers, "x-frame-options") == "DENY");
    CHECK(api::header(answer.headers, "cache-control") == "no-store");
    CHECK_FALSE(api::header(answer.headers, "strict-transport-security").empty());
    const std::string id(api::header(answer.headers, "x-request-id"));
    CHECK(id.size() == 16);
    CHECK(id != last);
    last = id;
  }
  Fixture plain;
  CHECK(api::header(plain.get("/healthz").headers, "strict-transport-security").empty());
}

TEST_CASE("health, readiness and the description of the API") {
  Fixture f;
  CHECK(f.get("/healthz").status == 200);
  CHECK(f.get("/readyz").status == 200);
  f.router.set_ready_check([] { return false; });
  CHECK(f.get("/readyz").status == 503);
  f.router.set_ready_check([] { return true; });
  f.router.start_draining();
  CHECK(f.get("/readyz").status == 503);
  CHECK(f.get("/healthz").status == 200);
  const auto description = f.get("/kraskom/api/v1/openapi.yaml");
  CHECK(description.body == "openapi: 3.1.0\n");
  CHECK(f.send(f.request(api::Method::Post, "/kraskom/api/v1/openapi.yaml")).status == 405);
}

TEST_CASE("per-route body limits") {
  SessionFixture f;
  f.router.add<api::SubmitReading>([](server::Call&, api::SubmitReading&) -> api::Result<api::Reading> { return api::Reading{}; }, {.body_limit = 4096});
  CHECK(f.router.body_limit(api::Method::Post, "/kraskom/api/v1/meters/7/readings?x=1") == 4096);
  CHECK(f.router.body_limit(api::Method::Post, "/kraskom/api/v1/session") == 1024 * 1024);
  CHECK(f.router.body_limit(api::Method::Post, "/%") == 1024 * 1024);
}

TEST_CASE("no target and no body makes the router fail") {
  Fixture f;
  std::mt19937 random(20261122);  // the same in every run
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const std::vector<std::string> targets{"/kraskom/api/v1/meters?limit=7&account_id=%D0%B0", "/kraskom/api/v1/meters/7/readings", "/kraskom/api/v1/session",
                                         "/kraskom/api/v1/accounts/12%2E5", "/krymenergo/../x?y=z%20"};
  const std::vector<std::string> bodies{R"({"values":[{"number":1,"value":"00001"}],"confirmed":false})", R"({"kind":"organisation","login":"\u0410","password":"x"})"};
  const auto mutate = [&](std::string text) {
    for (std::size_t i = below(6); i > 0 && !text.empty(); --i) {
      const auto at = below(text.size());
      if (below(3) == 0) text.erase(at, below(6) + 1);
      else if (below(2) == 0) text[at] = static_cast<char>(random());
      else text.insert(at, text.substr(below(text.size()), below(12)));
    }
    return text;
  };
  for (int round = 0; round < 2000; ++round) {
    auto call = f.request(std::array{api::Method::Get, api::Method::Post, api::Method::Put, api::Method::Delete}[below(4)], mutate(targets[below(targets.size())]),
                          mutate(bodies[below(bodies.size())]), mutate(f.cookie));
    call.headers.emplace_back("idempotency-key", mutate("key-1"));
    const auto answer = f.send(std::move(call));
    CHECK(answer.status >= 200);
    CHECK(answer.status < 500);
  }
  CHECK(f.get("/healthz").status == 200);
}
