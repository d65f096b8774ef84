// ChangePassword, RequestRecovery, ResetPassword.
#pragma once

namespace kabinet::server {

class Router;
void add_passwords(Router& router);

}  // namespace kabinet::server
