#include "sandbox/rest.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/http.h"

namespace kabinet::sandbox {

namespace {

using nlohmann::json;

std::string dump(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

const char* payment_state(OrderState state) {
  switch (state) {
    case OrderState::Paid: return "DEPOSITED";
    case OrderState::Refunded: return "REFUNDED";
    case OrderState::Declined: return "DECLINED";
    default: return "CREATED";
  }
}

}  // namespace

std::string form_value(std::string_view form, std::string_view name) {
  std::string spaced(form);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  for (auto& [key, value] : api::parse_query(spaced))
    if (key == name) return value;
  return {};
}

std::string error_json(const ApiError& error) { return dump({{"errorCode", error.code}, {"errorMessage", error.message}}); }

std::string register_json(Bank& bank, std::string_view form, const std::string& public_url) {
  const auto value = [&](const char* name) { return form_value(form, name); };
  ApiError error;
  const auto id = bank.register_order({value("orderNumber"), value("amount"), value("currency"), value("returnUrl"), value("failUrl"),
                                       value("description"), value("jsonParams"), value("sessionTimeoutSecs"), value("dynamicCallbackUrl")},
                                      error);
  if (!id) return error_json(error);
  return dump({{"orderId", *id}, {"formUrl", public_url + "/payment/card?mdOrder=" + *id}});  // no errorCode: so does the real one
}

std::string status_json(Bank& bank, std::string_view form) {
  const std::string id = form_value(form, "orderId"), number = form_value(form, "orderNumber");
  if (id.empty() && number.empty()) return error_json({"1", "Ожидается [orderId] или [orderNumber]"});
  const auto order = id.empty() ? bank.find_by_number(number) : bank.find_by_id(id);
  if (!order) return error_json({"6", "Заказ не найден"});
  const bool paid = order->state == OrderState::Paid || order->state == OrderState::Refunded;
  json answer = {
      {"errorCode", "0"},
      {"errorMessage", "Успешно"},
      {"orderNumber", order->number},
      {"orderStatus", static_cast<int>(order->state)},
      {"actionCode", order->action_code},
      {"amount", order->amount.kopecks},
      {"currency", "643"},
      {"date", order->registered_at.ms},
      {"orderDescription", order->description},
      {"merchantOrderParams", json::array()},
      {"attributes", json::array({{{"name", "mdOrder"}, {"value", order->id}}})},
      {"paymentAmountInfo",
       {{"paymentState", payment_state(order->state)},
        {"approvedAmount", paid ? order->amount.kopecks : 0},
        {"depositedAmount", paid ? order->amount.kopecks : 0},
        {"refundedAmount", order->state == OrderState::Refunded ? order->amount.kopecks : 0}}},
  };
  if (!order->account.empty()) answer["merchantOrderParams"].push_back({{"name", "account"}, {"value", order->account}});
  if (!order->masked_pan.empty()) {
    answer["cardAuthInfo"] = {{"maskedPan", order->masked_pan}, {"expiration", order->expiration}, {"cardholderName", order->holder}};
    if (paid) answer["cardAuthInfo"]["approvalCode"] = order->approval_code;
  }
  return dump(answer);
}

}  // namespace kabinet::sandbox
