#include "server/acquiring/callback.h"

#include <sodium.h>

#include <algorithm>

#include "api/http.h"

namespace kabinet::server::acquiring {

namespace {

bool outside_checksum(std::string_view name) { return name == "checksum" || name == "sign_alias"; }

}  // namespace

CallbackParams parse_callback(std::string_view form) {
  std::string spaced(form);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return api::parse_query(spaced);
}

std::string callback_value(const CallbackParams& params, std::string_view name) {
  for (const auto& [key, value] : params)
    if (key == name) return value;
  return {};
}

std::string callback_checksum(CallbackParams params, std::string_view key) {
  std::erase_if(params, [](const auto& param) { return outside_checksum(param.first); });
  std::sort(params.begin(), params.end());
  std::string text;
  for (const auto& [name, value] : params) text += name + ';' + value + ';';

  crypto_auth_hmacsha256_state state;
  unsigned char mac[crypto_auth_hmacsha256_BYTES];
  crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key.data()), key.size());
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  crypto_auth_hmacsha256_final(&state, mac);
  std::string hex;
  for (unsigned char byte : mac) {
    hex += "0123456789ABCDEF"[byte >> 4];
    hex += "0123456789ABCDEF"[byte & 15];
  }
  return hex;
}

bool callback_signed(const CallbackParams& params, std::string_view key) {
  if (key.empty()) return false;
  std::string given = callback_value(params, "checksum");
  for (char& c : given)
    if (c >= 'a' && c <= 'f') c -= 'a' - 'A';
  const std::string expected = callback_checksum(params, key);
  return given.size() == expected.size() && sodium_memcmp(given.data(), expected.data(), expected.size()) == 0;
}

}  // namespace kabinet::server::acquiring
