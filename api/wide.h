// 128-bit products for sums of money and volumes, where 64 bits would overflow. Internal to api/*.cpp.
#pragma once

#include <cstdint>
#include <limits>

namespace kabinet::api {

__extension__ typedef __int128 Wide;

constexpr std::int64_t saturate(Wide value) {
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
  constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
  return value > kMax ? kMax : value < kMin ? kMin : static_cast<std::int64_t>(value);
}

}  // namespace kabinet::api
