// Password hashing: argon2id through libsodium. Slow on purpose: call it on Lane::Slow or in kabinet-admin only.
// Must not know sessions, storage or HTTP. A password never leaves the call it came with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kabinet::server {

struct PasswordCost {
  std::uint64_t passes = 2;                          // argon2id t
  std::size_t memory_bytes = 19u * 1024u * 1024u;    // argon2id m; 23–28 ms together, tests use 8 KiB
};

// The encoded form "$argon2id$v=19$m=…" with a salt of its own, or empty where memory ran out.
std::string hash_password(std::string_view password, const PasswordCost& cost);
bool verify_password(const std::string& encoded, std::string_view password);
// Spends what verify_password of a hash of this cost spends: for names that do not exist.
void waste_password_work(std::string_view password, const PasswordCost& cost);

}  // namespace kabinet::server
