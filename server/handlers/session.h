// StartSession, GetSession, EndSession, and how the router learns who sends a request.
#pragma once

namespace kabinet::server {

class Router;
void add_session(Router& router);

}  // namespace kabinet::server
