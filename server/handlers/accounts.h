// GetAccounts, GetAccount, GetConsumption.
#pragma once

namespace kabinet::server {

class Router;
void add_accounts(Router& router);

}  // namespace kabinet::server
