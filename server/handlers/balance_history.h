// GetBalanceHistory: charged, paid and owed by month.
#pragma once

namespace kabinet::server {

class Router;
void add_balance_history(Router& router);

}  // namespace kabinet::server
