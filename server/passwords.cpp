#include "server/passwords.h"

#include <sodium.h>

#include <array>
#include <map>
#include <mutex>
#include <utility>

namespace kabinet::server {
namespace {

// argon2id refuses a memory below 8 KiB; a longer password than this is not a person's and only costs time.
constexpr std::size_t kMinMemory = 8192;
constexpr std::size_t kMaxPassword = 1024;

bool ready() {
  static const bool ok = sodium_init() >= 0;
  return ok;
}

}  // namespace

std::string hash_password(std::string_view password, const PasswordCost& cost) {
  if (!ready() || password.size() > kMaxPassword) return {};
  std::array<char, crypto_pwhash_STRBYTES> encoded{};
  const std::size_t memory = cost.memory_bytes < kMinMemory ? kMinMemory : cost.memory_bytes;
  if (crypto_pwhash_str_alg(encoded.data(), password.data(), password.size(), cost.passes, memory, crypto_pwhash_ALG_ARGON2ID13) != 0) return {};
  return encoded.data();
}

bool verify_password(const std::string& encoded, std::string_view password) {
  if (!ready() || password.size() > kMaxPassword) return false;
  return crypto_pwhash_str_verify(encoded.c_str(), password.data(), password.size()) == 0;
}

void waste_password_work(std::string_view password, const PasswordCost& cost) {
  // Verified against a hash of the same cost, made once for each cost, so that both refusals take one argon2id.
  static std::mutex mutex;
  static std::map<std::pair<std::uint64_t, std::size_t>, std::string> hashes;
  std::string encoded;
  {
    std::lock_guard lock(mutex);
    auto& known = hashes[{cost.passes, cost.memory_bytes}];
    if (known.empty()) known = hash_password("nobody's password", cost);
    encoded = known;
  }
  (void)verify_password(encoded, password);
}

}  // namespace kabinet::server
