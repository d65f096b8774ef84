// From HTTP values to handlers and back: finds the utility and the route, checks session and origin, decodes what the endpoint's
// params() names, runs the handler on the pool of its lane, encodes the answer or the problem. Must not know sockets or SQL.
// A topic registers itself: `void add_readings(Router&)` in server/handlers/readings.h; handlers block and run on worker threads.
#pragma once

#include <atomic>
#include <charconv>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "api/endpoints.h"
#include "api/json.h"
#include "server/http_service.h"
#include "server/utility.h"
#include "server/workers.h"

namespace kabinet::server {

struct Caller {
  std::int64_t subscriber_id = 0;
  api::SignInKind kind = api::SignInKind::Email;
  std::int64_t session_id = 0;
  api::Instant session_ends;      // at the latest, however much it is used
  bool must_change_password = false;  // only routes that say so are open until it is changed
};

struct Call {
  Utility& utility;
  std::optional<Caller> caller;   // set where E::kAccess is Session
  api::Instant now;
  std::string peer;               // the person's address, behind trusted proxies too
  int status = 200;               // 201 and the like; Nothing answers 204
  api::Headers headers;           // extra headers of a good answer
  const api::Headers* request_headers = nullptr;  // as sent; set by the router
  std::string site;               // "http://localhost:8080", as the browser sees this server; from Origin, else from Host
};

template <class E>
using HandlerOf = std::function<api::Result<typename E::Response>(Call&, E&)>;

// What one request carries, with percent-escapes decoded.
struct Incoming {
  std::map<std::string, std::string, std::less<>> path;
  std::vector<std::pair<std::string, std::string>> query;
  std::string_view body;
  std::string_view idempotency_key;
};

// Fills an endpoint through its params(); the first thing wrong is kept.
class Decoder {
 public:
  explicit Decoder(const Incoming& in) : in_(in) {}
  void path(std::string_view name, std::string& value);
  void query(std::string_view name, std::string& value);
  void query(std::string_view name, int& value);
  void key(std::string& value);
  template <class T>
  void body(T& value) {
    if (error_) return;
    auto decoded = api::from_json<T>(in_.body);
    if (decoded) value = std::move(*decoded);
    else error_ = decoded.error();
  }
  const std::optional<api::Error>& error() const { return error_; }

 private:
  const Incoming& in_;
  std::optional<api::Error> error_;
};

// Says whether an endpoint has a body; used at registration.
struct Inspector {
  bool has_body = false;
  template <class T> void path(std::string_view, T&) {}
  template <class T> void query(std::string_view, T&) {}
  template <class T> void body(T&) { has_body = true; }
  void key(std::string&) {}
};

// problem+json. What went wrong inside the server goes to the log and stays out of the answer.
api::HttpResponse problem_answer(const api::Error& error);

// A file to look at in the browser, or to keep where it is data; its name is for saving.
void show_document(api::HttpResponse& response, api::Document document);

struct RouteOptions {
  std::size_t body_limit = 0;  // bytes; 0 = the server's default
  bool before_password_change = false;  // open to a session whose issued password has yet to be changed
};

struct AccessRecord {          // one line of the log; holds nothing personal
  api::Method method = api::Method::Get;
  std::string_view pattern;    // "/{utility}/api/v1/meters/{meter_id}/readings", "-" where no route was found
  std::string_view utility;    // "" where none
  int status = 0;
  std::int64_t micros = 0;
  std::size_t bytes = 0;
  std::string_view request_id;
};

struct RouterSettings {
  std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-For counts
  bool behind_tls = false;                   // HSTS
  std::size_t body_limit = 1024 * 1024;
  std::string openapi;                       // text of openapi.yaml
};

class Router : public HttpService {
 public:
  // Finds who sends the request. An error is a failing database; no caller = no valid session.
  using Authenticate = std::function<api::Result<std::optional<Caller>>(Utility&, const api::HttpRequest&, api::Instant now)>;
  using Fallback = std::function<api::HttpResponse(const api::HttpRequest&, std::string& pattern)>;  // pages and assets

  // The pools outlive the router's last request: stop them before the router goes.
  Router(RouterSettings settings, Workers& quick, Workers& slow, const api::Clock& clock);

  void add_utility(Utility& utility);
  void use_bank_pool(Workers& pool) { bank_ = &pool; }  // else the slow pool
  void use_print_pool(Workers& pool) { print_ = &pool; }  // else the slow pool
  void set_authenticate(Authenticate authenticate) { authenticate_ = std::move(authenticate); }
  void set_fallback(Fallback fallback) { fallback_ = std::move(fallback); }
  void set_ready_check(std::function<bool()> ready) { ready_ = std::move(ready); }  // runs on the quick pool
  void set_access_log(std::function<void(const AccessRecord&)> log) { log_ = std::move(log); }
  void start_draining() { draining_ = true; }  // /readyz says 503 from now on

  template <class E>
  void add(HandlerOf<E> handler, RouteOptions options = {}) {
    E probe;
    Inspector inspector;
    probe.params(inspector);
    add_route(E::kMethod, E::kPath, E::kAccess, E::kLane, inspector.has_body, options,
              [handler = std::move(handler)](Call& call, const Incoming& in) -> api::HttpResponse {
                E endpoint;
                Decoder decoder(in);
                endpoint.params(decoder);
                if (decoder.error()) return problem_answer(*decoder.error());
                auto answer = handler(call, endpoint);
                if (!answer) return problem_answer(answer.error());
                api::HttpResponse response;
                response.headers = std::move(call.headers);
                if constexpr (std::is_same_v<typename E::Response, api::Nothing>) {
                  response.status = call.status == 200 ? 204 : call.status;
                } else if constexpr (std::is_same_v<typename E::Response, api::Document>) {
                  show_document(response, std::move(*answer));
                } else {
                  response.status = call.status;
                  api::set_header(response.headers, "content-type", "application/json");
                  response.body = api::to_json(*answer);
                }
                return response;
              });
  }

  // A call that is not of the contract, such as a bank's callback: below /<utility>/api/v1 like all, no session, no origin check.
  using Raw = std::function<api::HttpResponse(Call&, const api::HttpRequest&)>;
  void add_raw(api::Method method, std::string_view path, api::Lane lane, Raw handler, RouteOptions options = {});

  void handle(api::HttpRequest request, Reply reply) override;
  std::size_t body_limit(api::Method method, std::string_view target) const override;

 private:
  using Run = std::function<api::HttpResponse(Call&, const Incoming&)>;
  struct Route;
  struct Match {
    std::shared_ptr<Route> route;
    std::map<std::string, std::string, std::less<>> path;
    std::string allow;  // "GET, HEAD, POST" where the path is known but not the method
  };
  struct Pending;

  void add_route(api::Method method, std::string_view path, api::Access access, api::Lane lane, bool has_body, RouteOptions options, Run run);
  Match find(api::Method method, const std::vector<std::string>& segments) const;
  void handle_api(std::shared_ptr<Pending> pending, const std::vector<std::string>& segments);
  void handle_ready(std::shared_ptr<Pending> pending);
  void post(std::shared_ptr<Pending> pending, api::Lane lane, std::function<api::HttpResponse()> work);
  api::HttpResponse run(Pending& pending, const Route& route, Incoming& in);
  void finish(const std::shared_ptr<Pending>& pending, api::HttpResponse response);
  std::string peer_of(const api::HttpRequest& request) const;
  std::string site_of(const api::HttpRequest& request) const;

  RouterSettings settings_;
  Workers& quick_;
  Workers& slow_;
  Workers* bank_;
  Workers* print_;
  const api::Clock& clock_;
  std::vector<std::shared_ptr<Route>> routes_;
  std::map<std::string, Utility*, std::less<>> utilities_;
  Authenticate authenticate_;
  Fallback fallback_;
  std::function<bool()> ready_;
  std::function<void(const AccessRecord&)> log_;
  std::atomic<bool> draining_{false};
  std::atomic<std::uint64_t> next_id_;
};

}  // namespace kabinet::server
