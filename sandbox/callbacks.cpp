#include "sandbox/callbacks.h"

#include <curl/curl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <map>
#include <memory>

#include "api/http.h"

namespace kabinet::sandbox {

namespace {

constexpr int kAttempts = 3;
constexpr auto kPause = std::chrono::seconds(2);  // the real one waits 30 s

size_t drop(char*, size_t size, size_t count, void*) { return size * count; }

bool delivered(const std::string& url) {
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
  if (!curl) return false;
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "https,http");
  curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, 5'000L);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, drop);
  if (curl_easy_perform(curl.get()) != CURLE_OK) return false;
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  return status == 200;
}

}  // namespace

std::string callback_query(const Order& order, const std::string& key) {
  const std::map<std::string, std::string> params = {
      {"amount", std::to_string(order.amount.kopecks)},
      {"mdOrder", order.id},
      {"operation", order.state == OrderState::Paid ? "deposited" : "declinedByTimeout"},
      {"orderNumber", order.number},
      {"status", order.state == OrderState::Paid ? "1" : "0"},
  };
  std::string text, query;
  for (const auto& [name, value] : params) {
    text += name + ';' + value + ';';
    query += (query.empty() ? "" : "&") + name + '=' + api::percent_encode(value);
  }
  if (key.empty()) return query;
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac, &length);
  query += "&checksum=";
  for (unsigned int i = 0; i < length; ++i) {
    query += "0123456789ABCDEF"[mac[i] >> 4];
    query += "0123456789ABCDEF"[mac[i] & 15];
  }
  return query;
}

Callbacks::Callbacks(std::vector<std::string> urls, std::string key) : urls_(std::move(urls)), key_(std::move(key)) {
  curl_global_init(CURL_GLOBAL_DEFAULT);
  thread_ = std::thread([this] { run(); });
}

Callbacks::~Callbacks() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Callbacks::announce(const Order& order) {
  std::vector<std::string> targets = urls_;
  if (!order.callback_url.empty()) targets.push_back(order.callback_url);
  const std::string query = callback_query(order, key_);
  const std::lock_guard lock(mutex_);
  for (const auto& url : targets) queue_.push_back(url + (url.find('?') == std::string::npos ? '?' : '&') + query);
  wake_.notify_all();
}

void Callbacks::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (stopping_) return;
    const std::string url = std::move(queue_.front());
    queue_.pop_front();
    for (int attempt = 1; attempt <= kAttempts && !stopping_; ++attempt) {
      lock.unlock();
      const bool done = delivered(url);
      lock.lock();
      if (done || attempt == kAttempts) break;
      wake_.wait_for(lock, kPause, [this] { return stopping_; });
    }
  }
}

}  // namespace kabinet::sandbox
