// The seam between the listener (sockets, Beast) and everything behind it: requests and answers as values.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "api/http.h"

namespace kabinet::server {

using Reply = std::function<void(api::HttpResponse)>;  // called exactly once, from any thread

class HttpService {
 public:
  virtual ~HttpService() = default;
  virtual void handle(api::HttpRequest request, Reply reply) = 0;  // must not block the calling I/O thread
  // Bytes a body may have, asked before it is read; 0 = the listener's default.
  virtual std::size_t body_limit(api::Method, std::string_view /*target*/) const { return 0; }
};

}  // namespace kabinet::server
