// Steps over UTF-8 text. Must not know: what the text is for.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace kabinet::api {

// Bytes of the well-formed code point that `text` (not empty) begins with; 0 where it is malformed: overlong forms, surrogates,
// above U+10FFFF, cut off.
constexpr std::size_t utf8_length(std::string_view text) {
  const auto at = [text](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto tail = [&](std::size_t i) { return (at(i) & 0xC0U) == 0x80U; };
  const unsigned first = at(0), second = at(1);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return tail(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool good = tail(1) && tail(2) && !(first == 0xE0 && second < 0xA0) && !(first == 0xED && second > 0x9F);
    return good ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool good = tail(1) && tail(2) && tail(3) && !(first == 0xF0 && second < 0x90) && !(first == 0xF4 && second > 0x8F);
    return good ? 4 : 0;
  }
  return 0;
}

// Code points of a text; a malformed byte counts as one.
inline std::vector<std::string_view> split_code_points(std::string_view text) {
  std::vector<std::string_view> points;
  while (!text.empty()) {
    const std::size_t size = std::max<std::size_t>(utf8_length(text), 1);
    points.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return points;
}

}  // namespace kabinet::api
