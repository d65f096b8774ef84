// openapi.yaml cannot drift from endpoints.h and names.h: every call and every enumerator must be in it. A plain text scan; real
// answers are checked against the schemas by tests/stack.
#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <set>
#include <sstream>

#include "api/endpoints.h"
#include "api/names.h"
#include "generated/paths.h"

using namespace kabinet::api;

namespace {

std::string text() {
  std::ifstream file(KABINET_SOURCE_DIR "/api/openapi.yaml");
  std::stringstream out;
  out << file.rdbuf();
  return out.str();
}

// "get /profile" for every operation: paths have two spaces before them, methods four.
std::set<std::string> operations(const std::string& yaml) {
  std::set<std::string> found;
  std::istringstream lines(yaml);
  std::string path;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("  /") && line.ends_with(":")) path = line.substr(2, line.size() - 3);
    if (line.starts_with("components:")) break;
    for (const auto* method : {"get", "post", "put", "delete"}) {
      if (line == std::string("    ") + method + ":") found.insert(std::string(method) + ' ' + path);
    }
  }
  return found;
}

// What params() names, written down for the scan.
struct Visitor {
  std::set<std::string> paths, queries;
  bool has_body = false, has_key = false;
  template <class T> void path(std::string_view name, T&) { paths.emplace(name); }
  template <class T> void query(std::string_view name, T&) { queries.emplace(name); }
  template <class T> void body(T&) { has_body = true; }
  void key(std::string&) { has_key = true; }
};

// The lines of one operation.
std::string section(const std::string& yaml, std::string_view path, std::string_view method) {
  const auto at_path = yaml.find("\n  " + std::string(path) + ":\n");
  if (at_path == std::string::npos) return {};
  const auto at = yaml.find("\n    " + std::string(method) + ":\n", at_path);
  if (at == std::string::npos) return {};
  std::istringstream lines(yaml.substr(at + 1));
  std::string out, line;
  std::getline(lines, line);
  while (std::getline(lines, line) && (line.empty() || line.starts_with("      "))) out += line + '\n';
  return out;
}

template <class Endpoint>
void check(const std::string& yaml, std::set<std::string>& expected) {
  std::string method(to_string(Endpoint::kMethod));
  for (char& c : method) c = static_cast<char>(c + 32);
  const std::string path(Endpoint::kPath);
  CAPTURE(method, path);
  CHECK(expected.insert(method + ' ' + path).second);
  const auto operation = section(yaml, path, method);
  REQUIRE_FALSE(operation.empty());
  Endpoint endpoint;
  Visitor visitor;
  endpoint.params(visitor);
  for (const auto& name : visitor.paths) {
    CAPTURE(name);
    CHECK(path.find('{' + name + '}') != std::string::npos);
    CHECK(operation.find("'#/components/parameters/" + name + "'\n") != std::string::npos);
  }
  for (const auto& name : visitor.queries) {
    CAPTURE(name);
    CHECK((operation.find("name: " + name + '\n') != std::string::npos ||
           operation.find("'#/components/parameters/" + name + "'\n") != std::string::npos));
  }
  CHECK(visitor.has_body == (operation.find("requestBody:") != std::string::npos));
  CHECK(visitor.has_key == (operation.find("'#/components/parameters/idempotency_key'\n") != std::string::npos));
  CHECK((Endpoint::kAccess == Access::Public) == (operation.find("security: []") != std::string::npos));
  CHECK(std::is_same_v<typename Endpoint::Response, Nothing> == (operation.find("'204':") != std::string::npos));
}

template <class... E>
void check_all(const std::string& yaml, std::set<std::string>& expected, EndpointList<E...>) {
  (check<E>(yaml, expected), ...);
}

template <class E>
void check_names(const std::string& yaml, std::string_view schema) {
  CAPTURE(schema);
  const auto at = yaml.find("\n    " + std::string(schema) + ":\n");
  REQUIRE(at != std::string::npos);
  std::string listed = "enum: [";
  for (const auto name : names_of(E{})) listed += std::string(name) + ", ";
  listed.replace(listed.size() - 2, 2, "]");
  const auto end = yaml.find("\n\n", at);
  std::string body;
  bool space = false;
  for (const char c : yaml.substr(at, end - at)) {  // long lists are wrapped
    if (c == ' ' || c == '\n') {
      space = true;
      continue;
    }
    if (space) body += ' ';
    space = false;
    body += c;
  }
  CAPTURE(listed);
  CHECK(body.find(listed) != std::string::npos);
}

}  // namespace

TEST_CASE("openapi.yaml names every endpoint, and no other") {
  const auto yaml = text();
  REQUIRE_FALSE(yaml.empty());
  std::set<std::string> expected;
  check_all(yaml, expected, AllEndpoints{});
  CHECK(operations(yaml) == expected);
}

TEST_CASE("Every endpoint of the header is in the list above") {
  std::ifstream file(KABINET_SOURCE_DIR "/api/endpoints.h");
  int endpoints = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.find("static constexpr std::string_view kPath") != std::string::npos) ++endpoints;
  }
  CHECK(static_cast<std::size_t>(endpoints) == operations(text()).size());
}

TEST_CASE("openapi.yaml lists the enumerators of the program") {
  const auto yaml = text();
  check_names<ErrorCode>(yaml, "ErrorCode");
  check_names<AccountKind>(yaml, "AccountKind");
  check_names<Service>(yaml, "Service");
  check_names<ReadingState>(yaml, "ReadingState");
  check_names<Zone>(yaml, "Zone");
  check_names<ReadingSource>(yaml, "ReadingSource");
  check_names<ReadingStatus>(yaml, "ReadingStatus");
  check_names<Verification>(yaml, "Verification");
  check_names<Verdict>(yaml, "Verdict");
  check_names<Diagnosis>(yaml, "Diagnosis");
  check_names<PaymentState>(yaml, "PaymentState");
  check_names<PaymentMethod>(yaml, "PaymentMethod");
  check_names<PaymentFailure>(yaml, "PaymentFailure");
  check_names<SignInKind>(yaml, "SignInKind");
  check_names<RegistrationState>(yaml, "RegistrationState");
  check_names<EntryKind>(yaml, "EntryKind");
  check_names<InvoiceKind>(yaml, "InvoiceKind");
  check_names<ChargeBasis>(yaml, "ChargeBasis");
  check_names<LinkRequestState>(yaml, "LinkRequestState");
  check_names<FeedbackTopic>(yaml, "FeedbackTopic");
}
