// What a list of sessions calls a device: browser family and system of a User-Agent, nothing that would tell one person's from another's.
#pragma once

#include <string>
#include <string_view>

namespace kabinet::server {

std::string device_of(std::string_view user_agent);  // "Chrome, Windows"; one of the two or nothing where it is not known

}  // namespace kabinet::server
