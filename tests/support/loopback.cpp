// See loopback.h. Cookies: name, value and removal are enough here; path and expiry are proved in the browser tests.
#include "tests/support/loopback.h"

#include <nlohmann/json.hpp>

namespace kabinet::test {

void Loopback::send(api::HttpRequest request, int, client::Completion done) {
  const auto inbox = inbox_;
  {
    const std::lock_guard lock(inbox->mutex);
    ++inbox->under_way;
    if (offline) {
      inbox->arrivals.push_back({std::move(done), api::make_error(api::ErrorCode::Offline), false});
      return;
    }
  }
  request = as_browser(std::move(request));
  sent.push_back(request);
  service_->handle(std::move(request), [inbox, done = std::move(done), lost = lose_answers](api::HttpResponse response) {
    const std::lock_guard lock(inbox->mutex);
    if (lost) {
      inbox->arrivals.push_back({done, api::make_error(api::ErrorCode::Timeout), false});
    } else {
      inbox->arrivals.push_back({done, std::move(response), true});
    }
    inbox->changed.notify_all();
  });
}

std::size_t Loopback::pump() {
  std::deque<Arrival> arrivals;
  {
    const std::lock_guard lock(inbox_->mutex);
    arrivals.swap(inbox_->arrivals);
    inbox_->under_way -= arrivals.size();
  }
  const std::size_t count = arrivals.size();
  for (auto& arrival : arrivals) deliver(std::move(arrival));
  return count;
}

bool Loopback::settle(std::chrono::milliseconds limit) {
  const auto until = std::chrono::steady_clock::now() + limit;
  for (;;) {
    {
      std::unique_lock lock(inbox_->mutex);
      if (inbox_->under_way == 0) return true;
      if (!inbox_->changed.wait_until(lock, until, [&] { return !inbox_->arrivals.empty(); })) return false;
    }
    pump();
  }
}

std::size_t Loopback::under_way() const {
  const std::lock_guard lock(inbox_->mutex);
  return inbox_->under_way;
}

api::HttpResponse Loopback::fetch(api::HttpRequest request) {
  api::HttpResponse answer;
  answer.status = 0;
  send(std::move(request), 0, [&answer](api::Result<api::HttpResponse> reply) {
    if (reply) answer = std::move(*reply);
  });
  settle();
  return answer;
}

api::HttpRequest Loopback::as_browser(api::HttpRequest request) const {
  const auto host = origin.find("://");
  api::set_header(request.headers, "host", host == std::string::npos ? origin : origin.substr(host + 3));
  api::set_header(request.headers, "user-agent", user_agent);
  api::set_header(request.headers, "sec-fetch-site", fetch_site);
  api::set_header(request.headers, "sec-fetch-mode", "cors");
  api::set_header(request.headers, "sec-fetch-dest", "empty");
  // Fetch sends Origin with everything but same-origin GET and HEAD.
  const bool safe = request.method == api::Method::Get || request.method == api::Method::Head;
  if (!safe || fetch_site != "same-origin") {
    api::set_header(request.headers, "origin", fetch_site == "same-origin" ? origin : "https://evil.example");
  }
  std::string jar;
  for (const auto& [name, value] : cookies) jar += (jar.empty() ? "" : "; ") + name + '=' + value;
  if (!jar.empty()) api::set_header(request.headers, "cookie", jar);
  request.peer = peer;

  if (!request.secrets.empty()) {
    auto body = nlohmann::json::parse(request.body);
    for (const auto& secret : request.secrets) {
      if (const auto chosen = files.find(secret.node_id); chosen != files.end()) {
        auto& list = body[secret.json_key] = nlohmann::json::array();
        for (const api::Attachment& file : chosen->second) list.push_back({{"name", file.name}, {"content", file.content}});
        continue;
      }
      const auto typed = secrets.find(secret.node_id);
      body[secret.json_key] = typed == secrets.end() ? "" : typed->second;
    }
    request.body = body.dump();
    request.secrets.clear();  // the server never hears of them
  }
  return request;
}

void Loopback::keep_cookies(api::HttpResponse& response) {
  std::erase_if(response.headers, [this](const auto& entry) {
    if (entry.first != "set-cookie") return false;
    const std::string& line = entry.second;
    const auto pair = line.substr(0, line.find(';'));
    const auto equals = pair.find('=');
    if (equals == std::string::npos) return true;
    const auto name = pair.substr(0, equals), value = pair.substr(equals + 1);
    if (value.empty() || line.find("Max-Age=0") != std::string::npos) {
      cookies.erase(name);
    } else {
      cookies[name] = value;
    }
    return true;  // a program never sees Set-Cookie
  });
}

void Loopback::deliver(Arrival arrival) {
  if (arrival.answered) keep_cookies(*arrival.reply);
  arrival.done(std::move(arrival.reply));
}

}  // namespace kabinet::test
