#include "server/passwords.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <atomic>

namespace kabinet::server {
namespace {

// argon2id refuses a memory below 8 KiB; a longer password than this is not a person's and only costs time.
constexpr std::size_t kMinMemory = 8192;
constexpr std::size_t kMaxPassword = 1024;

std::atomic<std::uint64_t> work_done{0};

std::size_t memory_of(const PasswordCost& cost) { return std::max(cost.memory_bytes, kMinMemory); }

bool ready() {
  static const bool ok = sodium_init() >= 0;
  return ok;
}

}  // namespace

std::string hash_password(std::string_view password, const PasswordCost& cost) {
  if (!ready() || password.size() > kMaxPassword) return {};
  std::array<char, crypto_pwhash_STRBYTES> encoded{};
  ++work_done;
  if (crypto_pwhash_str_alg(encoded.data(), password.data(), password.size(), cost.passes, memory_of(cost), crypto_pwhash_ALG_ARGON2ID13) != 0) return {};
  return encoded.data();
}

bool verify_password(const std::string& encoded, std::string_view password) {
  if (!ready() || password.size() > kMaxPassword) return false;
  ++work_done;
  return crypto_pwhash_str_verify(encoded.c_str(), password.data(), password.size()) == 0;
}

bool verify_password_of(const std::string* encoded, std::string_view password, const PasswordCost& cost) {
  const bool readable = encoded && crypto_pwhash_str_needs_rehash(encoded->c_str(), cost.passes, memory_of(cost)) >= 0;
  if (readable) return verify_password(*encoded, password);
  (void)hash_password(password, cost);
  return false;
}

std::uint64_t password_work_done() { return work_done; }

}  // namespace kabinet::server
