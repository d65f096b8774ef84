// RegisterSubscriber, ActivateSubscriber, ResendActivation, GetLegalText.
#pragma once

namespace kabinet::server {

class Router;
void add_registrations(Router& router);

}  // namespace kabinet::server
