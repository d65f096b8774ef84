// MergeProfiles and DeleteSubscriber: what ends a profile, each with its password (guide E16).
#pragma once

namespace kabinet::server {

class Router;
void add_merging(Router& router);

}  // namespace kabinet::server
