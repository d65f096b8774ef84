// An address that its people recognise and from which a stranger learns nothing: «Симферополь, ул. К•••••••, 1•, кв. ••».
#pragma once

#include <string>
#include <string_view>

namespace kabinet::server {

// The settlement stays; of street and house the first letter or digit; of a flat nothing.
std::string mask_address(std::string_view address);

}  // namespace kabinet::server
