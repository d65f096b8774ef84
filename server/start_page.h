// The page at "/": which utilities this server serves, as plain HTML that needs no program. Must not know files or requests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/profile.h"

namespace kabinet::server {

std::string start_page(const std::vector<api::Profile>& utilities);
std::string start_page_style(const std::vector<api::Profile>& utilities);  // "/start.css"
std::string not_found_page();

}  // namespace kabinet::server
