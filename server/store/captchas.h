// Codes to be read off a picture. Single use, short-lived, few tries. Must not know how they look.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/time.h"

namespace kabinet::server::store {

class Connection;

void insert_captcha(Connection& sql, std::string_view key, std::string_view code, api::Instant now, api::Instant expires_at);
std::optional<std::string> find_captcha_code(Connection& sql, std::string_view key, api::Instant now);

enum class CaptchaVerdict { Right, Wrong, Expired };  // Expired: also used, unknown or tried too often

// Counts the try. A right answer stays good for what is being asked until use_captcha, within the tries.
CaptchaVerdict try_captcha(Connection& sql, std::string_view key, std::string_view answer, int max_tries, api::Instant now);
// False where somebody else has used it meanwhile.
bool use_captcha(Connection& sql, std::string_view key, api::Instant now);
void delete_captchas_before(Connection& sql, api::Instant moment);  // those that ended by then

}  // namespace kabinet::server::store
