// The typed REST client: one call per endpoint struct, encoding, decoding, retries of safe calls, session loss in one place.
// Must not know screens, Fetch or sockets.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "api/endpoints.h"
#include "api/json.h"
#include "client/transport.h"

namespace kabinet::client {

// Asks to be called once after a pause; the browser's timer, or a hand-driven one in tests.
class Scheduler {
 public:
  virtual ~Scheduler() = default;
  virtual void after_ms(int delay, std::function<void()> call) = 0;
};

struct Options {
  std::string base;                          // "/krymenergo/api/v1"
  int timeout_ms = 15'000;
  int attempts = 3;                          // safe or keyed calls only; pauses 300 ms, 1200 ms
  std::function<void()> on_session_lost;     // any Unauthenticated answer
};

class Client {
 public:
  Client(Transport& transport, Scheduler& scheduler, Options options);

  // `done` is called exactly once, later, with the decoded answer or an Error.
  template <class Endpoint>
  void call(Endpoint endpoint, std::function<void(api::Result<typename Endpoint::Response>)> done,
            std::vector<api::SecretField> secrets = {}) {
    api::HttpRequest request = encode(endpoint);
    request.secrets = std::move(secrets);
    send(std::move(request), is_repeatable(endpoint), [done = std::move(done)](api::Result<api::HttpResponse> reply) {
      if (!reply) return done(reply.error());
      if constexpr (std::is_same_v<typename Endpoint::Response, api::Nothing>) {
        done(api::Nothing{});
      } else {
        auto decoded = api::from_json<typename Endpoint::Response>(reply->body);
        if (decoded) return done(std::move(*decoded));
        api::Error error = decoded.error();
        error.code = api::ErrorCode::BadAnswer;
        done(std::move(error));
      }
    });
  }

  template <class Endpoint>
  api::HttpRequest encode(Endpoint& endpoint) const;  // client/encode.h

 private:
  template <class Endpoint>
  static bool is_repeatable(Endpoint& endpoint);      // client/encode.h: safe methods, DELETE, PUT, and POST with a key

  // Non-2xx answers become Errors (problem+json); retries; session loss.
  void send(api::HttpRequest request, bool repeatable, Completion done);

  Transport& transport_;
  Scheduler& scheduler_;
  Options options_;
};

}  // namespace kabinet::client

#include "client/encode.h"
