// FindAnonymousMeter, SubmitAnonymousReading: readings without registration (guide E15).
#pragma once

namespace kabinet::server {

class Router;
void add_anonymous(Router& router);

}  // namespace kabinet::server
