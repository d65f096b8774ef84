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
// Where strangers name whom they mean: nobody (null) and a hash that cannot be read are refused after the work that a wrong password takes.
bool verify_password_of(const std::string* encoded, std::string_view password, const PasswordCost& cost);
// How many argon2id computations this process has done: tests compare the work of two answers by it, not by a clock.
std::uint64_t password_work_done();

}  // namespace kabinet::server
