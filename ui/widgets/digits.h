// A meter register as one box per digit (guide K15). One native input lies over the boxes; the canvas draws the digits.
#pragma once

#include <string>
#include <string_view>

#include "ui/core/ui.h"

namespace kabinet::ui {

struct DigitsStyle {
  int digits = 5, decimals = 0;
  bool invalid = false;
  bool doubtful = false;     // amber instead of red
  bool auto_focus = false;
  bool disabled = false;
  std::string description;   // verdict and what was before
  float box_w = 44, box_h = 56, gap = 6;
};

float digits_width(const DigitsStyle& style);
// `value` holds what was typed: digits, and a dot before decimals ("00412.5"). True when it changed. Anything else that is typed or pasted
// is dropped, except that a decimal mark fills the integer places with leading zeros and moves on to the decimals. In full boxes a digit
// replaces the one it is typed at. When the field loses focus a short value is filled with leading zeros.
bool digit_field(Ui& ui, const std::string& id, std::string_view name, std::string& value, const DigitsStyle& style);

// What the boxes did not take of a typed or pasted text.
enum class Dropped { Nothing, NotDigits, TooMany };

// Takes what was typed since the last frame into `value`, as digit_field does when it draws: for who needs the new value before.
// `dropped` changes only when something was typed.
bool take_digits(Ui& ui, const std::string& id, std::string& value, int digits, int decimals, Dropped* dropped = nullptr);

// What digit_field makes of a typed or pasted text; public for tests.
std::string clean_digits(std::string_view typed, int digits, int decimals);
// The same where `before` was in the boxes: full boxes are overwritten at the caret instead of pushing the last digit out.
std::string retype_digits(std::string_view before, std::string_view typed, int digits, int decimals);
Dropped dropped_from(std::string_view before, std::string_view typed, int digits, int decimals);
// Leading zeros to the full number of integer places; an empty value stays empty.
std::string pad_digits(std::string_view value, int digits);

}  // namespace kabinet::ui
