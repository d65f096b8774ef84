// GetMeters.
#pragma once

namespace kabinet::server {

class Router;
void add_meters(Router& router);

}  // namespace kabinet::server
