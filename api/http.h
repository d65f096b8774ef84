// HTTP requests and answers as values, the same for the browser transport, the loopback of the tests and the server.
// Must not know: sockets, Fetch, Beast.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kabinet::api {

enum class Method { Get, Head, Post, Put, Delete, Other };

std::string_view to_string(Method method);
Method parse_method(std::string_view text);

using Headers = std::vector<std::pair<std::string, std::string>>;  // names in lower case

// A native input whose value the web transport puts into the JSON body under `json_key`: of a password the text, of a file input a list
// of api::Attachment. The value itself never enters this program.
struct SecretField {
  std::string json_key;
  std::string node_id;
};

struct HttpRequest {
  Method method = Method::Get;
  std::string target;   // path and query as sent, percent-encoded: "/kraskom/api/v1/meters?limit=50"
  Headers headers;
  std::string body;
  std::vector<SecretField> secrets;  // client side only
  std::string peer;                  // server side only: the address of the peer, for throttling
};

struct HttpResponse {
  int status = 200;
  Headers headers;
  std::string body;
};

// The value of a header, empty where there is none. `name` in lower case.
std::string_view header(const Headers& headers, std::string_view name);
void set_header(Headers& headers, std::string_view name, std::string value);

std::string percent_encode(std::string_view text);           // RFC 3986 unreserved stay
std::string percent_decode(std::string_view text);           // malformed escapes stay as they are
// "a=1&b=2" → pairs, decoded.
std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query);
std::string_view path_of(std::string_view target);           // without "?query"
std::string_view query_of(std::string_view target);          // after "?", or empty

}  // namespace kabinet::api
