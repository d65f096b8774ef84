// What an address says beside the screen: "?account=17&month=2026-10".
#pragma once

#include <string>
#include <string_view>

#include "api/http.h"

namespace kabinet::ui {

// Empty where the address does not say.
inline std::string value_in(std::string_view query, std::string_view name) {
  for (const auto& [key, value] : api::parse_query(query))
    if (key == name) return value;
  return {};
}

}  // namespace kabinet::ui
