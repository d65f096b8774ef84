#include "api/words.h"

#include <array>

#include <fmt/format.h>

#include "api/numerals.h"

namespace kabinet::api {
namespace {

constexpr std::array<std::string_view, 20> kUnits{"", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять",
    "десять", "одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать",
    "девятнадцать"};
constexpr std::array<std::string_view, 10> kTens{"", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят",
    "восемьдесят", "девяносто"};
constexpr std::array<std::string_view, 10> kHundreds{"", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот",
    "восемьсот", "девятьсот"};

struct Class {  // of three digits
  std::string_view one, few, many;
};
constexpr std::array<Class, 7> kClasses{{{"", "", ""}, {"тысяча", "тысячи", "тысяч"}, {"миллион", "миллиона", "миллионов"},
    {"миллиард", "миллиарда", "миллиардов"}, {"триллион", "триллиона", "триллионов"}, {"квадриллион", "квадриллиона", "квадриллионов"},
    {"квинтиллион", "квинтиллиона", "квинтиллионов"}}};

void append(std::string& text, std::string_view word) {
  if (word.empty()) return;
  if (!text.empty()) text += ' ';
  text += word;
}

void append_below_thousand(std::string& text, unsigned number, bool feminine) {
  append(text, kHundreds[number / 100]);
  unsigned rest = number % 100;
  if (rest >= 20) {
    append(text, kTens[rest / 10]);
    rest %= 10;
  }
  if (feminine && rest == 1) append(text, "одна");
  else if (feminine && rest == 2) append(text, "две");
  else append(text, kUnits[rest]);
}

std::string in_words(std::uint64_t number, bool feminine) {
  if (number == 0) return "ноль";
  std::array<unsigned, kClasses.size()> groups{};
  for (auto& group : groups) {
    group = static_cast<unsigned>(number % 1000);
    number /= 1000;
  }
  std::string text;
  for (std::size_t i = groups.size(); i-- > 0;) {
    if (groups[i] == 0) continue;
    append_below_thousand(text, groups[i], i == 1 || (i == 0 && feminine));  // тысяча is feminine
    append(text, plural(groups[i], kClasses[i].one, kClasses[i].few, kClasses[i].many));
  }
  return text;
}

// First letter of а…я: U+0430…U+044F; every word above begins with one of them.
std::string capitalised(std::string text) {
  const unsigned code = ((static_cast<unsigned char>(text[0]) & 0x1Fu) << 6 | (static_cast<unsigned char>(text[1]) & 0x3Fu)) - 0x20;
  text[0] = static_cast<char>(0xC0 | code >> 6);
  text[1] = static_cast<char>(0x80 | (code & 0x3F));
  return text;
}

}  // namespace

std::string_view plural(std::uint64_t number, std::string_view one, std::string_view few, std::string_view many) {
  const auto tens = number % 100, units = number % 10;
  if (tens >= 11 && tens <= 14) return many;
  if (units == 1) return one;
  return units >= 2 && units <= 4 ? few : many;
}

std::string number_in_words(std::int64_t number, Gender gender) {
  return (number < 0 ? "минус " : "") + in_words(magnitude(number), gender == Gender::Feminine);
}

std::string amount_in_words(Money sum) {
  const std::uint64_t kopecks = magnitude(sum.kopecks), roubles = kopecks / 100, rest = kopecks % 100;
  return fmt::format("{} {} {:02} {}", capitalised((sum.kopecks < 0 ? "минус " : "") + in_words(roubles, false)),
                     plural(roubles, "рубль", "рубля", "рублей"), rest, plural(rest, "копейка", "копейки", "копеек"));
}

}  // namespace kabinet::api
