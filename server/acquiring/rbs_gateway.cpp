#include "server/acquiring/rbs_gateway.h"

#include <algorithm>
#include <utility>

#include "api/http.h"
#include "server/acquiring/rbs_answers.h"
#include "server/acquiring/rbs_codes.h"

namespace kabinet::server::acquiring {

namespace {

// register.do: «Заказ с таким номером уже обработан», «…зарегистрирован, но не был оплачен» and «Неверный номер заказа» share one code.
constexpr int kNumberTaken = 1;
// getOrderStatusExtended.do
constexpr int kUnknownOrder = 6;
// After a time-out the bank gets one more, short look: the browser waits 15 s in all.
constexpr int kSecondLookMs = 3'000;

api::Error refused(std::string_view method, int code) {
  return api::make_error(api::ErrorCode::GatewayUnavailable, std::string(method) + ": errorCode " + std::to_string(code));
}

}  // namespace

RbsGateway::RbsGateway(AcquiringSettings settings) : settings_(std::move(settings)) {
  if (!settings_.url.ends_with('/')) settings_.url += '/';
}

std::string RbsGateway::check(const AcquiringSettings& settings) {
  if (!acceptable_gateway_url(settings.url)) return "адрес банка должен начинаться с https:// (http:// — только на этой же машине)";
  if (settings.token.empty() == settings.user_name.empty()) return "нужно либо имя пользователя с паролем, либо token";
  return {};
}

api::Result<RegisteredOrder> RbsGateway::register_order(const OrderRequest& order) {
  if (!valid_order_number(order.order_number)) return api::make_error(api::ErrorCode::Internal, "негодный номер заказа");
  Form form = {{"orderNumber", order.order_number},
               {"amount", std::to_string(order.amount.kopecks)},
               {"currency", settings_.currency},
               {"returnUrl", order.return_url},
               {"failUrl", order.return_url},
               {"description", safe_description(order.description)},
               {"language", "ru"},
               {"sessionTimeoutSecs", std::to_string(order_lifetime_s())},
               {"jsonParams", order_params(order.account)}};
  if (!order.email.empty()) form.emplace_back("email", order.email);

  auto body = post("register.do", std::move(form), settings_.timeout_ms);
  if (!body) {  // the answer may have been lost after the bank did the work
    auto found = find_again(order, std::min(settings_.timeout_ms, kSecondLookMs));
    return found || found.error().code == api::ErrorCode::Conflict ? found : api::Result<RegisteredOrder>(body.error());
  }
  auto answer = parse_register(*body);
  if (!answer) return answer.error();
  if (answer->error_code == 0) return answer->order;
  if (answer->error_code == kNumberTaken) return find_again(order, settings_.timeout_ms);
  return refused("register.do", answer->error_code);
}

api::Result<OrderStatus> RbsGateway::status_of_id(std::string_view order_id) { return status("orderId", order_id, settings_.timeout_ms); }

api::Result<OrderStatus> RbsGateway::status_of_number(std::string_view order_number) {
  return status("orderNumber", order_number, settings_.timeout_ms);
}

api::Result<std::string> RbsGateway::post(std::string_view method, Form form, int timeout_ms) const {
  if (settings_.token.empty()) {
    form.emplace_back("userName", settings_.user_name);
    form.emplace_back("password", settings_.password);
  } else {
    form.emplace_back("token", settings_.token);
  }
  return post_form(settings_.url + std::string(method), form, {timeout_ms, settings_.proxy, settings_.ca_file});
}

api::Result<OrderStatus> RbsGateway::status(std::string_view key, std::string_view value, int timeout_ms) {
  auto body = post("getOrderStatusExtended.do", {{std::string(key), std::string(value)}, {"language", "ru"}}, timeout_ms);
  if (!body) return body.error();
  auto answer = parse_status(*body);
  if (!answer) return answer.error();
  if (answer->error_code == kUnknownOrder) return api::make_error(api::ErrorCode::NotFound, "банк не знает такого заказа");
  if (answer->error_code != 0) return refused("getOrderStatusExtended.do", answer->error_code);
  return answer->status;
}

api::Result<RegisteredOrder> RbsGateway::find_again(const OrderRequest& order, int timeout_ms) {
  auto status = this->status("orderNumber", order.order_number, timeout_ms);
  if (!status) {
    // errorCode 1 together with an unknown order is «Неверный номер заказа»: nothing a person could mend
    if (status.error().code == api::ErrorCode::NotFound) return refused("register.do", kNumberTaken);
    return status.error();
  }
  if (status->amount != order.amount) return api::make_error(api::ErrorCode::Conflict, "заказ с этим номером — на другую сумму");
  RegisteredOrder found{status->order_id, settings_.form_url};
  if (const auto place = found.form_url.find("{order_id}"); place != std::string::npos)
    found.form_url.replace(place, 10, api::percent_encode(status->order_id));
  return found;
}

}  // namespace kabinet::server::acquiring
