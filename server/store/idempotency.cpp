// See idempotency.h. Keys live a week: longer than any client retries.
#include "server/store/idempotency.h"

#include <array>

#include <sodium.h>

#include "server/store/sql.h"

namespace kabinet::server::store {
namespace {

constexpr std::int64_t kKeptMs = 7LL * 24 * 3600 * 1000;
constexpr std::size_t kMaxKeyLength = 200;

}  // namespace

std::string request_hash(std::string_view canonical_request) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(canonical_request.data()), canonical_request.size());
  std::string hex(digest.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  hex.pop_back();
  return hex;
}

api::Result<std::optional<std::string>> find_answer(Connection& sql, const IdempotencyKey& key) {
  if (key.key.empty()) return std::optional<std::string>{};
  if (key.key.size() > kMaxKeyLength) {
    api::Error error = api::make_error(api::ErrorCode::Invalid, "Idempotency-Key слишком длинный");
    error.fields.push_back({"idempotency_key", "too_long"});
    return error;
  }
  std::string hash, answer;
  sql << "SELECT request_hash, answer FROM idempotency_keys WHERE subscriber_id = :s AND endpoint = :e AND idempotency_key = :k",
      soci::into(hash), soci::into(answer), soci::use(key.subscriber_id), soci::use(key.endpoint), soci::use(key.key);
  if (!sql.got_data()) return std::optional<std::string>{};
  if (hash != key.request_hash) return api::make_error(api::ErrorCode::Conflict, "Idempotency-Key уже использован для другого запроса");
  return std::optional<std::string>(std::move(answer));
}

void remember_answer(Connection& sql, const IdempotencyKey& key, const std::string& answer, api::Instant now) {
  if (key.key.empty()) return;
  const std::int64_t expired = now.ms - kKeptMs;
  sql << "DELETE FROM idempotency_keys WHERE created_at < :t", soci::use(expired);
  sql << "INSERT INTO idempotency_keys (subscriber_id, endpoint, idempotency_key, request_hash, answer, created_at) "
         "VALUES (:s, :e, :k, :h, :a, :t)",
      soci::use(key.subscriber_id), soci::use(key.endpoint), soci::use(key.key), soci::use(key.request_hash), soci::use(answer),
      soci::use(now);
}

}  // namespace kabinet::server::store
