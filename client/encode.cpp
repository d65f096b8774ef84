// Requests from endpoint parameters. See encode.h.
#include "client/encode.h"

namespace kabinet::client {

using api::Method;

RequestWriter::RequestWriter(api::HttpRequest& request, std::string_view base, std::string_view path_pattern)
    : request_(request), path_from_(base.size()) {
  request_.target = std::string(base) + std::string(path_pattern);
  api::set_header(request_.headers, "accept", "application/json, application/problem+json");
}

void RequestWriter::path(std::string_view name, std::string_view value) {
  const std::string hole = '{' + std::string(name) + '}';
  const auto at = request_.target.find(hole, path_from_);
  if (at != std::string::npos) request_.target.replace(at, hole.size(), api::percent_encode(value));
}

void RequestWriter::query(std::string_view name, std::string_view value) {
  if (value.empty()) return;
  request_.target += request_.target.find('?') == std::string::npos ? '?' : '&';
  request_.target += std::string(name) + '=' + api::percent_encode(value);
}

void RequestWriter::query(std::string_view name, int value) { query(name, std::to_string(value)); }

void RequestWriter::key(const std::string& value) {
  if (!value.empty()) api::set_header(request_.headers, "idempotency-key", value);
}

void RequestWriter::json_body(std::string json) {
  api::set_header(request_.headers, "content-type", "application/json");
  request_.body = std::move(json);
}

api::Document document_of(api::HttpResponse answer) {
  api::Document document;
  document.content_type = api::header(answer.headers, "content-type");
  const auto disposition = api::header(answer.headers, "content-disposition");  // inline; filename*=UTF-8''…
  constexpr std::string_view kName = "filename*=UTF-8''";
  if (const auto at = disposition.find(kName); at != std::string::npos)
    document.filename = api::percent_decode(std::string_view(disposition).substr(at + kName.size()));
  document.bytes = std::move(answer.body);
  return document;
}

bool is_repeatable(const api::HttpRequest& request) {
  switch (request.method) {
    case Method::Get:
    case Method::Head:
    case Method::Put:
    case Method::Delete: return true;
    case Method::Post: return !api::header(request.headers, "idempotency-key").empty();
    case Method::Other: return false;
  }
  return false;
}

}  // namespace kabinet::client
