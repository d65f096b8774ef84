// The bank's callback: who is it about, and is its checksum right (domain.md §1, symmetric variant). A callback is only a hint to
// ask the bank: nothing in it is believed. Must not know the payments themselves.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kabinet::server::acquiring {

using CallbackParams = std::vector<std::pair<std::string, std::string>>;  // decoded

// Of a query or a form body: there '+' is a space, unlike in the URLs that api::parse_query reads.
CallbackParams parse_callback(std::string_view form);
std::string callback_value(const CallbackParams& params, std::string_view name);
// HMAC-SHA256 over "name;value;" sorted by name without checksum and sign_alias, upper-case hex.
std::string callback_checksum(CallbackParams params, std::string_view key);
// Constant time; either case. An empty key accepts nothing.
bool callback_signed(const CallbackParams& params, std::string_view key);

}  // namespace kabinet::server::acquiring
