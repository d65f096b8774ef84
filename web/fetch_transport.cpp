// Requests over the Emscripten Fetch API.
#include "web/fetch_transport.h"

#include <emscripten/emscripten.h>
#include <emscripten/fetch.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <optional>
#include <vector>

#include "web/page.h"

namespace kabinet::web {

namespace {

// One request under way. Owned by the fetch's userData until finish().
struct Call {
  FrameLoop* loop;
  api::HttpRequest request;
  client::Completion done;
  int timeout_ms;
  double started;  // wall ms: a machine that slept has waited too
  bool sending = true;
  std::optional<api::Result<api::HttpResponse>> reply;

  void finish() {
    const std::unique_ptr<Call> self(this);
    self->done(std::move(*self->reply));
    self->loop->wake();
  }
};

api::Error no_answer(const Call& call) {
  const bool late = emscripten_date_now() - call.started >= call.timeout_ms - 20;
  return api::make_error(late ? api::ErrorCode::Timeout : api::ErrorCode::Offline, call.request.target);
}

void ended(emscripten_fetch_t* fetch) {
  auto* call = static_cast<Call*>(fetch->userData);
  if (call == nullptr) return;
  fetch->userData = nullptr;  // closing may call the error handler once more
  if (fetch->status == 0 || fetch->status == 0xFFFF) {
    call->reply = no_answer(*call);
  } else {
    api::HttpResponse response;
    response.status = fetch->status;
    std::string lines(emscripten_fetch_get_response_headers_length(fetch) + 1, '\0');
    emscripten_fetch_get_response_headers(fetch, lines.data(), lines.size());
    response.headers = parse_header_lines(lines.c_str());
    if (fetch->data != nullptr) response.body.assign(fetch->data, std::size_t(fetch->numBytes));
    call->reply = std::move(response);
  }
  emscripten_fetch_close(fetch);
  if (!call->sending) call->finish();
}

}  // namespace

api::Headers parse_header_lines(std::string_view lines) {
  api::Headers headers;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) continue;
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    std::string_view value = line.substr(colon + 1);
    while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
    headers.emplace_back(std::move(name), value);
  }
  return headers;
}

void FetchTransport::send(api::HttpRequest request, int timeout_ms, client::Completion done) {
  if (!request.secrets.empty()) return send_secret(request, timeout_ms, std::move(done));
  auto* call = new Call{&loop_, std::move(request), std::move(done), timeout_ms, emscripten_date_now(), true, {}};

  std::vector<const char*> headers;
  for (const auto& [name, value] : call->request.headers) {
    headers.push_back(name.c_str());
    headers.push_back(value.c_str());
  }
  headers.push_back(nullptr);

  emscripten_fetch_attr_t attributes;
  emscripten_fetch_attr_init(&attributes);
  const std::string_view method = api::to_string(call->request.method);
  method.copy(attributes.requestMethod, sizeof attributes.requestMethod - 1);
  attributes.requestMethod[std::min(method.size(), sizeof attributes.requestMethod - 1)] = '\0';
  attributes.attributes = EMSCRIPTEN_FETCH_LOAD_TO_MEMORY;
  attributes.timeoutMSecs = std::uint32_t(timeout_ms);
  attributes.requestHeaders = headers.data();
  attributes.requestData = call->request.body.data();
  attributes.requestDataSize = call->request.body.size();
  attributes.onsuccess = ended;
  attributes.onerror = ended;
  attributes.userData = call;
  emscripten_fetch(&attributes, call->request.target.c_str());

  call->sending = false;
  // A request that failed on the spot is told later, as every other.
  if (call->reply) emscripten_async_call([](void* data) { static_cast<Call*>(data)->finish(); }, call, 0);
}

void FetchTransport::send_secret(const api::HttpRequest& request, int timeout_ms, client::Completion done) {
  const int ticket = next_ticket_++;
  secret_calls_.emplace(ticket, std::move(done));
  const std::string spec = secret_spec(request, timeout_ms);
  kabinet_send_secret(ticket, spec.data(), int(spec.size()));
}

void FetchTransport::secret_done(int ticket, int status, std::string_view head, std::string_view body) {
  const auto found = secret_calls_.find(ticket);
  if (found == secret_calls_.end()) return;
  const client::Completion done = std::move(found->second);
  secret_calls_.erase(found);
  if (status <= 0) {
    done(api::make_error(status < 0 ? api::ErrorCode::Timeout : api::ErrorCode::Offline, "a request with secrets"));
  } else {
    api::HttpResponse response;
    response.status = status;
    response.headers = parse_header_lines(head);
    response.body = body;
    done(std::move(response));
  }
  loop_.wake();
}

}  // namespace kabinet::web
