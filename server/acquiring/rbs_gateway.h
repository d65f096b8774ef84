// The «register.do» protocol of RBS-family banks (Sberbank legacy, Alfa, VTB and others; domain.md §1).
// Never branches on errorMessage: its wording differs by bank. Must not know storage or handlers.
#pragma once

#include <string>
#include <string_view>

#include "server/acquiring/form_post.h"
#include "server/acquiring/gateway.h"
#include "server/utility.h"

namespace kabinet::server::acquiring {

class RbsGateway : public Gateway {
 public:
  explicit RbsGateway(AcquiringSettings settings);

  // What is wrong with the settings, for the log at start; empty where it will do.
  static std::string check(const AcquiringSettings& settings);

  int order_lifetime_s() const override { return settings_.order_minutes * 60; }
  api::Result<RegisteredOrder> register_order(const OrderRequest& order) override;
  api::Result<OrderStatus> status_of_id(std::string_view order_id) override;
  api::Result<OrderStatus> status_of_number(std::string_view order_number) override;

 private:
  api::Result<std::string> post(std::string_view method, Form form, int timeout_ms) const;
  api::Result<OrderStatus> status(std::string_view key, std::string_view value, int timeout_ms);
  api::Result<RegisteredOrder> find_again(const OrderRequest& order, int timeout_ms);

  AcquiringSettings settings_;
};

}  // namespace kabinet::server::acquiring
