// The JSON of an RBS gateway. In its answers errorCode is a string, a number or absent, and fields come and go with versions.
// Must not know HTTP.
#pragma once

#include <string>
#include <string_view>

#include "api/result.h"
#include "server/acquiring/gateway.h"

namespace kabinet::server::acquiring {

struct RegisterAnswer {
  int error_code = 0;      // 0 = registered
  RegisteredOrder order;
};

struct StatusAnswer {
  int error_code = 0;
  OrderStatus status;
};

// GatewayUnavailable where the text is not such an answer at all (HTML of a proxy, a cut-off body, a form without its page).
api::Result<RegisterAnswer> parse_register(std::string_view body);
api::Result<StatusAnswer> parse_status(std::string_view body);
// The jsonParams of register.do: come back as merchantOrderParams and stand in the bank's reports.
std::string order_params(std::string_view account);

}  // namespace kabinet::server::acquiring
