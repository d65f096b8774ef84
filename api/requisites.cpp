#include "api/requisites.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace kabinet::api {
namespace {

bool digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::int64_t number(std::string_view text) {
  std::int64_t value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

// Σ of the last digits of the products with 7 1 3 … over prefix and account ends in 0.
bool key_fits(std::string_view prefix, std::string_view account) {
  constexpr int kWeights[] = {7, 1, 3};
  const std::string all = std::string(prefix).append(account);
  int sum = 0;
  for (std::size_t i = 0; i < all.size(); ++i) sum += (all[i] - '0') * kWeights[i % 3] % 10;
  return sum % 10 == 0;
}

}  // namespace

bool valid_kpp(std::string_view kpp) {
  return kpp.size() == 9 && digits(kpp.substr(0, 4)) && digits(kpp.substr(6)) &&
         std::all_of(kpp.begin() + 4, kpp.begin() + 6, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

bool valid_ogrn(std::string_view ogrn) {
  if (!digits(ogrn) || (ogrn.size() != 13 && ogrn.size() != 15)) return false;
  const std::int64_t modulus = ogrn.size() == 13 ? 11 : 13;
  return number(ogrn.substr(0, ogrn.size() - 1)) % modulus % 10 == ogrn.back() - '0';
}

bool valid_bic(std::string_view bic) {
  return bic.size() == 9 && digits(bic) && (bic.substr(0, 2) == "04" || bic.substr(0, 2) == "01");
}

bool valid_bank_account(std::string_view account, std::string_view bic) {
  if (account.size() != 20 || !digits(account) || !valid_bic(bic)) return false;
  const auto bank = bic.substr(6);
  // Settlement centres of the Bank of Russia end in 000…002: their accounts are checked like correspondent ones.
  if (bank == "000" || bank == "001" || bank == "002") return valid_correspondent_account(account, bic);
  return key_fits(bank, account);
}

bool valid_correspondent_account(std::string_view account, std::string_view bic) {
  return account.size() == 20 && digits(account) && valid_bic(bic) && key_fits("0" + std::string(bic.substr(4, 2)), account);
}

bool valid_unified_number(std::string_view number) {
  // Two digits, two capital Cyrillic letters (two bytes each: D0 90…AF), six digits.
  if (number.size() != 12 || !digits(number.substr(0, 2)) || !digits(number.substr(6))) return false;
  for (const std::size_t at : {2u, 4u}) {
    const auto second = static_cast<unsigned char>(number[at + 1]);
    if (static_cast<unsigned char>(number[at]) != 0xD0 || second < 0x90 || second > 0xAF) return false;
  }
  return true;
}

}  // namespace kabinet::api
