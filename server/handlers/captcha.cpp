// The code is stored, not the picture: it is drawn when asked for. Its words are the same code for who cannot see the picture.
#include "server/handlers/captcha.h"

#include <sodium.h>

#include <cstring>

#include "api/rules.h"
#include "api/words.h"
#include "server/base64.h"
#include "server/captcha_picture.h"
#include "server/handlers/session_token.h"
#include "server/handlers/throttle.h"
#include "server/store/captchas.h"
#include "server/store/database.h"

namespace kabinet::server {
namespace {

constexpr std::int64_t kLifetime = 10 * 60'000;
constexpr int kTries = 5;
constexpr std::uint32_t kFirst = 10'000, kCodes = 90'000;  // five digits, none of them a leading zero: the words name them all

api::Result<api::Captcha> start_captcha(Call& call, api::StartCaptcha&) {
  if (sodium_init() < 0) return api::make_error(api::ErrorCode::Internal, "нет случайных чисел");
  const std::uint32_t code = kFirst + randombytes_uniform(kCodes);
  const api::Captcha captcha{random_hex(16), api::number_in_words(code), {call.now.ms + kLifetime}};
  auto stored = call.utility.database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    const int limit = call.utility.settings.throttle.captchas_per_address;
    if (auto refused = too_many(sql, call, store::AttemptScope::Address, "captcha", call.peer, limit)) return *refused;
    store::delete_captchas_before(sql, call.now);
    store::insert_captcha(sql, captcha.id, std::to_string(code), call.now, captcha.expires_at);
    return api::Nothing{};
  });
  if (!stored) return stored.error();
  return captcha;
}

api::Result<api::Document> captcha_image(Call& call, api::GetCaptchaImage& request) {
  auto code = call.utility.database.read([&](store::Connection& sql) -> api::Result<std::optional<std::string>> {
    return store::find_captcha_code(sql, request.captcha_id, call.now);
  });
  if (!code) return code.error();
  if (!*code) return api::make_error(api::ErrorCode::NotFound, "код устарел");
  // With a seed that could be guessed from the id, drawing all codes and comparing would read any picture.
  static const std::string secret = new_token();
  std::uint64_t seed = 0;
  const std::string hash = hash_of(secret + request.captcha_id);
  std::memcpy(&seed, hash.data(), sizeof seed);
  api::Document picture{"image/png", "captcha.png", draw_captcha(**code, seed)};
  if (picture.bytes.empty()) return api::make_error(api::ErrorCode::Internal, "картинка не нарисована");
  return picture;
}

}  // namespace

api::Error captcha_error(const char* code) {
  auto error = api::make_error(api::ErrorCode::Invalid, "код с картинки не принят");
  error.fields.push_back({"captcha_answer", code});
  return error;
}

api::Result<api::Nothing> check_captcha(Call& call, const std::string& id, const std::string& answer) {
  auto verdict = call.utility.database.write([&](store::Connection& sql) -> api::Result<store::CaptchaVerdict> {
    return store::try_captcha(sql, id, api::fold(answer), kTries, call.now);
  });
  if (!verdict) return verdict.error();
  if (*verdict == store::CaptchaVerdict::Right) return api::Nothing{};
  return captcha_error(*verdict == store::CaptchaVerdict::Wrong ? "wrong_code" : "expired_code");
}

void add_captcha(Router& router) {
  router.add<api::StartCaptcha>(start_captcha);
  router.add<api::GetCaptchaImage>(captcha_image);
}

}  // namespace kabinet::server
