// GetAccountDetails, GetReconciliation, GetInvoices, GetCharges.
#pragma once

namespace kabinet::server {

class Router;
void add_settlement(Router& router);

}  // namespace kabinet::server
