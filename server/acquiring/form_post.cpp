#include "server/acquiring/form_post.h"

#include <curl/curl.h>

#include <memory>
#include <mutex>

#include "api/http.h"

namespace kabinet::server::acquiring {

namespace {

constexpr std::size_t kAnswerLimit = 256 * 1024;  // bytes; a status answer with a receipt takes some 5 KB

size_t collect(char* data, size_t size, size_t count, void* user) {
  auto& body = *static_cast<std::string*>(user);
  const size_t bytes = size * count;
  if (body.size() + bytes > kAnswerLimit) return 0;  // curl then fails the transfer
  body.append(data, bytes);
  return bytes;
}

std::string encode(const Form& form) {
  std::string body;
  for (const auto& [name, value] : form) {
    if (!body.empty()) body += '&';
    body += api::percent_encode(name) + '=' + api::percent_encode(value);
  }
  return body;
}

api::Error unavailable(std::string detail) { return api::make_error(api::ErrorCode::GatewayUnavailable, std::move(detail)); }

}  // namespace

api::Result<std::string> post_form(const std::string& url, const Form& form, const PostOptions& options) {
  static std::once_flag initialised;
  std::call_once(initialised, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });

  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle(curl_easy_init(), curl_easy_cleanup);
  if (!handle) return unavailable("libcurl не запускается");
  CURL* curl = handle.get();
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(
      curl_slist_append(nullptr, "Content-Type: application/x-www-form-urlencoded; charset=UTF-8"), curl_slist_free_all);
  curl_slist_append(headers.get(), "Expect:");  // no pause for 100 Continue

  const std::string body = encode(form);
  std::string answer;
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_POST, 1L);
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "Kabinet");
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_PROXY, options.proxy.c_str());
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, options.ca_file.c_str());
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.timeout_ms) / 2);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(options.timeout_ms));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);  // several threads
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, collect);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);

  const CURLcode code = curl_easy_perform(curl);
  if (code != CURLE_OK) return unavailable(std::string("банк не отвечает: ") + curl_easy_strerror(code));
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  if (status != 200) return unavailable("банк ответил HTTP " + std::to_string(status));
  return answer;
}

bool acceptable_gateway_url(std::string_view url) {
  if (url.find('@') != std::string_view::npos) return false;  // "http://localhost:1@elsewhere/" is elsewhere
  if (url.starts_with("https://")) return url.size() > 8;
  for (std::string_view local : {"http://127.0.0.1", "http://localhost", "http://[::1]"}) {
    if (!url.starts_with(local)) continue;
    const char next = url.size() > local.size() ? url[local.size()] : '/';
    return next == ':' || next == '/';
  }
  return false;
}

}  // namespace kabinet::server::acquiring
