// The seam between the listener (sockets, Beast) and everything behind it: requests and answers as values.
#pragma once

#include <functional>

#include "api/http.h"

namespace kabinet::server {

using Reply = std::function<void(api::HttpResponse)>;  // called exactly once, from any thread

class HttpService {
 public:
  virtual ~HttpService() = default;
  virtual void handle(api::HttpRequest request, Reply reply) = 0;  // must not block the calling I/O thread
};

}  // namespace kabinet::server
