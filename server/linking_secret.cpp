#include "server/linking_secret.h"

#include <algorithm>
#include <array>

#include "api/rules.h"
#include "api/utf8.h"

namespace kabinet::server {
namespace {

constexpr std::size_t kLetters = 3, kMinLetters = 2;  // a surname may have two: «Ли»
constexpr std::size_t kMaxNumber = 60, kMaxSurname = 40;
constexpr std::int64_t kMaxKopecks = 1'000'000'000'00;

bool is_control(std::string_view point) {
  const auto first = static_cast<unsigned char>(point[0]);
  return first < 0x20 || first == 0x7F || (first == 0xC2 && static_cast<unsigned char>(point[1]) < 0xA0);
}

// Of folded text: letters and digits of names, not «quotes», dashes or spaces.
bool is_letter(std::string_view point) {
  const char c = point[0];
  if (point.size() == 1) return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  const auto first = static_cast<unsigned char>(c);
  return point.size() == 2 && first >= 0xC3 && first <= 0xD4;  // Latin with marks … Cyrillic
}

std::string first_letters(std::string_view text, std::size_t limit) {
  const std::string folded = api::fold(text);
  std::string letters;
  for (const auto point : api::split_code_points(folded)) {
    if (!is_letter(point)) continue;
    if (limit-- == 0) break;
    letters += point;
  }
  return letters;
}

// Legal forms that stand before a name.
constexpr std::array<std::string_view, 16> kForms{"ооо", "оао", "зао", "пао", "нао", "ао",  "ип",  "тсж",
                                                  "тсн", "снт", "днт", "кфх", "муп", "гуп", "фгуп", "гск"};

}  // namespace

api::LinkInput tidy(api::LinkInput input) {
  std::string number;
  for (const auto point : api::split_code_points(input.number))
    if (point != " " && point != "\u00A0" && point != "\u202F" && point != "\t") number += point;
  input.number = std::move(number);
  const auto first = input.surname.find_first_not_of(' ');
  input.surname = first == std::string::npos ? "" : input.surname.substr(first, input.surname.find_last_not_of(' ') - first + 1);
  return input;
}

std::vector<api::FieldError> check_link_input(const api::LinkInput& input, const std::vector<api::Region>& regions) {
  std::vector<api::FieldError> errors;
  const auto has_control = [](const std::string& text) {
    const auto points = api::split_code_points(text);
    return std::any_of(points.begin(), points.end(), is_control);
  };
  if (input.region.empty()) errors.push_back({"region", "required"});
  else if (std::none_of(regions.begin(), regions.end(), [&](const auto& region) { return region.id == input.region; }))
    errors.push_back({"region", "unknown"});
  if (input.number.empty()) errors.push_back({"number", "required"});
  else if (api::code_points(input.number) > kMaxNumber) errors.push_back({"number", "too_long"});
  else if (has_control(input.number)) errors.push_back({"number", "bad_character"});
  if (input.last_payment) {
    if (input.last_payment->kopecks <= 0) errors.push_back({"last_payment", "too_small"});
    else if (input.last_payment->kopecks > kMaxKopecks) errors.push_back({"last_payment", "too_large"});
  } else if (input.surname.empty()) {
    errors.push_back({"last_payment", "required"});
  }
  if (!input.surname.empty()) {
    if (api::code_points(input.surname) > kMaxSurname) errors.push_back({"surname", "too_long"});
    else if (has_control(input.surname)) errors.push_back({"surname", "bad_character"});
    else if (api::code_points(first_letters(input.surname, kLetters)) < kMinLetters) errors.push_back({"surname", "too_short"});
  }
  return errors;
}

std::string secret_letters(std::string_view owner) {
  if (const auto quote = owner.find("«"); quote != std::string_view::npos) return first_letters(owner.substr(quote), kLetters);
  if (const auto quote = owner.find('"'); quote != std::string_view::npos) return first_letters(owner.substr(quote), kLetters);
  const std::string folded = api::fold(owner);
  std::string_view rest = folded;
  const auto space = rest.find(' ');
  if (space != std::string_view::npos && std::find(kForms.begin(), kForms.end(), rest.substr(0, space)) != kForms.end()) {
    rest.remove_prefix(space);
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  }
  return first_letters(rest.substr(0, rest.find(' ')), kLetters);
}

bool secret_fits(const api::LinkInput& input, std::string_view owner, const std::optional<api::Money>& last_payment) {
  const std::string letters = secret_letters(owner);
  const bool sum_fits = !input.last_payment || (last_payment && *last_payment == *input.last_payment);
  const bool letters_fit = input.surname.empty() || (!letters.empty() && first_letters(input.surname, kLetters) == letters);
  return sum_fits && letters_fit && (input.last_payment || !input.surname.empty());
}

}  // namespace kabinet::server
