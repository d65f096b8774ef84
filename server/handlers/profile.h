// GetProfile.
#pragma once

namespace kabinet::server {

class Router;
void add_profile(Router& router);

}  // namespace kabinet::server
