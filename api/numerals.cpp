// Grouped decimal numerals, both ways. See numerals.h.
#include "api/numerals.h"

#include <array>

namespace kabinet::api {
namespace {

constexpr std::array<std::string_view, 5> kSpaces = {" ", "\t", "\u00A0", "\u202F", "\u2009"};
constexpr std::array<std::string_view, 6> kGroupMarks = {" ", "\u00A0", "\u202F", "\u2009", "'", "\u2019"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string_view trim(std::string_view text) {
  for (bool cut = true; cut;) {
    cut = false;
    for (const auto space : kSpaces) {
      while (text.substr(0, space.size()) == space) text.remove_prefix(space.size()), cut = true;
      while (text.size() >= space.size() && text.substr(text.size() - space.size()) == space) {
        text.remove_suffix(space.size()), cut = true;
      }
    }
  }
  return text;
}

bool parse_numeral(std::string_view text, Numeral& out) {
  out = {};
  std::size_t in_group = 0;
  bool grouped = false;
  while (!text.empty()) {
    if (is_digit(text.front())) {
      out.whole.push_back(text.front());
      ++in_group;
      text.remove_prefix(1);
      continue;
    }
    if (text.front() == ',' || text.front() == '.') break;
    std::size_t mark = 0;
    for (const auto group : kGroupMarks) {
      if (text.substr(0, group.size()) == group) mark = group.size();
    }
    if (mark == 0 || in_group == 0 || in_group > 3 || (grouped && in_group != 3)) return false;
    grouped = true;
    in_group = 0;
    text.remove_prefix(mark);
  }
  if (grouped && in_group != 3) return false;
  if (!text.empty()) {
    out.has_mark = true;
    text.remove_prefix(1);
    for (const char c : text) {
      if (!is_digit(c)) return false;
    }
    out.fraction = std::string(text);
  }
  return !out.whole.empty() || !out.fraction.empty();
}

std::string group_digits(std::string_view digits) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && (digits.size() - i) % 3 == 0) out += kNbsp;
    out.push_back(digits[i]);
  }
  return out;
}

}  // namespace kabinet::api
