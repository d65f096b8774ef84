// The look as tokens: colours with their contrast promises, type sizes, radii. A test proves the contrasts (≥ 4.5:1 for text, ≥ 3:1 for
// control borders). Must not know Dear ImGui.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kabinet::ui {

struct Color {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  friend constexpr bool operator==(Color, Color) = default;
};
constexpr Color rgb(std::uint32_t hex) { return {std::uint8_t(hex >> 16), std::uint8_t(hex >> 8), std::uint8_t(hex), 255}; }
Color parse_color(std::string_view text, Color fallback);  // "#0b57d0"
Color mix(Color from, Color to, float part);               // part 0 … 1
float contrast(Color a, Color b);                          // WCAG 2.1 relative luminance ratio, 1 … 21

struct Theme {
  Color ink = rgb(0x13233a), ink2 = rgb(0x51637c), ink3 = rgb(0x5f6f86);
  Color background = rgb(0xf3f6fa), card = rgb(0xffffff), line = rgb(0xdde4ec), control = rgb(0x7d8da3);
  Color accent = rgb(0x0b57d0), accent_soft = rgb(0xe8f0fe), on_accent = rgb(0xffffff);
  Color ok = rgb(0x177a3d), ok_soft = rgb(0xe6f4ea);
  Color warn = rgb(0x8a5000), warn_soft = rgb(0xfff4dd);
  Color bad = rgb(0xb3261e), bad_soft = rgb(0xfdecea);
  Color neutral_soft = rgb(0xedf1f6);
};
Theme make_theme(std::string_view accent, std::string_view accent_soft);

// Sizes in CSS px. Line height is a factor.
enum class Type { Caption, CaptionStrong, Small, SmallMedium, Body, BodyMedium, BodyStrong, Lead, Title, Heading, Display, Digit };
inline constexpr std::size_t kTypeCount = 12;
struct TypeSpec {
  float px;
  int weight;         // 400, 500, 600
  float line_height;  // px
};
TypeSpec spec(Type type);

inline constexpr float kRadius = 8, kCardRadius = 12, kControlHeight = 44;
inline constexpr float kContentMax = 1280, kSidebar = 248, kHeader = 64;
inline constexpr float kNarrow = 760;  // below: no sidebar, tables become lists

}  // namespace kabinet::ui
