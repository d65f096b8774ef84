// Whether two postal addresses name the same place, however they are abbreviated and punctuated. Must not know contracts.
#pragma once

#include <string_view>

namespace kabinet::server {

// Postcodes, "г.", "ул.", "д." and the like do not count; town, street and numbers do. An address of nothing else matches nothing.
bool same_address(std::string_view one, std::string_view other);

}  // namespace kabinet::server
