// Adding accounts to a profile and removing them (guide E5–E10).
#pragma once

namespace kabinet::server {

class Router;
void add_linking(Router& router);

}  // namespace kabinet::server
