// The «register.do» protocol of RBS-family banks (Sberbank legacy, Alfa, VTB and others; domain.md §1).
// Never branches on errorMessage: its wording differs by bank. Must not know storage or handlers.
#pragma once

#include <string>
#include <string_view>

#include "server/acquiring/form_post.h"
#include "server/acquiring/gateway.h"

namespace kabinet::server::acquiring {

struct RbsConfig {
  std::string url;                 // "https://…/payment/rest/", the slash at the end may be missing
  std::string user_name, password; // or
  std::string token;               // never both
  std::string currency = "643";    // ISO 4217 numeric; some old installations want 810
  int session_timeout_s = 1200;    // life of an order at the bank
  int timeout_ms = 10'000;         // of one call
  std::string callback_url;        // dynamicCallbackUrl, where the merchant has it enabled
  std::string form_url;            // the page of an order found again: "https://…/payment_ru.html?mdOrder={order_id}"; empty = unknown
  std::string proxy, ca_file;
};

class RbsGateway : public Gateway {
 public:
  explicit RbsGateway(RbsConfig config);

  // What is wrong with the configuration, for the log at start; empty where it will do.
  static std::string check(const RbsConfig& config);

  api::Result<RegisteredOrder> register_order(const OrderRequest& order) override;
  api::Result<OrderStatus> status_of_id(std::string_view order_id) override;
  api::Result<OrderStatus> status_of_number(std::string_view order_number) override;

 private:
  api::Result<std::string> post(std::string_view method, Form form) const;
  api::Result<OrderStatus> status(std::string_view key, std::string_view value);
  api::Result<RegisteredOrder> find_again(const OrderRequest& order);

  RbsConfig config_;
};

}  // namespace kabinet::server::acquiring
