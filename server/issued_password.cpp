#include "server/issued_password.h"

#include <cstdint>
#include <string_view>

#include <sodium.h>

namespace kabinet::server {

std::string issued_password() {
  constexpr std::string_view kSigns = "23456789abcdefghjkmnpqrstuvwxyz";
  static_assert(kSigns.size() == 31);
  std::string password;
  for (int i = 0; i < 15; ++i) {
    if (i > 0 && i % 5 == 0) password += '-';
    password += kSigns[randombytes_uniform(static_cast<std::uint32_t>(kSigns.size()))];
  }
  return password;
}

}  // namespace kabinet::server
