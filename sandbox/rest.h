// The JSON side of the sandbox bank: register.do and getOrderStatusExtended.do as the real ones answer.
// Must not know HTTP beyond form bodies.
#pragma once

#include <string>
#include <string_view>

#include "sandbox/bank.h"

namespace kabinet::sandbox {

std::string form_value(std::string_view form, std::string_view name);  // '+' is a space; the first of several; empty where missing
std::string error_json(const ApiError& error);
std::string register_json(Bank& bank, std::string_view form, const std::string& public_url);
std::string status_json(Bank& bank, std::string_view form);

}  // namespace kabinet::sandbox
