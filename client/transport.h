// How a request leaves this program. In the browser: Fetch (web/); in tests: a loopback into the router.
// Must not know endpoints or screens.
#pragma once

#include <functional>

#include "api/http.h"
#include "api/result.h"

namespace kabinet::client {

using Completion = std::function<void(api::Result<api::HttpResponse>)>;  // an error is Offline, Timeout or BadAnswer

class Transport {
 public:
  virtual ~Transport() = default;
  // Completes exactly once, never before returning. `timeout_ms` counts wall time.
  virtual void send(api::HttpRequest request, int timeout_ms, Completion done) = 0;
};

}  // namespace kabinet::client
