// The JSON that tells the page which request to send and which inputs hold its secrets; the secrets themselves are not in it.
#include <nlohmann/json.hpp>

#include "web/fetch_transport.h"

namespace kabinet::web {

std::string secret_spec(const api::HttpRequest& request, int timeout_ms) {
  nlohmann::json spec{{"method", api::to_string(request.method)}, {"target", request.target}, {"headers", request.headers},
                      {"body", request.body},                     {"timeout", timeout_ms},   {"secrets", nlohmann::json::array()}};
  for (const api::SecretField& secret : request.secrets) spec["secrets"].push_back({secret.json_key, secret.node_id});
  return spec.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace kabinet::web
