// Draws the code of a captcha: digits as strokes of our own, so that no font of the machine is needed, warped and crossed by noise.
// The same seed gives the same picture: asking again shows no second view of the digits. Must not know storage.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kabinet::server {

inline constexpr int kCaptchaWidth = 200, kCaptchaHeight = 64;

std::string draw_captcha(std::string_view digits, std::uint64_t seed);  // PNG; empty where memory ran out

}  // namespace kabinet::server
