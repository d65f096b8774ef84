// Every topic's calls at once: the server and the tests register the same ones.
#pragma once

namespace kabinet::server {

class Router;

void add_handlers(Router& router);

}  // namespace kabinet::server
