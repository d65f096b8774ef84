// What an attacker would try and no other test tries yet: bodies that are too large, too deep or not text on every call, requests repeated with
// other people's ids and enumeration by answers.
#include <catch2/catch_test_macros.hpp>

#include <cstdio>
#include <set>

#include <fmt/format.h>

#include "server/listener.h"
#include "tests/server/raw_client.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;

namespace {

struct Call {
  api::Method method;
  std::string path;
};

// Path parameters as they come: every call that takes a body.
template <class E>
void add_call(std::vector<Call>& calls) {
  E endpoint;
  server::Inspector inspector;
  endpoint.params(inspector);
  if (!inspector.has_body) return;
  std::string path(E::kPath);
  for (std::size_t open; (open = path.find('{')) != std::string::npos;) path.replace(open, path.find('}') - open + 1, "1");
  calls.push_back({E::kMethod, path});
}

template <class... E>
std::vector<Call> calls_with_body(api::EndpointList<E...>) {
  std::vector<Call> calls;
  (add_call<E>(calls), ...);
  return calls;
}

api::HttpResponse send(Person& person, const World& world, const Call& call, std::string body) {
  api::HttpRequest request;
  request.method = call.method;
  request.target = world.base() + call.path;
  request.headers = {{"content-type", "application/json"}, {"idempotency-key", "k"}};
  request.body = std::move(body);
  return person.browser.fetch(std::move(request));
}

std::size_t peak_memory_kb() {
  std::FILE* status = std::fopen("/proc/self/status", "r");
  char line[256];
  std::size_t peak = 0;
  while (status && std::fgets(line, sizeof line, status))
    if (std::sscanf(line, "VmHWM: %zu", &peak) == 1) break;
  if (status) std::fclose(status);
  return peak;
}

}  // namespace

TEST_CASE("Every call that takes a body refuses what is too deep, not UTF-8, not JSON or another shape", "[attack]") {
  World world;
  auto maria = world.maria();
  const std::string deep_lists(200'000, '['), deep_objects = [] {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "{\"a\":";
    return text;
  }();
  const auto calls = calls_with_body(api::AllEndpoints{});
  CHECK(calls.size() > 10);
  for (const auto& call : calls) {
    CAPTURE(call.path);
    for (const std::string& body : {deep_lists, deep_lists + std::string(200'000, ']'), deep_objects, std::string("{\"text\":\"\xff\"}"), std::string("\xc0\xaf"),
                                    std::string("{\"text\":\"\xed\xa0\x80\"}"), std::string("{\"text\":\"\\ud800\"}"), std::string("{\"a\":1"),
                                    std::string("[]"), std::string("null"), std::string("\0", 1), std::string("{\"a\":1e999999}"), std::string()}) {
      const auto answer = send(maria, world, call, body);
      CHECK(answer.status >= 400);
      CHECK(answer.status < 500);
    }
  }
  CHECK(maria.call(api::GetAccounts{}));  // and works on
}

TEST_CASE("A hundred megabytes are refused before they are kept", "[attack]") {
  World world;
  server::ListenerSettings settings;
  settings.port = 0;
  server::Listener listener(settings, world.router());
  const auto port = must(listener.start());
  const std::size_t before = peak_memory_kb();
  for (const char* path : {"/krymenergo/api/v1/session", "/krymenergo/api/v1/feedback", "/krymenergo/api/v1/anonymous/meters"}) {
    CAPTURE(path);
    const std::string head = fmt::format("POST {} HTTP/1.1\r\nHost: localhost:8080\r\nContent-Type: application/json\r\nOrigin: http://localhost:8080\r\n", path);
    RawClient announced(port);
    announced.send(head + "Content-Length: 104857600\r\n\r\n");
    CHECK(announced.read_answer().starts_with("HTTP/1.1 413 "));  // not a byte of it has been sent
    RawClient chunked(port);
    chunked.send(head + "Transfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "100000\r\n" + std::string(0x100000, 'x') + "\r\n";
    int sent = 0;
    while (sent < 100 && chunked.send(chunk)) ++sent;
    CHECK(sent < 100);  // cut off on the way
  }
  CHECK(peak_memory_kb() - before < 64 * 1024);
  listener.stop();
}

TEST_CASE("A head or a body that trickles in is cut, whatever the route allows", "[attack]") {
  World world;
  server::ListenerSettings settings;
  settings.port = 0;
  settings.header_ms = settings.body_ms = 500;
  server::Listener listener(settings, world.router());
  const auto port = must(listener.start());
  RawClient head(port), body(port);
  head.send("POST /krymenergo/api/v1/feedback HTTP/1.1\r\nHost: localhost:8080\r\nX-");
  body.send("POST /krymenergo/api/v1/feedback HTTP/1.1\r\nHost: localhost:8080\r\nContent-Type: application/json\r\nContent-Length: 7000000\r\n\r\n{");
  bool head_cut = false, body_cut = false;
  for (int i = 0; i < 1000 && !(head_cut && body_cut); ++i) {
    head_cut = head_cut || head.stirs_within(10) || !head.send("a");
    body_cut = body_cut || body.stirs_within(10) || !body.send(" ");
  }
  CHECK(head_cut);
  CHECK(body_cut);
  CHECK(head.read_answer().starts_with("HTTP/1.1 408 "));
  CHECK(body.read_answer().starts_with("HTTP/1.1 408 "));
  listener.stop();
}

TEST_CASE("Searches without registration tell neither accounts nor meters apart", "[attack]") {
  World world;
  std::set<std::string> answers;
  int peer = 0;
  for (const auto& [number, serial] : {std::pair<std::string, std::string>{"420118734", "1"}, {"420118735", "1"}, {"1", "30518842"}, {"420225019", "30518842"}}) {
    auto nobody = world.nobody();
    nobody.browser.peer = fmt::format("198.51.100.{}", ++peer);
    const auto answer = send(nobody, world, {api::Method::Post, "/anonymous/meters"}, fmt::format(R"({{"number":"{}","serial":"{}"}})", number, serial));
    CHECK(answer.status == 404);
    answers.insert(answer.body);
  }
  CHECK(answers.size() == 1);
}

TEST_CASE("Ids of others and ids that nobody has are answered alike, in any shape", "[attack]") {
  World world;
  auto maria = world.maria();
  auto oleg = world.oleg();
  const auto hers = must(maria.call(api::GetAccounts{})).items[0].id;
  const auto his_payment = must(oleg.call(api::GetPayments{})).items.at(0).id;
  std::set<std::string> details;
  for (const std::string& id : {hers, std::string("999999"), std::string("-1"), std::string("0x1"), std::string("1 OR 1=1"), std::string("９")}) {
    const auto answer = oleg.call(api::GetBalanceHistory{id, 13});
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == api::ErrorCode::NotFound);
    details.insert(answer.error().detail);
  }
  CHECK(details.size() == 1);
  CHECK(maria.call(api::CheckPayment{his_payment}).error().code == api::ErrorCode::NotFound);
  CHECK(maria.call(api::CheckPayment{"999999"}).error().detail == maria.call(api::CheckPayment{his_payment}).error().detail);
}

TEST_CASE("A key of idempotency gives nobody another's answer", "[attack]") {
  World world;
  auto maria = world.maria();
  auto oleg = world.oleg();
  api::FeedbackInput input;
  input.text = "Вопрос";
  const auto hers = must(maria.call(api::SendFeedback{input, "same"})).number;
  CHECK(must(oleg.call(api::SendFeedback{input, "same"})).number != hers);
}

TEST_CASE("Letters of a surname cannot be tried one after another, nor after sums", "[attack]") {
  World world;
  auto maria = world.maria();
  const auto add = [&](std::optional<api::Money> sum, std::string letters) { return maria.call(api::LinkAccount{{"yalta", "420331982", sum, std::move(letters)}}); };
  for (const char* letters : {"ива", "пет", "сид"}) CHECK(must(add({}, letters)).request);
  for (const std::int64_t kopecks : {100, 200}) CHECK(must(add(api::Money{kopecks}, "")).request);
  const auto refused = add({}, "елк");  // the right ones
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == api::ErrorCode::TooManyRequests);
  CHECK(must(maria.call(api::GetAccounts{})).items.size() == 2);
}
