#include "server/store/captchas.h"

#include "server/store/sql.h"

namespace kabinet::server::store {

void insert_captcha(Connection& sql, std::string_view key, std::string_view code, api::Instant now, api::Instant expires_at) {
  const std::string captcha_key(key), text(code);
  sql << "INSERT INTO captchas (captcha_key, code, created_at, expires_at) VALUES (:k, :c, :n, :e)", soci::use(captcha_key), soci::use(text),
      soci::use(now), soci::use(expires_at);
}

std::optional<std::string> find_captcha_code(Connection& sql, std::string_view key, api::Instant now) {
  const std::string captcha_key(key);
  std::string code;
  sql << "SELECT code FROM captchas WHERE captcha_key = :k AND expires_at > :n", soci::into(code), soci::use(captcha_key), soci::use(now);
  if (!sql.got_data()) return std::nullopt;
  return code;
}

CaptchaVerdict try_captcha(Connection& sql, std::string_view key, std::string_view answer, int max_tries, api::Instant now) {
  const std::string captcha_key(key);
  std::string code;
  int tries = 0;
  sql << "SELECT code, tries FROM captchas WHERE captcha_key = :k AND expires_at > :n", soci::into(code), soci::into(tries), soci::use(captcha_key),
      soci::use(now);
  if (!sql.got_data() || tries >= max_tries) return CaptchaVerdict::Expired;
  sql << "UPDATE captchas SET tries = tries + 1 WHERE captcha_key = :k", soci::use(captcha_key);
  return code == answer ? CaptchaVerdict::Right : CaptchaVerdict::Wrong;
}

bool use_captcha(Connection& sql, std::string_view key, api::Instant now) {
  const std::string captcha_key(key);
  int found = 0;
  sql << "SELECT count(*) FROM captchas WHERE captcha_key = :k AND expires_at > :n", soci::into(found), soci::use(captcha_key), soci::use(now);
  if (found == 0) return false;
  sql << "DELETE FROM captchas WHERE captcha_key = :k", soci::use(captcha_key);
  return true;
}

void delete_captchas_before(Connection& sql, api::Instant moment) { sql << "DELETE FROM captchas WHERE expires_at <= :m", soci::use(moment); }

}  // namespace kabinet::server::store
