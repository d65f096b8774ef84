// What Kabinet asks of a bank: register an order, say how an order stands. Everything else happens on the bank's own page.
// Must not know: any bank's protocol, HTTP, storage. Card data never passes here (PCI DSS).
#pragma once

#include <string>
#include <string_view>

#include "api/money.h"
#include "api/payment.h"
#include "api/result.h"

namespace kabinet::server::acquiring {

struct OrderRequest {
  std::string order_number;   // ours, unique at the bank for ever, ≤ 32 characters of A-Z a-z 0-9 - _
  api::Money amount;
  std::string return_url;     // the bank sends the browser here, paid or not
  std::string description;    // see safe_description
  std::string email;          // for the receipt; may be empty
  std::string account;        // comes back in the bank's own reports
};

struct RegisteredOrder {
  std::string order_id;       // the bank's
  std::string form_url;       // the bank's page; empty where an order existed already and the bank does not tell its page again
};

struct OrderStatus {
  std::string order_id, order_number;
  api::Money amount;          // as the bank has it
  api::PaymentState state = api::PaymentState::Created;  // never Posted: that is billing's word
  api::PaymentFailure failure = api::PaymentFailure::None;
  std::string masked_pan;
  std::string action_code;    // the bank's reason as it came, for the log
};

class Gateway {
 public:
  virtual ~Gateway() = default;

  virtual int order_lifetime_s() const = 0;  // how long the bank's page takes a card

  // Safe to repeat with the same number: an order that exists already is found and answered, never doubled.
  // GatewayUnavailable: no usable answer, the order may or may not exist; Conflict: the number belongs to another sum.
  virtual api::Result<RegisteredOrder> register_order(const OrderRequest& order) = 0;
  // NotFound: the bank knows no such order. GatewayUnavailable: no usable answer.
  virtual api::Result<OrderStatus> status_of_id(std::string_view order_id) = 0;
  virtual api::Result<OrderStatus> status_of_number(std::string_view order_number) = 0;
};

}  // namespace kabinet::server::acquiring
