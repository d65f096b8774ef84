#include "server/security_headers.h"

namespace kabinet::server {
namespace {

// 'wasm-unsafe-eval' lets WebAssembly compile and nothing else. The mirror positions elements through CSSOM, which style-src allows.
constexpr const char* kCsp =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

void add(api::Headers& headers, const char* name, const char* value) {
  if (api::header(headers, name).empty()) headers.emplace_back(name, value);
}

}  // namespace

void add_security_headers(api::Headers& headers, bool behind_tls) {
  add(headers, "content-security-policy", kCsp);
  add(headers, "x-content-type-options", "nosniff");
  add(headers, "x-frame-options", "DENY");
  add(headers, "referrer-policy", "same-origin");
  add(headers, "permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
  add(headers, "cross-origin-opener-policy", "same-origin");
  add(headers, "cross-origin-resource-policy", "same-origin");
  if (behind_tls) add(headers, "strict-transport-security", "max-age=31536000");
}

}  // namespace kabinet::server
