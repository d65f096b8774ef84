// StartCaptcha, GetCaptchaImage, and the check of an answer for the forms that ask for one.
#pragma once

#include <optional>
#include <string>

#include "api/result.h"
#include "server/router.h"

namespace kabinet::server {

void add_captcha(Router& router);

// Counts a try. An error where the answer is wrong or the code is over: Invalid with the field "captcha_answer".
api::Result<api::Nothing> check_captcha(Call& call, const std::string& id, const std::string& answer);
api::Error captcha_error(const char* code);

}  // namespace kabinet::server
