#include "tests/stack/web_visitor.h"

#include <curl/curl.h>

#include <memory>

namespace kabinet::test {

namespace {

size_t keep_body(char* data, size_t size, size_t count, void* user) {
  static_cast<std::string*>(user)->append(data, size * count);
  return size * count;
}

size_t keep_header(char* data, size_t size, size_t count, void* user) {
  std::string line(data, size * count);
  const auto colon = line.find(':');
  if (colon == std::string::npos) return size * count;
  std::string name = line.substr(0, colon), value = line.substr(colon + 1);
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  while (!value.empty() && (value.back() == '\r' || value.back() == '\n')) value.pop_back();
  value.erase(0, value.find_first_not_of(' '));
  static_cast<api::Headers*>(user)->emplace_back(std::move(name), std::move(value));
  return size * count;
}

std::string origin_of(const std::string& url) { return url.substr(0, url.find('/', url.find("://") + 3)); }

}  // namespace

std::optional<api::HttpResponse> WebVisitor::send(api::Method method, const std::string& url, const std::string& body, api::Headers headers) {
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle(curl_easy_init(), curl_easy_cleanup);
  CURL* curl = handle.get();
  std::string jar;
  for (const auto& [name, value] : cookies) jar += (jar.empty() ? "" : "; ") + name + "=" + value;
  if (!jar.empty()) headers.emplace_back("cookie", jar);
  headers.emplace_back("expect", "");
  curl_slist* lines = nullptr;
  for (const auto& [name, value] : headers) lines = curl_slist_append(lines, (name + (value.empty() ? ":" : ": " + value)).c_str());
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> owned(lines, curl_slist_free_all);

  api::HttpResponse response;
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, std::string(api::to_string(method)).c_str());
  if (method == api::Method::Post || method == api::Method::Put) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, lines);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, 60'000L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &response.body);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, keep_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &response.headers);
  if (curl_easy_perform(curl) != CURLE_OK) return std::nullopt;
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  response.status = static_cast<int>(status);
  for (const auto& [name, value] : response.headers) {
    if (name != "set-cookie") continue;
    const auto equals = value.find('='), end = value.find(';');
    if (equals < end) cookies[value.substr(0, equals)] = value.substr(equals + 1, end == std::string::npos ? end : end - equals - 1);
  }
  return response;
}

std::optional<api::HttpResponse> WebVisitor::call(api::Method method, const std::string& url, const std::string& json, const std::string& key) {
  api::Headers headers = {{"origin", origin_of(url)}};
  if (!json.empty()) headers.emplace_back("content-type", "application/json");
  if (!key.empty()) headers.emplace_back("idempotency-key", key);
  return send(method, url, json, std::move(headers));
}

}  // namespace kabinet::test
