// Base64 (RFC 4648) of bytes, and random names. Internal to the server; through libsodium.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kabinet::server {

std::string base64(std::string_view bytes);                  // with padding, on one line
std::optional<std::string> from_base64(std::string_view text);
std::string random_hex(std::size_t bytes);                   // two digits for each

}  // namespace kabinet::server
