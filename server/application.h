// Everything behind the listener, put together: databases, gateways, pools, router with all handlers, the site. Shared by the program
// and the tests that need the whole server in one process. Must not know sockets or the command line.
#pragma once

#include <functional>
#include <memory>

#include "api/result.h"
#include "api/time.h"
#include "server/config.h"
#include "server/router.h"

namespace kabinet::server {

class Application {
 public:
  // Reads profiles, site and openapi.yaml, opens the databases. The clock outlives the application.
  static api::Result<std::unique_ptr<Application>> create(const Config& config, const api::Clock& clock);
  ~Application();  // after the listener
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  Router& router();
  Utility* utility(std::string_view id);  // null where there is none
  void stop();                            // no more calls to the bank; runs what is queued, then joins the pools; idempotent

 private:
  struct Parts;
  explicit Application(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace kabinet::server
