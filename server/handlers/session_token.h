// The session token and its cookie. The token itself exists in the browser's cookie only; the database keeps its hash.
#pragma once

#include <string>
#include <string_view>

#include "server/utility.h"

namespace kabinet::server {

struct Call;

std::string new_token();                          // 256 bits, base64url
std::string hash_of(std::string_view secret);     // BLAKE2b-256, hex: of tokens, names and addresses

std::string cookie_name(const Utility& utility);  // "__Host-kabinet_kraskom" behind TLS, else "kabinet_kraskom"
std::string session_cookie(const Utility& utility, std::string_view token);
std::string expired_cookie(const Utility& utility);

std::string device_of(const Call& call);            // of a session that starts with this call

}  // namespace kabinet::server
