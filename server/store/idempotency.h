// Writes that must not happen twice: the answer of a write is kept under (subscriber, endpoint, Idempotency-Key) in the same
// transaction as the write, and given again. Must not know what the endpoints do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/result.h"
#include "api/time.h"

namespace kabinet::server::store {

class Connection;

struct IdempotencyKey {
  std::int64_t subscriber_id = 0;
  std::string endpoint;      // "submit_reading"
  std::string key;           // as the client sent it; empty = the client wants no protection
  std::string request_hash;  // request_hash() of everything that makes the request what it is
};

// SHA-256, hexadecimal.
std::string request_hash(std::string_view canonical_request);

// The answer (JSON) of an earlier request with this key. Error Conflict where the key was used for another request, Invalid where the
// key is too long; no value where it is new or empty.
api::Result<std::optional<std::string>> find_answer(Connection& sql, const IdempotencyKey& key);
// To be called in the same write() as the work itself. Does nothing for an empty key.
void remember_answer(Connection& sql, const IdempotencyKey& key, const std::string& answer, api::Instant now);

}  // namespace kabinet::server::store
