// HTTP/1.1 on sockets: accepts, limits, times out, parses, hands requests to an HttpService and writes the answers in order. Plain HTTP:
// TLS ends at a proxy in front. Must not know routes. Beast stays in listener*.cpp: it takes half a minute to compile.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "api/result.h"
#include "server/http_service.h"

namespace kabinet::server {

struct ListenerSettings {
  std::string address = "127.0.0.1";
  int port = 8080;                         // 0 = any free one
  int threads = 2;                         // I/O only; handlers run on pools of their own
  std::size_t header_bytes = 16 * 1024;
  std::size_t header_fields = 100;
  std::size_t body_bytes = 1024 * 1024;    // where the route says nothing else
  int connections = 4096;                  // beyond: 503 and closed
  int connections_per_address = 256;       // trusted proxies excepted
  int header_ms = 10'000;                  // from the first byte of a request to the end of its header
  int body_ms = 30'000;                    // for the whole body
  int idle_ms = 60'000;                    // between requests
  int write_stall_ms = 15'000;             // without a byte taken by the reader
  int write_total_ms = 300'000;            // for a whole answer
  int drain_ms = 15'000;                   // at shutdown
  std::vector<std::string> hosts;          // Host must be one of these; empty = any well-formed one
  std::vector<std::string> trusted_proxies;
  bool behind_tls = false;                 // for the headers of answers that never reach the service
};

class Listener {
 public:
  // Told of what is refused before it reaches the service: 400, 408, 413, 417, 431, 503. The reason holds nothing of the request.
  using Refused = std::function<void(int status, std::string_view reason)>;

  Listener(ListenerSettings settings, HttpService& service, Refused refused = {});
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  api::Result<std::uint16_t> start();  // the port; also ignores SIGPIPE for the process
  // Stops accepting, closes idle connections, waits until requests in flight are answered, at most drain_ms. True if all were.
  bool stop();
  std::size_t connections() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace kabinet::server
