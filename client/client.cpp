// Sending with retries, and the judgement of answers: what is a problem, what is not an answer of ours at all, when the session is
// gone. Must not know: endpoints, screens, Fetch.
#include "client/client.h"

#include <algorithm>

namespace kabinet::client {
namespace {

using api::ErrorCode;

constexpr int kMaxRetryAfterS = 5;  // longer than that a person decides

int pause_before(int attempt) { return attempt == 2 ? 300 : 1200; }

bool is_json(const api::HttpResponse& response) {
  const auto type = api::header(response.headers, "content-type");
  const auto media = type.substr(0, type.find(';'));
  return media == "application/json" || media == "application/problem+json";
}

// 2xx passes; everything else becomes an Error.
api::Result<api::HttpResponse> judge(api::Result<api::HttpResponse> reply) {
  if (!reply) return reply;
  if (reply->status < 200 || reply->status > 299) return api::parse_problem(*reply);
  // A captive portal or a proxy may answer 200 with a page of its own.
  if (!reply->body.empty() && !is_json(*reply)) return api::make_error(ErrorCode::BadAnswer, "ответ не в JSON");
  return reply;
}

// Worth asking again, when it is harmless; sets the pause. A refusal for too many requests is repeated only on the server's word.
// `status` is 0 where nothing was answered.
bool passing(int status, const api::Error& error, int next_attempt, int& pause_ms) {
  pause_ms = pause_before(next_attempt);
  if (status == 0) return error.code == ErrorCode::Offline || error.code == ErrorCode::Timeout;
  if (status != 502 && status != 503 && status != 429) return false;
  if (error.retry_after_s > kMaxRetryAfterS || (status == 429 && error.retry_after_s == 0)) return false;
  pause_ms = std::max(pause_ms, error.retry_after_s * 1000);
  return true;
}

}  // namespace

struct Client::Shared {
  Transport& transport;
  Scheduler& scheduler;
  Options options;
  int sessions_lost = 0;

  // One call on its way through its attempts.
  struct Flight {
    api::HttpRequest request;
    bool repeatable;
    int sessions_lost;  // when the call began
    Completion done;
    int attempt = 1;
  };

  static void attempt(const std::shared_ptr<Shared>& self, const std::shared_ptr<Flight>& flight) {
    self->transport.send(flight->request, self->options.timeout_ms, [self, flight](api::Result<api::HttpResponse> raw) {
      const int status = raw ? raw->status : 0;
      auto reply = judge(std::move(raw));
      int pause_ms = 0;
      if (!reply && flight->repeatable && flight->attempt < self->options.attempts &&
          passing(status, reply.error(), flight->attempt + 1, pause_ms)) {
        ++flight->attempt;
        self->scheduler.after_ms(pause_ms, [self, flight] { attempt(self, flight); });
        return;
      }
      if (!reply && reply.error().code == ErrorCode::Unauthenticated && flight->sessions_lost == self->sessions_lost) {
        ++self->sessions_lost;
        if (self->options.on_session_lost) self->options.on_session_lost();
      }
      flight->done(std::move(reply));
    });
  }
};

Client::Client(Transport& transport, Scheduler& scheduler, Options options)
    : shared_(std::make_shared<Shared>(Shared{transport, scheduler, std::move(options)})) {}

const std::string& Client::base() const { return shared_->options.base; }

void Client::send(api::HttpRequest request, bool repeatable, Completion done) {
  auto flight = std::make_shared<Shared::Flight>(
      Shared::Flight{std::move(request), repeatable, shared_->sessions_lost, std::move(done)});
  Shared::attempt(shared_, flight);
}

}  // namespace kabinet::client
