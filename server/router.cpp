#include "server/router.h"

#include <sodium.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <typeinfo>

#include <fmt/format.h>

#include "api/rules.h"
#include "server/log.h"
#include "server/request_checks.h"
#include "server/security_headers.h"

namespace kabinet::server {
namespace {

constexpr std::string_view kApiPrefix = "/{utility}/api/v1";
constexpr std::size_t kMaxKey = 128;

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> parts;
  path.remove_prefix(1);
  for (;;) {
    const auto slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    path.remove_prefix(slash + 1);
  }
}

bool is_parameter(std::string_view segment) { return segment.size() > 2 && segment.front() == '{' && segment.back() == '}'; }

bool changes_state(api::Method method) { return method == api::Method::Post || method == api::Method::Put || method == api::Method::Delete; }

api::Error bad_field(std::string_view field, const char* code) {
  auto error = api::make_error(api::ErrorCode::BadRequest, fmt::format("параметр {}: {}", field, code));
  error.fields.push_back({std::string(field), code});
  return error;
}

api::HttpResponse plain(int status, std::string text) {
  api::HttpResponse response;
  response.status = status;
  response.headers = {{"content-type", "text/plain; charset=utf-8"}};
  response.body = std::move(text);
  return response;
}

}  // namespace

struct Router::Route {
  api::Method method;
  std::string pattern;                // "/{utility}/api/v1/meters/{meter_id}/readings"
  std::vector<std::string> segments;  // below the prefix
  api::Access access;
  api::Lane lane;
  bool has_body;
  RouteOptions options;
  Run run;
  Raw raw;                            // instead of run
};

// One request on its way through the pools.
struct Router::Pending {
  api::HttpRequest request;
  Reply reply;
  api::Instant now;
  std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
  std::string request_id;
  std::string pattern;
  Utility* utility = nullptr;
  bool is_api = false;
};

void Decoder::path(std::string_view name, std::string& value) {
  if (error_) return;
  const auto found = in_.path.find(name);
  if (found != in_.path.end()) value = found->second;
}

void Decoder::query(std::string_view name, std::string& value) {
  if (error_) return;
  for (const auto& [key, text] : in_.query) {
    if (key != name) continue;
    if (!api::valid_utf8(text) || text.find('\0') != std::string::npos) error_ = bad_field(name, "not_utf8");
    else value = text;
    return;
  }
}

void Decoder::query(std::string_view name, int& value) {
  if (error_) return;
  for (const auto& [key, text] : in_.query) {
    if (key != name) continue;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) error_ = bad_field(name, "not_a_number");
    return;
  }
}

void Decoder::key(std::string& value) {
  if (error_) return;
  if (in_.idempotency_key.empty()) {
    error_ = bad_field("idempotency_key", "required");
  } else if (in_.idempotency_key.size() > kMaxKey ||
             !std::all_of(in_.idempotency_key.begin(), in_.idempotency_key.end(), [](char c) { return c > 0x20 && c < 0x7f; })) {
    error_ = bad_field("idempotency_key", "malformed");
  } else {
    value = in_.idempotency_key;
  }
}

api::HttpResponse problem_answer(const api::Error& error) {
  if (error.code != api::ErrorCode::Internal) return api::problem(error);
  log_error(fmt::format("внутренняя ошибка: {}", loggable(error.detail)));
  return api::problem(api::make_error(api::ErrorCode::Internal, "внутренняя ошибка, подробности в журнале сервера"));
}

void show_document(api::HttpResponse& response, api::Document document) {
  api::set_header(response.headers, "content-type", std::move(document.content_type));
  const bool data = document.filename.ends_with(".csv") || document.filename.ends_with(".json");  // to keep rather than to look at
  api::set_header(response.headers, "content-disposition",
                  fmt::format("{}; filename*=UTF-8''{}", data ? "attachment" : "inline", api::percent_encode(document.filename)));
  response.body = std::move(document.bytes);
}

Router::Router(RouterSettings settings, Workers& quick, Workers& slow, const api::Clock& clock)
    : settings_(std::move(settings)), quick_(quick), slow_(slow), bank_(&slow), print_(&slow), clock_(clock) {
  std::uint64_t start = 0;
  if (sodium_init() >= 0) randombytes_buf(&start, sizeof start);
  next_id_ = start;
}

void Router::add_utility(Utility& utility) { utilities_[utility.profile.id] = &utility; }

void Router::add_route(api::Method method, std::string_view path, api::Access access, api::Lane lane, bool has_body, RouteOptions options, Run run) {
  auto route = std::make_shared<Route>();
  route->method = method;
  route->pattern = std::string(kApiPrefix) + std::string(path);
  for (const auto part : split(path)) route->segments.emplace_back(part);
  route->access = access;
  route->lane = lane;
  route->has_body = has_body;
  route->options = options;
  route->run = std::move(run);
  routes_.push_back(std::move(route));
}

void Router::add_raw(api::Method method, std::string_view path, api::Lane lane, Raw handler, RouteOptions options) {
  add_route(method, path, api::Access::Public, lane, false, options, nullptr);
  routes_.back()->raw = std::move(handler);
}

Router::Match Router::find(api::Method method, const std::vector<std::string>& segments) const {
  Match match;
  const auto wanted = method == api::Method::Head ? api::Method::Get : method;
  for (const auto& route : routes_) {
    if (route->segments.size() + 3 != segments.size()) continue;  // 3: the utility, "api", "v1"
    std::map<std::string, std::string, std::less<>> path;
    bool fits = true;
    for (std::size_t i = 0; fits && i < route->segments.size(); ++i) {
      const auto& expected = route->segments[i];
      const auto& given = segments[i + 3];
      if (is_parameter(expected)) {
        fits = !given.empty();
        path[expected.substr(1, expected.size() - 2)] = given;
      } else {
        fits = expected == given;
      }
    }
    if (!fits) continue;
    if (route->method == wanted) {
      match.route = route;
      match.path = std::move(path);
      return match;
    }
    if (!match.allow.empty()) match.allow += ", ";
    match.allow += api::to_string(route->method);
    if (route->method == api::Method::Get) match.allow += ", HEAD";
  }
  return match;
}

std::size_t Router::body_limit(api::Method method, std::string_view target) const {
  const auto segments = split_path(api::path_of(target));
  if (segments && segments->size() > 3) {
    const auto match = find(method, *segments);
    if (match.route && match.route->options.body_limit != 0) return match.route->options.body_limit;
  }
  return settings_.body_limit;
}

void Router::handle(api::HttpRequest request, Reply reply) {
  auto pending = std::make_shared<Pending>();
  pending->request = std::move(request);
  pending->reply = std::move(reply);
  pending->now = clock_.now();
  pending->request_id = fmt::format("{:016x}", next_id_++);
  const auto target = std::string_view(pending->request.target);
  const auto segments = split_path(api::path_of(target));
  if (!segments) return finish(pending, api::problem(segments.error()));
  if (!well_escaped(api::query_of(target))) return finish(pending, api::problem(api::make_error(api::ErrorCode::BadRequest, "неверно записанный запрос в адресе")));

  const bool reading = pending->request.method == api::Method::Get || pending->request.method == api::Method::Head;
  const auto found = utilities_.find(segments->front());
  if (found != utilities_.end()) pending->utility = found->second;
  if (segments->size() >= 2 && (*segments)[1] == "api") return handle_api(std::move(pending), *segments);
  if (segments->size() == 1 && (segments->front() == "healthz" || segments->front() == "readyz")) {
    pending->pattern = "/" + segments->front();
    pending->is_api = true;
    if (!reading) {
      auto refused = api::problem(api::make_error(api::ErrorCode::MethodNotAllowed));
      api::set_header(refused.headers, "allow", "GET, HEAD");
      return finish(pending, std::move(refused));
    }
    if (segments->front() == "healthz") return finish(pending, plain(200, "ok\n"));
    return handle_ready(std::move(pending));
  }
  if (!fallback_) return finish(pending, api::problem(api::make_error(api::ErrorCode::NotFound)));
  auto response = fallback_(pending->request, pending->pattern);
  finish(pending, std::move(response));
}

void Router::handle_ready(std::shared_ptr<Pending> pending) {
  if (draining_) return finish(pending, plain(503, "stopping\n"));
  post(pending, api::Lane::Quick, [this] { return !ready_ || ready_() ? plain(200, "ready\n") : plain(503, "a database does not answer\n"); });
}

void Router::handle_api(std::shared_ptr<Pending> pending, const std::vector<std::string>& segments) {
  pending->is_api = true;
  const auto refuse = [&](api::ErrorCode code, const char* detail) { finish(pending, api::problem(api::make_error(code, detail))); };
  const auto& request = pending->request;
  if (!pending->utility) return refuse(api::ErrorCode::NotFound, "нет такого предприятия");
  if (segments.size() < 4 || segments[2] != "v1") return refuse(api::ErrorCode::NotFound, "нет такого адреса");

  const bool reading = request.method == api::Method::Get || request.method == api::Method::Head;
  if (segments.size() == 4 && segments[3] == "openapi.yaml" && !settings_.openapi.empty()) {
    pending->pattern = std::string(kApiPrefix) + "/openapi.yaml";
    if (reading) {
      auto response = plain(200, settings_.openapi);
      api::set_header(response.headers, "content-type", "application/yaml; charset=utf-8");
      return finish(pending, std::move(response));
    }
  }
  auto match = find(request.method, segments);
  if (!match.route) {
    if (!pending->pattern.empty()) match.allow = "GET, HEAD";
    if (match.allow.empty()) return refuse(api::ErrorCode::NotFound, "нет такого адреса");
    auto response = api::problem(api::make_error(api::ErrorCode::MethodNotAllowed));
    api::set_header(response.headers, "allow", match.allow);
    return finish(pending, std::move(response));
  }
  pending->pattern = match.route->pattern;
  if (changes_state(request.method) && !match.route->raw) {
    if (!same_origin(request.headers, match.route->access != api::Access::Public)) return refuse(api::ErrorCode::Forbidden, "запрос с чужого сайта");
    if ((match.route->has_body || !request.body.empty()) && !is_json(api::header(request.headers, "content-type")))
      return refuse(api::ErrorCode::BadRequest, "тело запроса должно быть application/json");
  }
  if (!match.route->raw && !api::valid_utf8(request.body)) return refuse(api::ErrorCode::BadRequest, "тело запроса не в UTF-8");

  auto in = std::make_shared<Incoming>();
  in->path = std::move(match.path);
  post(pending, match.route->lane, [this, pending, in, route = match.route] { return run(*pending, *route, *in); });
}

void Router::post(std::shared_ptr<Pending> pending, api::Lane lane, std::function<api::HttpResponse()> work) {
  auto& pool = lane == api::Lane::Quick ? quick_ : lane == api::Lane::Slow ? slow_ : lane == api::Lane::Print ? *print_ : *bank_;
  const bool accepted = pool.try_post([this, pending, work = std::move(work)] {
    api::HttpResponse response;
    try {
      response = work();
    } catch (const std::exception& error) {
      response = problem_answer(api::make_error(api::ErrorCode::Internal, fmt::format("{}: {}", typeid(error).name(), loggable(error.what()))));
    } catch (...) {
      response = problem_answer(api::make_error(api::ErrorCode::Internal, "неизвестное исключение"));
    }
    finish(pending, std::move(response));
  });
  if (accepted) return;
  auto error = api::make_error(api::ErrorCode::Unavailable, "очередь заполнена");
  error.retry_after_s = lane == api::Lane::Quick ? 1 : 3;
  finish(pending, api::problem(error));
}

api::HttpResponse Router::run(Pending& pending, const Route& route, Incoming& in) {
  Call call{*pending.utility, std::nullopt, pending.now, peer_of(pending.request), 200, {}, &pending.request.headers, site_of(pending.request)};
  if (route.access != api::Access::Public) {
    const bool needed = route.access == api::Access::Session;
    if (!authenticate_ && needed) return problem_answer(api::make_error(api::ErrorCode::Unauthenticated));
    auto caller = authenticate_ ? authenticate_(*pending.utility, pending.request, pending.now) : std::optional<Caller>();
    if (!caller) return problem_answer(caller.error());
    if (!*caller && needed) return problem_answer(api::make_error(api::ErrorCode::Unauthenticated, "нет сеанса"));
    if (needed && (*caller)->must_change_password && !route.options.before_password_change)
      return problem_answer(api::make_error(api::ErrorCode::PasswordChangeRequired, "сначала нужно сменить выданный пароль"));
    call.caller = *caller;
  }
  if (route.raw) return route.raw(call, pending.request);
  in.query = api::parse_query(api::query_of(pending.request.target));
  in.body = pending.request.body;
  in.idempotency_key = api::header(pending.request.headers, "idempotency-key");
  return route.run(call, in);
}

void Router::finish(const std::shared_ptr<Pending>& pending, api::HttpResponse response) {
  add_security_headers(response.headers, settings_.behind_tls);
  if (api::header(response.headers, "cache-control").empty()) api::set_header(response.headers, "cache-control", "no-store");
  api::set_header(response.headers, "x-request-id", pending->request_id);
  if (log_) {
    AccessRecord record;
    record.method = pending->request.method;
    record.pattern = pending->pattern.empty() ? "-" : std::string_view(pending->pattern);
    if (pending->utility) record.utility = pending->utility->profile.id;
    record.status = response.status;
    record.micros = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - pending->started).count();
    record.bytes = response.body.size();
    record.request_id = pending->request_id;
    log_(record);
  }
  // The body holds a password at sign-in: it does not stay in freed memory.
  if (!pending->request.body.empty()) sodium_memzero(pending->request.body.data(), pending->request.body.size());
  pending->reply(std::move(response));
  pending->reply = nullptr;
}

std::string Router::site_of(const api::HttpRequest& request) const {
  const auto origin = api::header(request.headers, "origin");
  if (origin.starts_with("http://") || origin.starts_with("https://")) return std::string(origin);
  return (settings_.behind_tls ? "https://" : "http://") + std::string(api::header(request.headers, "host"));
}

std::string Router::peer_of(const api::HttpRequest& request) const { return client_address(request.peer, request.headers, settings_.trusted_proxies); }

}  // namespace kabinet::server
