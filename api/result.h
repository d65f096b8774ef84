// Errors as values. Owns Error, its stable codes and Result<T>, which every layer on both sides of the wire uses.
// On the wire an Error is RFC 9457 application/problem+json: {"type","title","status","code","detail","fields","retry_after"}.
// Must not know: HTTP libraries, the catalogues (a person reads words chosen by `code`, never `detail`).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kabinet::api {

enum class ErrorCode {
  Invalid,             // 422: one or more fields are wrong, see `fields`
  Unauthenticated,     // 401: no session or an expired one
  BadCredentials,      // 401: sign-in refused; the same for an unknown name and a wrong password
  Forbidden,           // 403: cross-site request
  NotFound,            // 404: also for things that belong to somebody else
  MethodNotAllowed,    // 405
  Conflict,            // 409: the thing changed or already exists
  EditExpired,         // 409: a reading may be edited or deleted for one day only (guide К17)
  WindowClosed,        // 409: readings are not accepted today
  NeedsConfirmation,   // 409: an implausible reading; repeat with confirmed=true
  Refused,             // 422: a reading that cannot be right
  UnfinishedPayment,   // 409: an unfinished payment exists; it is offered again
  TooManyRequests,     // 429: see retry_after
  TooLarge,            // 413 / 431
  BadRequest,          // 400: malformed
  Internal,            // 500
  Unavailable,         // 503: overloaded or stopping
  GatewayUnavailable,  // 502: the bank does not answer
  NotActivated,           // 403: the right password, but the letter's link has not been followed yet (guide К6)
  PasswordChangeRequired, // 403: an issued password must be changed first
  LinkExpired,            // 410: a letter's link after its time
  LinkUsed,               // 410: a letter's link that has done its work
  Offline,             // client only: no network
  Timeout,             // client only
  BadAnswer,           // client only: the answer does not follow the contract
};

std::string_view to_string(ErrorCode code);  // "bad_credentials"
int http_status(ErrorCode code);             // 0 for client-only codes

struct FieldError {
  // Path of JSON keys: "amount", "months". In a BadRequest list items count from 0 ("values.0.value"); where a reading itself is
  // judged (Invalid, Refused, NeedsConfirmation) "values.2" is the register of that number.
  std::string field;
  std::string code;   // "required", "too_long", "not_a_number", "too_small", "too_large", "bad_email", …
  bool operator==(const FieldError&) const = default;
};

struct Error {
  ErrorCode code = ErrorCode::Internal;
  std::string detail;               // for the log reader; never personal data
  std::vector<FieldError> fields;   // for forms
  int retry_after_s = 0;            // seconds; 0 = unknown
  std::string extra;                // a JSON object as text: code-specific data (judgements of a refused reading, the unfinished payment)
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : data_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : data_(std::in_place_index<1>, std::move(error)) {}
  explicit operator bool() const { return data_.index() == 0; }
  bool ok() const { return data_.index() == 0; }
  T& value() { return std::get<0>(data_); }
  const T& value() const { return std::get<0>(data_); }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  Error& error() { return std::get<1>(data_); }
  const Error& error() const { return std::get<1>(data_); }

 private:
  std::variant<T, Error> data_;
};

struct Nothing {
  bool operator==(const Nothing&) const = default;
};

inline Error make_error(ErrorCode code, std::string detail = {}) {
  Error error;
  error.code = code;
  error.detail = std::move(detail);
  return error;
}

// One wrong field. Parsers of a single text leave `field` empty; whoever knows the JSON key fills it in.
inline Error make_field_error(std::string field, std::string code) {
  Error error;
  error.code = ErrorCode::Invalid;
  error.fields.push_back({std::move(field), std::move(code)});
  return error;
}

}  // namespace kabinet::api
