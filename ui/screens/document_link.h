// Addresses of documents, made of their endpoints, so that a link cannot drift from the contract. The browser opens them by itself.
#pragma once

#include <string>
#include <string_view>

#include "api/http.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

// What Endpoint::params() visits: only what an address can carry.
class HrefWriter {
 public:
  explicit HrefWriter(std::string_view pattern) : path_(pattern) {}
  void path(std::string_view name, const std::string& value) {
    const std::string hole = "{" + std::string(name) + "}";
    if (const std::size_t at = path_.find(hole); at != std::string::npos) path_.replace(at, hole.size(), api::percent_encode(value));
  }
  void query(std::string_view name, const std::string& value) {
    if (!value.empty()) query_ += (query_.empty() ? "?" : "&") + std::string(name) + "=" + api::percent_encode(value);
  }
  std::string target() const { return path_ + query_; }

 private:
  std::string path_, query_;
};

template <class Endpoint>
std::string document_href(const Context& context, Endpoint endpoint) {
  static_assert(Endpoint::kMethod == api::Method::Get);
  HrefWriter writer(Endpoint::kPath);
  endpoint.params(writer);
  return context.href("/api/v1" + writer.target());
}

}  // namespace kabinet::ui
