#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "server/listener.h"
#include "tests/server/raw_client.h"

using namespace kabinet;
using namespace kabinet::server;
using test::RawClient;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

// "/size/N" → N bytes; "/hold" → kept until release(); "/later/N" → answered N ms later from another thread; else method, target, body.
class TestService : public HttpService {
 public:
  ~TestService() override {
    release();
    for (auto& thread : threads_) thread.join();
  }
  void handle(api::HttpRequest request, Reply reply) override {
    ++handled;
    api::HttpResponse response;
    response.headers = {{"x-test", "a\r\nset-cookie: b"}};
    if (request.target.rfind("/size/", 0) == 0) {
      response.body.assign(static_cast<std::size_t>(std::stoul(request.target.substr(6))), 'x');
    } else if (request.target == "/hold") {
      std::lock_guard lock(mutex_);
      held_.push_back(std::move(reply));
      return;
    } else if (request.target.rfind("/later/", 0) == 0) {
      std::lock_guard lock(mutex_);
      threads_.emplace_back([reply = std::move(reply), target = request.target] {
        std::this_thread::sleep_for(milliseconds(std::stoi(target.substr(7))));  // plays a slow handler; nothing waits for it by time
        api::HttpResponse late;
        late.body = target;
        reply(std::move(late));
      });
      return;
    } else {
      response.body = std::string(api::to_string(request.method)) + " " + request.target + " " + request.body;
    }
    reply(std::move(response));
  }
  std::size_t body_limit(api::Method, std::string_view target) const override { return target == "/small" ? 10 : 0; }
  std::size_t held() {
    std::lock_guard lock(mutex_);
    return held_.size();
  }
  void release() {
    std::vector<Reply> held;
    {
      std::lock_guard lock(mutex_);
      held.swap(held_);
    }
    for (auto& reply : held) {
      api::HttpResponse response;
      response.body = "released";
      reply(std::move(response));
    }
  }
  std::atomic<int> handled{0};

 private:
  std::mutex mutex_;
  std::vector<Reply> held_;
  std::vector<std::thread> threads_;
};

struct Fixture {
  TestService service;
  Listener listener;
  std::uint16_t port = 0;

  explicit Fixture(ListenerSettings settings = {}) : listener(with_any_port(std::move(settings)), service) { port = listener.start().value(); }
  static ListenerSettings with_any_port(ListenerSettings settings) {
    settings.port = 0;
    settings.connections_per_address = std::max(settings.connections_per_address, 1);
    return settings;
  }
  std::string ask(std::string_view bytes) {
    RawClient client(port);
    client.send(bytes);
    return client.read_answer();
  }
  bool serves() { return ask("GET /ok HTTP/1.1\r\nHost: h\r\n\r\n").find("HTTP/1.1 200 OK\r\n") == 0; }
};

bool eventually(const std::function<bool()>& condition, int limit_ms = 10'000) {
  const auto until = steady_clock::now() + milliseconds(limit_ms);
  while (!condition()) {
    if (steady_clock::now() > until) return false;
    std::this_thread::yield();
  }
  return true;
}

int status_of(const std::string& answer) { return answer.size() > 12 && answer.rfind("HTTP/1.1 ", 0) == 0 ? std::stoi(answer.substr(9, 3)) : 0; }
bool has(const std::string& answer, std::string_view part) { return answer.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("requests, keep-alive, HEAD, HTTP/1.0") {
  Fixture f;
  RawClient client(f.port);
  client.send("GET /a?b=1 HTTP/1.1\r\nHost: h\r\n\r\n");
  const auto first = client.read_answer();
  CHECK(status_of(first) == 200);
  CHECK(has(first, "\r\ndate: "));
  CHECK(has(first, "GET /a?b=1 "));
  CHECK_FALSE(has(first, "\r\nset-cookie:"));  // a header's value cannot start another
  client.send("POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
  CHECK(has(client.read_answer(), "POST /b abc"));
  client.send("POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
  CHECK(has(client.read_answer(), "POST /c abc"));
  client.send("HEAD /size/1234 HTTP/1.1\r\nHost: h\r\n\r\n");
  const auto head = client.read_answer(true);
  CHECK(has(head, "content-length: 1234\r\n"));
  client.send("GET /d HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  CHECK(has(client.read_answer(), "connection: close\r\n"));
  CHECK(client.is_closed_within(5000));
  RawClient old(f.port);
  old.send("GET /e HTTP/1.0\r\n\r\n");
  CHECK(has(old.read_answer(), "GET /e "));
  CHECK(old.is_closed_within(5000));
}

TEST_CASE("pipelined requests are answered in order") {
  Fixture f;
  RawClient client(f.port);
  client.send("GET /later/60 HTTP/1.1\r\nHost: h\r\n\r\nGET /later/1 HTTP/1.1\r\nHost: h\r\n\r\nPOST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nxyGET /z HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK(has(client.read_answer(), "/later/60"));
  CHECK(has(client.read_answer(), "/later/1"));
  CHECK(has(client.read_answer(), "POST /p xy"));
  CHECK(has(client.read_answer(), "GET /z "));
}

TEST_CASE("limits of size answer 413 and 431") {
  ListenerSettings settings;
  settings.body_bytes = 100'000;
  Fixture f(settings);
  const std::string start = "POST /x HTTP/1.1\r\nHost: h\r\n";
  CHECK(status_of(f.ask(start + "A: " + std::string(20'000, 'a') + "\r\n\r\n")) == 431);
  CHECK(status_of(f.ask("GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n")) == 431);
  std::string fields;
  for (int i = 0; i < 99; ++i) fields += fmt::format("A{}: b\r\n", i);
  CHECK(status_of(f.ask("GET /x HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n")) == 200);
  CHECK(status_of(f.ask("GET /x HTTP/1.1\r\nHost: h\r\nB: c\r\n" + fields + "\r\n")) == 431);
  CHECK(status_of(f.ask(start + "Content-Length: 100000\r\n\r\n" + std::string(100'000, 'b'))) == 200);
  const auto large = f.ask(start + "Content-Length: 100001\r\n\r\n" + std::string(100'001, 'b'));
  CHECK(status_of(large) == 413);
  CHECK(has(large, "content-type: application/problem+json"));
  CHECK(has(large, "\"status\":413"));
  CHECK(has(large, "content-security-policy: "));
  CHECK(has(large, "connection: close"));
  CHECK(status_of(f.ask(start + "Content-Length: 99999999999999999999999\r\n\r\n")) == 400);
  // Two megabytes in chunks: refused, and the answer is not lost to a reset.
  std::string chunks = start + "Transfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 512; ++i) chunks += "1000\r\n" + std::string(4096, 'c') + "\r\n";
  CHECK(status_of(f.ask(chunks + "0\r\n\r\n")) == 413);
  CHECK(status_of(f.ask("POST /small HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n0123456789")) == 200);
  CHECK(status_of(f.ask("POST /small HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n01234567890")) == 413);
  CHECK(status_of(f.ask("POST /small HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n01234567890\r\n0\r\n\r\n")) == 413);
  CHECK(f.service.handled == 3);
}

TEST_CASE("what two programs could read in two ways is refused") {
  Fixture f;
  for (const auto* bytes : {
           "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
           "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
           "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 1, 1\r\n\r\na",
           "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: +1\r\n\r\na",
           "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 0x1\r\n\r\na",
           "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\na",
           "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
           "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
           "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
           "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
           "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
           "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
           "POST /x HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
           "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n",
           "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n0\r\n\r\n",
           "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nab\r\n0\r\n\r\n",
           "GET /x HTTP/1.1\nHost: h\n\n",
           "GET /x HTTP/1.1\r\n\r\n",
           "GET /x HTTP/1.1\r\nHost: h\r\nHost: g\r\n\r\n",
           "GET /x HTTP/1.1\r\nHost: a/b\r\n\r\n",
           "GET /x HTTP/1.1\r\nHost: user@h\r\n\r\n",
           "GET /x HTTP/1.1\r\nHost:\r\n\r\n",
           "GET /x HTTP/2.0\r\nHost: h\r\n\r\n",
           "GET http://evil/ HTTP/1.1\r\nHost: h\r\n\r\n",
           "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n",
           "CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n",
           "GET  /x HTTP/1.1\r\nHost: h\r\n\r\n",
           "GET /x y HTTP/1.1\r\nHost: h\r\n\r\n",
           "GET /x HTTP/1.1\r\nHost: h\r\nbad name: x\r\n\r\n",
           "GET /x HTTP/1.1\r\nHost: h\r\nA: b\x01\r\n\r\n",
           "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  // TLS on the plain port
       }) {
    CAPTURE(bytes);
    RawClient client(f.port);
    client.send(bytes);
    client.finish_sending();
    CHECK(status_of(client.read_answer()) == 400);
    CHECK(client.is_closed_within(5000));
  }
  CHECK(f.service.handled == 0);
  CHECK(f.serves());
}

TEST_CASE("a configured Host is the only one served") {
  ListenerSettings settings;
  settings.hosts = {"lk.example.ru"};
  Fixture f(settings);
  CHECK(status_of(f.ask("GET / HTTP/1.1\r\nHost: LK.example.ru\r\n\r\n")) == 200);
  CHECK(status_of(f.ask("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")) == 421);
}

TEST_CASE("Expect: 100-continue") {
  Fixture f;
  RawClient client(f.port);
  client.send("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  CHECK(status_of(client.read_answer()) == 100);
  client.send("ab");
  CHECK(has(client.read_answer(), "POST /x ab"));
  CHECK(status_of(f.ask("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n\r\n")) == 413);
  CHECK(status_of(f.ask("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: magic\r\n\r\n")) == 417);
}

TEST_CASE("slow senders are cut and nobody waits for them") {
  ListenerSettings settings;
  settings.threads = 1;
  settings.header_ms = 600;
  settings.body_ms = 600;
  settings.idle_ms = 600;
  Fixture f(settings);
  SECTION("header, byte by byte") {
    const std::string bytes = "GET /slow HTTP/1.1\r\nHost: h\r\nAccept: " + std::string(5000, 'a');
    std::vector<RawClient> slow;
    for (int i = 0; i < 50; ++i) slow.emplace_back(f.port);
    std::size_t at = 0;
    const auto started = steady_clock::now();
    while (!slow.back().stirs_within(20) && at < bytes.size()) {
      for (auto& client : slow) client.send(bytes.substr(at, 1));
      ++at;
      const auto asked = steady_clock::now();
      CHECK(f.serves());
      CHECK(steady_clock::now() - asked < milliseconds(500));
    }
    CHECK(steady_clock::now() - started < milliseconds(5000));
    for (auto& client : slow) CHECK(status_of(client.read_answer()) == 408);
  }
  SECTION("body") {
    RawClient client(f.port);
    client.send("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n");
    while (!client.stirs_within(20)) client.send("a");
    CHECK(status_of(client.read_answer()) == 408);
  }
  SECTION("silence") {
    RawClient fresh(f.port), used(f.port);
    used.send("GET /ok HTTP/1.1\r\nHost: h\r\n\r\n");
    CHECK(status_of(used.read_answer()) == 200);
    CHECK(fresh.is_closed_within(5000));
    CHECK(used.is_closed_within(5000));
  }
  CHECK(eventually([&] { return f.listener.connections() == 0; }));
}

TEST_CASE("readers that stall or trickle are cut") {
  ListenerSettings settings;
  settings.write_stall_ms = 400;
  settings.write_total_ms = 1500;
  Fixture f(settings);
  RawClient stalled(f.port, 4096);
  stalled.send("GET /size/50000000 HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK(stalled.stirs_within(5000));
  CHECK(eventually([&] { return f.listener.connections() == 0; }, 5000));

  RawClient trickling(f.port, 4096);
  trickling.send("GET /size/50000000 HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK(trickling.stirs_within(5000));
  const auto started = steady_clock::now();
  std::size_t got = 0;
  while (f.listener.connections() > 0 && steady_clock::now() - started < std::chrono::seconds(10)) {
    (void)poll(nullptr, 0, 10);  // the reader's own slowness: 200 KB a second
    got += trickling.read_some(2048);
  }
  CHECK(f.listener.connections() == 0);
  CHECK(got < 50'000'000);
  // One that takes its time but keeps going gets everything.
  RawClient steady(f.port);
  steady.send("GET /size/20000000 HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK(steady.read_answer().size() > 20'000'000);
}

TEST_CASE("a thousand idle connections do not hurt") {
  ListenerSettings settings;
  settings.connections_per_address = 2000;
  Fixture f(settings);
  std::vector<RawClient> idle;
  for (int i = 0; i < 1000; ++i) {
    idle.emplace_back(f.port);
    REQUIRE(idle.back().connected());
    if (i % 2 == 0) {
      idle.back().send("GET /ok HTTP/1.1\r\nHost: h\r\n\r\n");
      REQUIRE(status_of(idle.back().read_answer()) == 200);
    }
  }
  CHECK(eventually([&] { return f.listener.connections() == 1000; }));
  const auto asked = steady_clock::now();
  for (int i = 0; i < 50; ++i) CHECK(f.serves());
  CHECK(steady_clock::now() - asked < std::chrono::seconds(3));
  CHECK(f.listener.stop());
  CHECK(f.listener.connections() == 0);
}

TEST_CASE("connections are limited in all and by address") {
  ListenerSettings settings;
  SECTION("in all") { settings.connections = 5; }
  SECTION("by address") { settings.connections_per_address = 5; }
  Fixture f(settings);
  std::vector<RawClient> clients;
  for (int i = 0; i < 5; ++i) clients.emplace_back(f.port);
  REQUIRE(eventually([&] { return f.listener.connections() == 5; }));
  RawClient sixth(f.port);
  CHECK(status_of(sixth.read_answer()) == 503);
  CHECK(sixth.is_closed_within(5000));
  sixth.close();
  clients.pop_back();
  CHECK(eventually([&] { return f.listener.connections() == 4; }));
  CHECK(f.serves());
}

TEST_CASE("stopping answers what is under way") {
  Fixture f;
  RawClient busy(f.port), idle(f.port), half(f.port);
  busy.send("GET /hold HTTP/1.1\r\nHost: h\r\n\r\n");
  idle.send("GET /ok HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK(status_of(idle.read_answer()) == 200);
  half.send("POST /half HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nab");
  REQUIRE(eventually([&] { return f.service.held() == 1 && f.listener.connections() == 3; }));
  auto stopped = std::async(std::launch::async, [&] { return f.listener.stop(); });
  CHECK(idle.is_closed_within(5000));
  RawClient late(f.port);
  CHECK((!late.connected() || late.is_closed_within(5000)));
  half.send("cd");
  CHECK(has(half.read_answer(), "POST /half abcd"));
  f.service.release();
  const auto answer = busy.read_answer();
  CHECK(has(answer, "released"));
  CHECK(has(answer, "connection: close"));
  CHECK(stopped.get());
}

TEST_CASE("the drain is bounded") {
  ListenerSettings settings;
  settings.drain_ms = 200;
  Fixture f(settings);
  RawClient busy(f.port);
  busy.send("GET /hold HTTP/1.1\r\nHost: h\r\n\r\n");
  REQUIRE(eventually([&] { return f.service.held() == 1; }));
  const auto started = steady_clock::now();
  CHECK_FALSE(f.listener.stop());
  CHECK(steady_clock::now() - started < milliseconds(3000));
  f.service.release();  // an answer after the end hurts nobody
}

TEST_CASE("clients that vanish while they are served") {
  Fixture f;
  for (int i = 0; i < 20; ++i) {
    RawClient client(f.port);
    client.send("GET /hold HTTP/1.1\r\nHost: h\r\n\r\n");
    REQUIRE(eventually([&] { return f.service.held() == static_cast<std::size_t>(i % 5) + 1; }));
    client.reset();
    if (i % 5 == 4) f.service.release();
  }
  for (int i = 0; i < 20; ++i) {
    RawClient client(f.port);
    client.send("GET /size/5000000 HTTP/1.1\r\nHost: h\r\n\r\n");
    CHECK(client.stirs_within(5000));
    client.reset();
  }
  CHECK(f.serves());
  CHECK(eventually([&] { return f.listener.connections() == 0; }));
}

TEST_CASE("no bytes crash it") {
  ListenerSettings settings;
  settings.header_ms = 200;
  settings.body_ms = 200;
  Fixture f(settings);
  std::mt19937 random(20261122);  // the same bytes in every run
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const std::vector<std::string> seeds{
      "POST /kraskom/api/v1/session?a=b HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{\"login\":\"a\",\"b\":\"c\"}",
      "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n5;ext=\"1\"\r\nabcde\r\n0\r\nTrailer: x\r\n\r\n",
      "GET /a%20b HTTP/1.1\r\nHost: [::1]:80\r\nRange: bytes=1-2\r\nCookie: a=b; c=d\r\nConnection: keep-alive, close\r\n\r\nHEAD / HTTP/1.0\r\n\r\n"};
  for (int round = 0; round < 400; ++round) {
    std::string bytes;
    if (round % 4 == 0) {
      bytes.resize(below(600) + 1);
      for (auto& c : bytes) c = static_cast<char>(random());
    } else {
      bytes = seeds[below(seeds.size())];
      for (std::size_t i = below(8) + 1; i > 0 && !bytes.empty(); --i) {
        const auto at = below(bytes.size());
        switch (below(5)) {
          case 0: bytes[at] = static_cast<char>(random()); break;
          case 1: bytes.erase(at, below(10) + 1); break;
          case 2: bytes.insert(at, bytes.substr(below(bytes.size()), below(30))); break;
          case 3: bytes.insert(at, 1, "\r\n\0:; %,"[below(8)]); break;
          default: bytes.resize(at); break;
        }
      }
    }
    RawClient client(f.port);
    client.send(bytes);
    if (round % 3 == 0) client.finish_sending();
    if (round % 7 == 0) client.reset();
    else (void)client.read_answer(false, 20);
  }
  CHECK(f.serves());
  CHECK(eventually([&] { return f.listener.connections() == 0; }));
}
