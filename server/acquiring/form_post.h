// One HTTPS POST of a form, over libcurl: certificates checked, TLS 1.2 or newer, no redirects, a bounded answer, a time limit.
// Must not know what the form says.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/result.h"

namespace kabinet::server::acquiring {

using Form = std::vector<std::pair<std::string, std::string>>;

struct PostOptions {
  int timeout_ms = 10'000;      // the whole call
  std::string proxy;            // empty = direct; the environment's proxy variables are not read
  std::string ca_file;          // empty = the system's certificates
};

// The body of a 200 answer; GatewayUnavailable otherwise. `detail` names neither the form nor the answer.
api::Result<std::string> post_form(const std::string& url, const Form& form, const PostOptions& options);

// https, or http to this very machine (the sandbox): passwords do not travel in the clear.
bool acceptable_gateway_url(std::string_view url);

}  // namespace kabinet::server::acquiring
