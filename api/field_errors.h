// The one of several errors that is about a field.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "api/result.h"

namespace kabinet::api {

// Null where nothing is wrong with the field.
inline const FieldError* error_of(const std::vector<FieldError>& errors, std::string_view field) {
  const auto found = std::find_if(errors.begin(), errors.end(), [&](const FieldError& error) { return error.field == field; });
  return found == errors.end() ? nullptr : &*found;
}

// Empty where nothing is wrong with the field.
inline std::string code_of(const std::vector<FieldError>& errors, std::string_view field) {
  const FieldError* found = error_of(errors, field);
  return found == nullptr ? std::string() : found->code;
}

}  // namespace kabinet::api
