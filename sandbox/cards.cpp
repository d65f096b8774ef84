#include "sandbox/cards.h"

#include <algorithm>

#include "api/rules.h"

namespace kabinet::sandbox {

const std::array<TestCard, 12> kTestCards = {{
    {"2200000000000004", 0, false, "оплата проходит"},
    {"4012888888881881", 0, false, "оплата проходит"},
    {"5555555555555599", 0, false, "оплата проходит"},
    {"2200000000000046", 0, true, "MirAccept: спросит код"},
    {"4111111111111111", 0, true, "3-D Secure: спросит код"},
    {"5100000000000180", 0, true, "3-D Secure: спросит код"},
    {"2200000000000012", 116, false, "недостаточно средств"},
    {"2200000000000020", 101, false, "срок действия карты истёк"},
    {"2200000000000038", 907, false, "банк, выпустивший карту, недоступен"},
    {"2200000000000053", 123, false, "превышен лимит по карте"},
    {"2200000000000061", 208, false, "карта утеряна"},
    {"4000000000000010", 120, false, "операция запрещена банком"},
}};

namespace {

constexpr std::size_t kTypedLimit = 64;  // bytes of a field that are looked at

bool is_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }); }

// Drops what people put between digits.
std::string squeeze(std::string_view typed, std::string_view marks) {
  std::string out;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (typed.substr(i, 2) == "\xC2\xA0") ++i;  // U+00A0, pasted
    else if (marks.find(typed[i]) == std::string_view::npos) out += typed[i];
  }
  return out;
}

int number_in(std::string_view digits) {
  int value = 0;
  for (char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::string check_number(const std::string& digits, const TestCard*& card) {
  if (digits.empty()) return "Введите номер карты";
  if (!is_digits(digits)) return "В номере карты могут быть только цифры";
  if (digits.size() < 13 || digits.size() > 19) return "В номере карты должно быть от 13 до 19 цифр";
  if (!api::luhn(digits)) return "В номере карты ошибка: проверьте цифры";
  if (brand_of(digits) == Brand::Unknown) return "Принимаются карты «Мир», Visa и Mastercard";
  card = find_test_card(digits);
  if (!card) return "Это учебный банк: введите номер одной из проверочных карт, а не настоящей";
  return {};
}

// "12/30", "12 30", "1230", "12/2030" → "203012". A card is good through the last day of its month.
std::string check_expiry(const std::string& typed, const api::Date& today, std::string& expiration) {
  const std::string digits = squeeze(typed, " /.-");
  if (digits.empty()) return "Введите срок действия";
  if (!is_digits(digits) || (digits.size() != 4 && digits.size() != 6)) return "Введите месяц и год, например 12/30";
  const int month = number_in(std::string_view(digits).substr(0, 2));
  int year = number_in(std::string_view(digits).substr(2));
  if (digits.size() == 4) year += 2000;
  if (month < 1 || month > 12) return "Месяц — от 01 до 12";
  const api::Period period{year, month};
  if (period < api::period_of(today)) return "Срок действия карты истёк";
  if (year > today.year + 20) return "Проверьте год";
  expiration = std::to_string(year) + (month < 10 ? "0" : "") + std::to_string(month);
  return {};
}

}  // namespace

Brand brand_of(std::string_view digits) {
  if (digits.size() < 4 || !is_digits(digits.substr(0, 4))) return Brand::Unknown;
  const int first4 = number_in(digits.substr(0, 4));
  if (first4 >= 2200 && first4 <= 2204) return Brand::Mir;
  if (first4 / 1000 == 4) return Brand::Visa;
  if ((first4 >= 5100 && first4 <= 5599) || (first4 >= 2221 && first4 <= 2720)) return Brand::Mastercard;
  return Brand::Unknown;
}

std::string_view brand_name(Brand brand) {
  switch (brand) {
    case Brand::Mir: return "Мир";
    case Brand::Visa: return "Visa";
    case Brand::Mastercard: return "Mastercard";
    case Brand::Unknown: break;
  }
  return "";
}

const TestCard* find_test_card(std::string_view digits) {
  for (const auto& card : kTestCards)
    if (card.number == digits) return &card;
  return nullptr;
}

std::optional<CheckedCard> check_card(const CardForm& form, const api::Date& today, FormErrors& errors) {
  CheckedCard checked;
  const auto note = [&errors](const char* field, std::string words) {
    if (!words.empty()) errors[field] = std::move(words);
  };
  note("number", check_number(squeeze(form.number.substr(0, kTypedLimit), " -\t"), checked.card));
  note("expiry", check_expiry(form.expiry.substr(0, kTypedLimit), today, checked.expiration));
  if (form.cvv.empty()) note("cvv", "Введите CVV2 — три цифры на обороте карты");
  else if (form.cvv.size() != 3 || !is_digits(form.cvv)) note("cvv", "CVV2 — это три цифры");
  if (!api::valid_utf8(form.holder) || api::code_points(form.holder) > 60) note("holder", "Не длиннее 60 знаков");
  checked.holder = form.holder;
  if (!errors.empty()) return std::nullopt;
  return checked;
}

std::string group_digits(std::string_view digits) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += ' ';
    out += digits[i];
  }
  return out;
}

std::string mask_pan(std::string_view digits) {
  return std::string(digits.substr(0, 6)) + "**" + std::string(digits.substr(digits.size() - 4));
}

}  // namespace kabinet::sandbox
