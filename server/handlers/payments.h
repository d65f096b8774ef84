// GetPayments, StartPayment, CheckPayment, and the bank's callback.
#pragma once

namespace kabinet::server {

class Router;
void add_payments(Router& router);

}  // namespace kabinet::server
