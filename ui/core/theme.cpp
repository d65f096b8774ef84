// Tokens and the contrast formula of WCAG 2.1.
#include "ui/core/theme.h"

#include <algorithm>
#include <cmath>

namespace kabinet::ui {

Color parse_color(std::string_view text, Color fallback) {
  if (text.size() != 7 || text[0] != '#') return fallback;
  std::uint32_t value = 0;
  for (const char c : text.substr(1)) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (digit < 0) return fallback;
    value = value * 16 + std::uint32_t(digit);
  }
  return rgb(value);
}

Color mix(Color from, Color to, float part) {
  const auto blend = [part](std::uint8_t a, std::uint8_t b) { return std::uint8_t(std::lround(float(a) + (float(b) - float(a)) * part)); };
  return {blend(from.r, to.r), blend(from.g, to.g), blend(from.b, to.b), blend(from.a, to.a)};
}

namespace {

float luminance(Color color) {
  const auto linear = [](std::uint8_t channel) {
    const float c = float(channel) / 255.f;
    return c <= 0.03928f ? c / 12.92f : std::pow((c + 0.055f) / 1.055f, 2.4f);
  };
  return 0.2126f * linear(color.r) + 0.7152f * linear(color.g) + 0.0722f * linear(color.b);
}

}  // namespace

float contrast(Color a, Color b) {
  const float la = luminance(a), lb = luminance(b);
  return (std::max(la, lb) + 0.05f) / (std::min(la, lb) + 0.05f);
}

Theme make_theme(std::string_view accent, std::string_view accent_soft) {
  Theme theme;
  theme.accent = parse_color(accent, theme.accent);
  theme.accent_soft = parse_color(accent_soft, theme.accent_soft);
  return theme;
}

TypeSpec spec(Type type) {
  switch (type) {
    case Type::Caption: return {13, 400, 18};
    case Type::CaptionStrong: return {13, 600, 18};
    case Type::Small: return {14, 400, 20};
    case Type::SmallMedium: return {14, 500, 20};
    case Type::Body: return {16, 400, 24};
    case Type::BodyMedium: return {16, 500, 24};
    case Type::BodyStrong: return {16, 600, 24};
    case Type::Lead: return {18, 400, 28};
    case Type::Title: return {20, 600, 28};
    case Type::Heading: return {28, 600, 36};
    case Type::Display: return {40, 600, 48};
    case Type::Digit: return {26, 600, 32};
  }
  return {16, 400, 24};
}

}  // namespace kabinet::ui
