// The log: one line per request and a few about the server itself, to standard output. Lines are made safe against CR, LF and control
// characters here. Callers must never pass logins, tokens, query strings or other personal data.
#pragma once

#include <string_view>

#include "server/router.h"

namespace kabinet::server {

bool start_log(std::string_view level);  // "debug", "info", "warn", "error", "off"; false where the level is unknown
void stop_log();                          // flushes

void log_info(std::string_view text);
void log_warn(std::string_view text);
void log_error(std::string_view text);
void log_access(const AccessRecord& record);

// What of an exception's text may be logged: without the bound values that the SQL library appends.
std::string_view loggable(std::string_view what);
std::string escape_line(std::string_view text);  // control characters → "\x0a"

}  // namespace kabinet::server
