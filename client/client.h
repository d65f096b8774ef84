// The typed REST client: one call per endpoint struct, encoding, decoding, retries of safe calls, session loss in one place.
// Must not know screens, Fetch or sockets.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "api/endpoints.h"
#include "api/json.h"
#include "client/encode.h"
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
  int attempts = 3;                          // repeatable calls only, with pauses of 300 ms and 1200 ms; see client.cpp
  // An Unauthenticated answer (never a refused sign-in). Once for all the calls that were under way when the session ended; their
  // callers get the error as well, after this.
  std::function<void()> on_session_lost;
};

class Client {
 public:
  Client(Transport& transport, Scheduler& scheduler, Options options);

  // `done` is called exactly once, later, with the decoded answer or an Error. An idempotency key is part of the endpoint and so the
  // same in every attempt: whoever asks again for the same thing passes the same key.
  template <class Endpoint>
  void call(Endpoint endpoint, std::function<void(api::Result<typename Endpoint::Response>)> done,
            std::vector<api::SecretField> secrets = {}) {
    api::HttpRequest request = encode(endpoint);
    request.secrets = std::move(secrets);
    const bool repeatable = is_repeatable(request);
    send(std::move(request), repeatable, [done = std::move(done)](api::Result<api::HttpResponse> reply) {
      if (!reply) return done(reply.error());
      if constexpr (std::is_same_v<typename Endpoint::Response, api::Nothing>) {
        done(api::Nothing{});
      } else if constexpr (std::is_same_v<typename Endpoint::Response, api::Document>) {
        done(document_of(std::move(*reply)));
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
  api::HttpRequest encode(Endpoint& endpoint) const {  // client/encode.h
    return encode_request(base(), endpoint);
  }

 private:
  const std::string& base() const;

  // Non-2xx answers become Errors (problem+json); retries; session loss.
  void send(api::HttpRequest request, bool repeatable, Completion done);

  struct Shared;                        // outlives the client while calls are under way
  std::shared_ptr<Shared> shared_;
};

}  // namespace kabinet::client
