// A small HTTP server for the sandbox and for tests that need a bank that misbehaves: one thread, one handler, values in and out.
// Not hardened: it listens on the loopback address unless told otherwise and is no part of what a utility puts on the internet.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "api/http.h"

namespace kabinet::sandbox {

class HttpServer {
 public:
  // Runs on the server's one thread. No value: the connection is left without an answer until the client gives up.
  using Handler = std::function<std::optional<api::HttpResponse>(const api::HttpRequest&)>;

  // Takes the address; port 0 = any free one. Throws std::exception where it is taken.
  HttpServer(const std::string& address, unsigned short port);
  ~HttpServer();  // stops
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  unsigned short port() const;
  void start(Handler handler);  // once
  void stop();                  // closes every connection; the handler is not called any more

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kabinet::sandbox
