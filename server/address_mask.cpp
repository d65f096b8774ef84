#include "server/address_mask.h"

#include <algorithm>
#include <array>
#include <vector>

#include "api/rules.h"

namespace kabinet::server {
namespace {

constexpr std::string_view kDot = "•";
constexpr std::array<std::string_view, 18> kKinds = {"пр-кт", "пр-т", "пер", "р-н", "мкр", "ст", "снт", "ул", "б-р", "ш", "наб", "пл", "д", "дом", "корп", "к", "уч", "стр"};
constexpr std::array<std::string_view, 6> kPrivate = {"кв", "квартира", "оф", "офис", "ком", "пом"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  if (word.ends_with('.')) word.remove_suffix(1);
  const std::string folded = api::fold(word);
  return std::find(words.begin(), words.end(), folded) != words.end();
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::size_t length_of(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Letters and digits; everything beyond ASCII but quotes and dashes is a letter here.
bool is_word_sign(std::string_view sign) {
  if (sign.size() == 1) return is_digit(sign[0]) || (sign[0] >= 'a' && sign[0] <= 'z') || (sign[0] >= 'A' && sign[0] <= 'Z');
  return sign != "«" && sign != "»" && sign != "–" && sign != "—" && sign != "№";
}

std::string masked_word(std::string_view word, bool is_private) {
  std::vector<std::string_view> signs;
  std::size_t count = 0;
  for (std::size_t at = 0; at < word.size(); at += signs.back().size()) {
    signs.push_back(word.substr(at, length_of(word[at])));
    if (is_word_sign(signs.back())) ++count;
  }
  bool keep = !is_private && count > 1;
  std::string out;
  for (const auto sign : signs) {
    if (!is_word_sign(sign)) {
      out += sign;
      continue;
    }
    out += keep ? sign : kDot;
    keep = false;
  }
  return out;
}

std::string masked_part(std::string_view part) {
  std::string out;
  bool is_private = false;
  for (const auto word : split(part, ' ')) {
    if (word.empty()) continue;
    if (!out.empty()) out += ' ';
    if (among(kPrivate, word)) is_private = true;
    out += among(kKinds, word) || among(kPrivate, word) ? std::string(word) : masked_word(word, is_private);
  }
  return out;
}

}  // namespace

std::string mask_address(std::string_view address) {
  std::string out;
  bool settlement = true;  // still to come
  for (const auto raw : split(address, ',')) {
    const auto part = trimmed(raw);
    const bool index = part.size() == 6 && std::all_of(part.begin(), part.end(), is_digit);
    if (part.empty() || index) continue;
    if (!out.empty()) out += ", ";
    const bool shown = settlement && std::none_of(part.begin(), part.end(), is_digit);
    out += shown ? std::string(part) : masked_part(part);
    settlement = false;
  }
  return out;
}

}  // namespace kabinet::server
