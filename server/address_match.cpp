#include "server/address_match.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "api/rules.h"

namespace kabinet::server {
namespace {

// Words that say what kind of thing the next one is, folded (ё is е).
constexpr std::array<std::string_view, 40> kKinds{
    "г",        "гор",      "город",   "ул",     "улица",    "д",         "дом",    "пр",     "просп", "проспект", "пер", "переулок", "пл", "площадь",
    "бульвар",  "бул",      "ш",       "шоссе",  "наб",      "набережная", "кв",    "квартира", "оф",  "офис",     "пом", "помещение", "корп", "корпус",
    "к",        "стр",      "строение", "обл",   "область",  "край",      "респ",   "республика", "район", "россия", "рф", "им"};

// Abbreviations with a hyphen, whose parts alone could be something else: house 5б.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kHyphened{
    {{"пр-кт", "проспект"}, {"пр-т", "проспект"}, {"б-р", "бульвар"}, {"р-н", "район"}}};

std::vector<std::string> words_of(std::string_view address) {
  std::string folded = api::fold(address);
  for (const auto& [shorter, longer] : kHyphened)
    for (std::size_t at; (at = folded.find(shorter)) != std::string::npos;) folded.replace(at, shorter.size(), longer);
  std::vector<std::string> words;
  enum class Sign { Other, Digit, Letter } previous = Sign::Other;
  for (const char c : folded) {
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;  // punctuation of several bytes is cut off below
    const Sign sign = digit ? Sign::Digit : letter ? Sign::Letter : Sign::Other;
    if (sign != Sign::Other) {
      if (sign != previous) words.emplace_back();   // "5а" is "5", "а"
      words.back() += c;
    }
    previous = sign;
  }
  std::erase_if(words, [](std::string& word) {
    for (const std::string_view mark : {"«", "»", "№", "–", "—", "\u00A0"})
      for (std::size_t at; (at = word.find(mark)) != std::string::npos;) word.erase(at, mark.size());
    const bool postcode = word.size() == 6 && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    return word.empty() || postcode || std::find(kKinds.begin(), kKinds.end(), word) != kKinds.end();
  });
  std::sort(words.begin(), words.end());
  return words;
}

}  // namespace

bool same_address(std::string_view one, std::string_view other) {
  const auto words = words_of(one);
  return words.size() >= 2 && words == words_of(other);
}

}  // namespace kabinet::server
