// A browser's share of HTTP for tests of the real programs: cookies, Origin, no redirects. One connection at a time.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "api/http.h"

namespace kabinet::test {

class WebVisitor {
 public:
  // No value: no answer came (refused, cut off).
  std::optional<api::HttpResponse> send(api::Method method, const std::string& url, const std::string& body = {}, api::Headers headers = {});

  // With JSON, Origin of the url and, where given, an Idempotency-Key.
  std::optional<api::HttpResponse> call(api::Method method, const std::string& url, const std::string& json = {}, const std::string& key = {});

  std::map<std::string, std::string> cookies;
};

}  // namespace kabinet::test
