// «Профиль» of who is signed in: its settings and sessions (guide E16).
#pragma once

namespace kabinet::server {

class Router;
void add_subscriber(Router& router);

}  // namespace kabinet::server
