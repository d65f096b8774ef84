// client::Transport of the browser: the Emscripten Fetch API; requests that carry secrets go through library_transport.js, which
// alone reads them. A completion wakes a frame. Must not know endpoints.
#pragma once

#include <unordered_map>

#include "client/transport.h"
#include "web/frame_loop.h"

namespace kabinet::web {

class FetchTransport final : public client::Transport {
 public:
  explicit FetchTransport(FrameLoop& loop) : loop_(loop) {}
  void send(api::HttpRequest request, int timeout_ms, client::Completion done) override;

  // From the page. Status 0: no network; -1: too late. `text` is the header lines, then the body.
  void secret_done(int ticket, int status, std::string_view head, std::string_view body);

 private:
  void send_secret(const api::HttpRequest& request, int timeout_ms, client::Completion done);

  FrameLoop& loop_;
  std::unordered_map<int, client::Completion> secret_calls_;
  int next_ticket_ = 1;
};

// "Name: value" lines, CRLF between them, to names in lower case.
api::Headers parse_header_lines(std::string_view lines);
// The request as library_transport.js takes it (secret_spec.cpp, apart because it includes the JSON library).
std::string secret_spec(const api::HttpRequest& request, int timeout_ms);

}  // namespace kabinet::web
