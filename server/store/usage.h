// What a register has counted between two values, rollover through zero included. Must not know storage.
#pragma once

#include <cstdint>

#include "api/money.h"

namespace kabinet::server::store {

// A register of `digits` integer places. A fall of up to half of the dial is a correction (an inspector found less), not a rollover: 0.
inline api::Volume used_between(api::Volume previous, api::Volume value, int digits) {
  if (value >= previous) return value - previous;
  std::int64_t capacity = 1000;
  for (int i = 0; i < digits; ++i) capacity *= 10;
  const api::Volume rolled{capacity + value.milli - previous.milli};
  return rolled.milli < capacity / 2 ? rolled : api::Volume{};
}

}  // namespace kabinet::server::store
