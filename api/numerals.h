// Reading and writing of grouped decimal numerals, shared by money and meter readings. Internal to api/*.cpp.
// Must not know: units, currencies.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kabinet::api {

inline constexpr std::string_view kNbsp = "\u00A0";
inline constexpr std::string_view kMinus = "\u2212";

// Cuts spaces, tabs, U+00A0, U+202F and U+2009 from both ends.
std::string_view trim(std::string_view text);

struct Numeral {
  std::string whole;      // digits only, as typed, leading zeros kept
  std::string fraction;   // digits after the mark
  bool has_mark = false;  // a comma or a dot was there
};

// Digits with optional groups of exactly three ("1 234", "1'234": a stray space is a typing error worth a question, not a
// guess: «100 50» is hardly ten thousand) and one comma or dot. False for anything else; signs are the caller's.
bool parse_numeral(std::string_view text, Numeral& out);

// "12345" → "12 345" with U+00A0.
std::string group_digits(std::string_view digits);

// Unsigned magnitude, safe for the most negative number.
constexpr std::uint64_t magnitude(std::int64_t value) {
  return value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
}

}  // namespace kabinet::api
