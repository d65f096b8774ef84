// Headers, escapes, targets.
#include <catch2/catch_test_macros.hpp>

#include "api/http.h"

using namespace kabinet::api;

using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST_CASE("Percent escapes round trip for every byte") {
  std::string all;
  for (int i = 0; i < 256; ++i) all.push_back(static_cast<char>(i));
  CHECK(percent_decode(percent_encode(all)) == all);
  CHECK(percent_encode("12/04871 ё~") == "12%2F04871%20%D1%91~");
  CHECK(percent_decode("a+b%2") == "a+b%2");
  CHECK(percent_decode("%zz%4") == "%zz%4");
  CHECK(percent_decode("%2525") == "%25");
}

TEST_CASE("Queries") {
  CHECK(parse_query("a=1&b=%D1%91+x&c&&=d&e=f=g") == Pairs{{"a", "1"}, {"b", "ё x"}, {"c", ""}, {"", "d"}, {"e", "f=g"}});
  CHECK(parse_query("").empty());
  CHECK(path_of("/a/b?c=d?e") == "/a/b");
  CHECK(query_of("/a/b?c=d?e") == "c=d?e");
  CHECK(query_of("/a/b").empty());
}

TEST_CASE("Headers and methods") {
  Headers headers{{"accept", "a"}};
  set_header(headers, "accept", "b");
  set_header(headers, "x", "y");
  CHECK(headers == Headers{{"accept", "b"}, {"x", "y"}});
  CHECK(header(headers, "none").empty());
  for (const auto method : {Method::Get, Method::Head, Method::Post, Method::Put, Method::Delete}) {
    CHECK(parse_method(to_string(method)) == method);
  }
  CHECK(parse_method("get") == Method::Other);
  CHECK(parse_method("PATCH") == Method::Other);
}
