#include "server/acquiring/rbs_answers.h"

#include <charconv>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>

#include "server/acquiring/rbs_codes.h"

namespace kabinet::server::acquiring {

namespace {

using nlohmann::json;

api::Error garbled(std::string detail) { return api::make_error(api::ErrorCode::GatewayUnavailable, std::move(detail)); }

// An integer that may have come as a string; nothing where the key is missing or null or not a number.
std::optional<std::int64_t> integer(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return std::nullopt;
  if (found->is_number_integer()) return found->get<std::int64_t>();
  if (!found->is_string()) return std::nullopt;
  const auto& text = found->get_ref<const std::string&>();
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string text(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

json parse_object(std::string_view body) {
  json parsed = json::parse(body, nullptr, false);
  return parsed.is_object() ? parsed : json();
}

// An errorCode that is present but unreadable is an error all the same.
int error_code(const json& object) {
  if (!object.contains("errorCode") || object["errorCode"].is_null()) return 0;
  return static_cast<int>(integer(object, "errorCode").value_or(7));
}

std::string order_id_of(const json& object) {
  if (auto id = text(object, "orderId"); !id.empty()) return id;
  const auto attributes = object.find("attributes");
  if (attributes == object.end() || !attributes->is_array()) return {};
  for (const auto& attribute : *attributes)
    if (attribute.is_object() && text(attribute, "name") == "mdOrder") return text(attribute, "value");
  return {};
}

// Banks mask the number themselves; should one ever send it whole, it is not to be stored.
std::string masked_pan_of(const json& object) {
  const auto card = object.find("cardAuthInfo");
  if (card == object.end() || !card->is_object()) return {};
  std::string pan = text(*card, "maskedPan");
  if (pan.empty()) pan = text(*card, "pan");
  return pan.find('*') != std::string::npos && pan.size() <= 24 ? pan : std::string();
}

}  // namespace

api::Result<RegisterAnswer> parse_register(std::string_view body) {
  const json object = parse_object(body);
  if (object.is_null()) return garbled("ответ register.do не похож на JSON");
  RegisterAnswer answer;
  answer.error_code = error_code(object);
  if (answer.error_code != 0) return answer;
  answer.order = {text(object, "orderId"), text(object, "formUrl")};
  if (answer.order.order_id.empty() || answer.order.form_url.empty()) return garbled("в ответе register.do нет orderId или formUrl");
  return answer;
}

api::Result<StatusAnswer> parse_status(std::string_view body) {
  const json object = parse_object(body);
  if (object.is_null()) return garbled("ответ getOrderStatusExtended.do не похож на JSON");
  StatusAnswer answer;
  answer.error_code = error_code(object);
  if (answer.error_code != 0) return answer;

  const auto order_status = integer(object, "orderStatus");
  const auto amount = integer(object, "amount");
  if (!order_status || !amount) return garbled("в ответе getOrderStatusExtended.do нет orderStatus или amount");
  const int action = static_cast<int>(integer(object, "actionCode").value_or(0));
  api::Money refunded;
  if (const auto info = object.find("paymentAmountInfo"); info != object.end() && info->is_object())
    refunded.kopecks = integer(*info, "refundedAmount").value_or(0);

  OrderStatus& status = answer.status;
  status.order_id = order_id_of(object);
  status.order_number = text(object, "orderNumber");
  status.amount.kopecks = *amount;
  status.state = state_of(static_cast<int>(*order_status), action, status.amount, refunded);
  if (status.state == api::PaymentState::Failed) {
    status.failure = failure_of(action);
    if (status.failure == api::PaymentFailure::None) status.failure = api::PaymentFailure::Declined;
  }
  status.masked_pan = masked_pan_of(object);
  status.action_code = std::to_string(action);
  return answer;
}

std::string order_params(std::string_view account) {
  return json{{"account", account}}.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace kabinet::server::acquiring
