// A server of prepared answers, for tests of screens that do not need a real one.
#pragma once

#include <map>
#include <string>

#include "api/json.h"
#include "server/http_service.h"

namespace kabinet::test {

class CannedServer : public server::HttpService {
 public:
  // "GET /krymenergo/api/v1/profile" → answer; a method and path without an answer gets 404.
  std::map<std::string, api::HttpResponse> answers;

  template <class T>
  void answer(const std::string& call, const T& value, int status = 200) {
    answers[call] = {status, {{"content-type", "application/json"}}, api::to_json(value)};
  }
  void refuse(const std::string& call, api::ErrorCode code) { answers[call] = api::problem(api::make_error(code)); }

  void handle(api::HttpRequest request, server::Reply reply) override {
    const std::string call = std::string(api::to_string(request.method)) + " " + std::string(api::path_of(request.target));
    const auto found = answers.find(call);
    reply(found == answers.end() ? api::problem(api::make_error(api::ErrorCode::NotFound)) : found->second);
  }
};

}  // namespace kabinet::test
