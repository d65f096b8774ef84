// RFC 9457 problem documents, both ways. Members beside the standard ones: code, fields, retry_after, extra.
// Must not know: endpoints, the words that people read (those are chosen by `code`).
#include <algorithm>
#include <charconv>

#include "api/json.h"
#include "api/json_fields.h"
#include "api/json_reader.h"
#include "api/json_writer.h"

namespace kabinet::api {
namespace {

constexpr std::string_view kMediaType = "application/problem+json";

// For developers and logs: the same for every problem of a code, as RFC 9457 asks of a title.
std::string_view title_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::Invalid: return "Поля заполнены неверно";
    case ErrorCode::Unauthenticated: return "Нужен вход";
    case ErrorCode::BadCredentials: return "Неверное имя или пароль";
    case ErrorCode::Forbidden: return "Запрос с чужого сайта";
    case ErrorCode::NotFound: return "Не найдено";
    case ErrorCode::MethodNotAllowed: return "Метод не поддерживается";
    case ErrorCode::Conflict: return "Данные изменились";
    case ErrorCode::EditExpired: return "Срок исправления истёк";
    case ErrorCode::WindowClosed: return "Показания сейчас не принимаются";
    case ErrorCode::NeedsConfirmation: return "Показание нужно подтвердить";
    case ErrorCode::Refused: return "Показание не может быть верным";
    case ErrorCode::UnfinishedPayment: return "Есть незавершённый платёж";
    case ErrorCode::TooManyRequests: return "Слишком много запросов";
    case ErrorCode::TooLarge: return "Запрос слишком велик";
    case ErrorCode::BadRequest: return "Запрос составлен неверно";
    case ErrorCode::Internal: return "Внутренняя ошибка";
    case ErrorCode::Unavailable: return "Сервис перегружен";
    case ErrorCode::GatewayUnavailable: return "Банк не отвечает";
    case ErrorCode::Offline: return "Нет связи";
    case ErrorCode::Timeout: return "Время ожидания вышло";
    case ErrorCode::BadAnswer: return "Ответ не по договору";
    case ErrorCode::NotActivated: return "Учётная запись не подтверждена";
    case ErrorCode::PasswordChangeRequired: return "Нужно сменить выданный пароль";
    case ErrorCode::LinkExpired: return "Срок действия ссылки истёк";
    case ErrorCode::LinkUsed: return "Ссылка уже использована";
  }
  return "Ошибка";
}

// For answers of something between us and the server: a proxy, a captive portal.
ErrorCode code_of_status(int status) {
  switch (status) {
    case 400: return ErrorCode::BadRequest;
    case 401: return ErrorCode::Unauthenticated;
    case 403: return ErrorCode::Forbidden;
    case 404: return ErrorCode::NotFound;
    case 405: return ErrorCode::MethodNotAllowed;
    case 409: return ErrorCode::Conflict;
    case 413:
    case 431: return ErrorCode::TooLarge;
    case 422: return ErrorCode::Invalid;
    case 429: return ErrorCode::TooManyRequests;
    case 502:
    case 503:
    case 504: return ErrorCode::Unavailable;
    default: return status >= 500 && status <= 599 ? ErrorCode::Internal : ErrorCode::BadAnswer;
  }
}

// Retry-After in seconds; the date form is not used by anything we talk to.
int retry_after(const HttpResponse& response) {
  const std::string_view text = header(response.headers, "retry-after");
  int seconds = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  return problem == std::errc{} && end == text.data() + text.size() ? std::max(seconds, 0) : 0;
}

}  // namespace

HttpResponse problem(const Error& error) {
  const int known = http_status(error.code);
  const int status = known == 0 ? 500 : known;  // client-only codes have none
  const std::string code(to_string(error.code));

  JsonWriter writer;
  writer.open('{');
  writer.field("type", "urn:kabinet:problem:" + code);
  writer.field("title", std::string(title_of(error.code)));
  writer.field("status", status);
  writer.field("code", code);
  if (!error.detail.empty()) writer.field("detail", error.detail);
  if (!error.fields.empty()) writer.field("fields", error.fields);
  if (error.retry_after_s > 0) writer.field("retry_after", error.retry_after_s);
  // Text from elsewhere in the program: parsed first, so that a mistake there cannot break the document.
  if (!error.extra.empty()) {
    const JsonDocument extra(error.extra);
    if (json_is_object(extra.root())) writer.raw_field("extra", json_text(extra.root()));
  }
  writer.close('}');

  HttpResponse response;
  response.status = status;
  response.headers.emplace_back("content-type", std::string(kMediaType));
  if (error.retry_after_s > 0) response.headers.emplace_back("retry-after", std::to_string(error.retry_after_s));
  response.body = writer.take();
  return response;
}

Error parse_problem(const HttpResponse& response) {
  Error error;
  error.code = code_of_status(response.status);
  error.retry_after_s = retry_after(response);
  if (header(response.headers, "content-type").substr(0, kMediaType.size()) != kMediaType) return error;

  const JsonDocument document(response.body);
  const void* root = document.root();
  if (!json_is_object(root)) return error;
  std::string name;
  if (const void* node = json_find(root, "code"); node != nullptr && json_string(node, name)) {
    // A code this program is too old to know keeps the meaning of its status.
    if (const auto code = from_name<ErrorCode>(name)) error.code = *code;
  }
  if (const void* node = json_find(root, "detail")) json_string(node, error.detail);
  std::int64_t seconds = 0;
  if (const void* node = json_find(root, "retry_after"); node != nullptr && json_int64(node, seconds)) {
    error.retry_after_s = static_cast<int>(std::clamp<std::int64_t>(seconds, 0, 86'400));
  }
  if (const void* extra = json_find(root, "extra"); json_is_object(extra)) error.extra = json_text(extra);

  std::size_t size = 0;
  if (const void* fields = json_find(root, "fields"); fields != nullptr && json_size(fields, size)) {
    for (std::size_t i = 0; i < size; ++i) {
      JsonReader reader;
      FieldError field;
      reader.object(json_item(fields, i), field);
      if (reader.errors().empty()) error.fields.push_back(std::move(field));
    }
  }
  return error;
}

}  // namespace kabinet::api
