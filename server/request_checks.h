// What a request must look like before anything acts on it: its path, where it comes from, what it carries.
// Plain functions over values; must not know routes, sessions or sockets.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http.h"
#include "api/result.h"

namespace kabinet::server {

// "/kraskom/api/v1/meters" → its decoded segments; a slash at the end gives an empty last one. Refused: no leading slash, malformed
// escapes, text that is not UTF-8, control characters, "." and "..", slashes and backslashes hidden in escapes.
api::Result<std::vector<std::string>> split_path(std::string_view path);
bool well_escaped(std::string_view text);  // every "%" is followed by two hex digits, no control characters

// For calls that change something: true where the browser says the request comes from our own pages. `needs_proof` refuses requests
// that say nothing at all (only programs other than browsers send neither header).
bool same_origin(const api::Headers& headers, bool needs_proof);

bool is_json(std::string_view content_type);
std::string cookie(const api::Headers& headers, std::string_view name);  // empty where there is none

// The person's address behind trusted proxies: the last entry of X-Forwarded-For that is not a trusted proxy. IPv6 is cut to its /64,
// as one subscriber line owns that much.
std::string client_address(std::string_view peer, const api::Headers& headers, const std::vector<std::string>& trusted);

}  // namespace kabinet::server
