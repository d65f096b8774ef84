// An endpoint struct as an HTTP request: its path filled in, its query, body and headers. The mirror of the router's decoding.
// Must not know: transports, retries.
#pragma once

#include <string>
#include <string_view>

#include "api/document.h"
#include "api/http.h"
#include "api/json.h"

namespace kabinet::client {

// What Endpoint::params() visits.
class RequestWriter {
 public:
  RequestWriter(api::HttpRequest& request, std::string_view base, std::string_view path_pattern);

  void path(std::string_view name, std::string_view value);   // replaces "{name}"
  void query(std::string_view name, std::string_view value);  // an empty value is left out
  void query(std::string_view name, int value);
  void key(const std::string& value);                         // Idempotency-Key
  template <class T>
  void body(const T& value) {
    json_body(api::to_json(value));
  }

 private:
  void json_body(std::string json);

  api::HttpRequest& request_;
  std::size_t path_from_;  // where the pattern begins in the target, so that a base with braces stays as it is
};

template <class Endpoint>
api::HttpRequest encode_request(std::string_view base, Endpoint& endpoint) {
  api::HttpRequest request;
  request.method = Endpoint::kMethod;
  RequestWriter writer(request, base, Endpoint::kPath);
  endpoint.params(writer);
  return request;
}

// A file as it came; screens rather link to it (Context::href), so that the browser opens or saves it.
api::Document document_of(api::HttpResponse answer);

// May be sent again when it is not known whether it arrived: safe and idempotent methods, and a POST with a key.
bool is_repeatable(const api::HttpRequest& request);

}  // namespace kabinet::client
