#include <catch2/catch_test_macros.hpp>

#include "server/log.h"
#include "server/request_checks.h"

using namespace kabinet;
using namespace kabinet::server;

TEST_CASE("the person's address behind proxies") {
  const std::vector<std::string> proxies{"127.0.0.1", "10.0.0.2"};
  const auto with = [](const char* forwarded) { return api::Headers{{"x-forwarded-for", forwarded}}; };
  CHECK(client_address("203.0.113.7", with("198.51.100.1"), proxies) == "203.0.113.7");  // not a proxy: not believed
  CHECK(client_address("127.0.0.1", with("198.51.100.1"), proxies) == "198.51.100.1");
  CHECK(client_address("127.0.0.1", with("6.6.6.6, 198.51.100.1, 10.0.0.2"), proxies) == "198.51.100.1");
  CHECK(client_address("127.0.0.1", with("10.0.0.2"), proxies) == "10.0.0.2");
  CHECK(client_address("127.0.0.1", with("unknown"), proxies) == "127.0.0.1");
  CHECK(client_address("127.0.0.1", with(""), proxies) == "127.0.0.1");
  CHECK(client_address("127.0.0.1", {{"x-forwarded-for", "6.6.6.6"}, {"x-forwarded-for", "198.51.100.1"}}, proxies) == "198.51.100.1");
  CHECK(client_address("::ffff:127.0.0.1", with("198.51.100.1"), proxies) == "198.51.100.1");
  CHECK(client_address("127.0.0.1", with("2001:db8:1:2:3:4:5:6"), proxies) == "2001:db8:1:2::/64");
  CHECK(client_address("garbage", {}, proxies) == "garbage");
}

TEST_CASE("cookies") {
  const api::Headers headers{{"cookie", "a=1; kabinet=2;b=3"}, {"cookie", "c=4"}};
  CHECK(cookie(headers, "a") == "1");
  CHECK(cookie(headers, "kabinet") == "2");
  CHECK(cookie(headers, "b") == "3");
  CHECK(cookie(headers, "c") == "4");
  CHECK(cookie(headers, "kabi").empty());
  CHECK(cookie(headers, "").empty());
  CHECK(cookie({{"cookie", ";;;=; a"}}, "a").empty());
}

TEST_CASE("nothing that comes from outside breaks a line of the log") {
  CHECK(escape_line("a\r\nb\x1b[31m\x7f") == "a\\x0d\\x0ab\\x1b[31m\\x7f");
  CHECK(loggable("UNIQUE constraint failed while executing \"INSERT\" with :l=\"maria@example.ru\".") == "UNIQUE constraint failed");
}
