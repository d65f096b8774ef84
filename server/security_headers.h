// The headers that every answer of the server carries, whoever made it. Must not know routes.
#pragma once

#include "api/http.h"

namespace kabinet::server {

// Adds what is missing. `behind_tls` adds HSTS: only right where people reach the server through https.
void add_security_headers(api::Headers& headers, bool behind_tls);

}  // namespace kabinet::server
