#include "server/handlers/session_token.h"

#include <sodium.h>

#include <array>
#include <cstdlib>

#include <fmt/format.h>

#include "server/device.h"
#include "server/router.h"

namespace kabinet::server {
namespace {

std::string cookie(const Utility& utility, std::string_view token, std::string_view extra) {
  // __Host- asks for Path=/; without it the utility's own path keeps the cookie away from its neighbours.
  const bool secure = utility.settings.secure_cookies;
  const std::string path = secure ? "/" : fmt::format("/{}/", utility.profile.id);
  return fmt::format("{}={}; Path={}; HttpOnly; SameSite=Strict{}{}", cookie_name(utility), token, path, secure ? "; Secure" : "", extra);
}

}  // namespace

std::string new_token() {
  if (sodium_init() < 0) std::abort();  // no randomness: nothing may go on
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text{};
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

std::string hash_of(std::string_view secret) {
  std::array<unsigned char, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size(), nullptr, 0);
  std::array<char, 65> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return hex.data();
}

std::string cookie_name(const Utility& utility) { return (utility.settings.secure_cookies ? "__Host-kabinet_" : "kabinet_") + utility.profile.id; }

std::string session_cookie(const Utility& utility, std::string_view token) { return cookie(utility, token, ""); }

std::string expired_cookie(const Utility& utility) { return cookie(utility, "", "; Max-Age=0"); }

std::string device_of(const Call& call) {
  return call.request_headers ? device_of(api::header(*call.request_headers, "user-agent")) : std::string();
}

}  // namespace kabinet::server
