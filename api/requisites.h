// Requisites of organisations: shapes and check digits of КПП, ОГРН, БИК, bank accounts, ЕЛС (domain.md §3). The ИНН is in rules.h.
// Must not know storage or screens.
#pragma once

#include <string_view>

namespace kabinet::api {

bool valid_kpp(std::string_view kpp);    // 9: four digits, two of 0-9A-Z, three digits
bool valid_ogrn(std::string_view ogrn);  // 13 (company) or 15 (sole trader) digits with the right last one
bool valid_bic(std::string_view bic);    // 9 digits, a bank of Russia (04…) or the treasury (01…)
// 20 digits whose key fits the bank. A correspondent account is checked against the bank's place instead of its number.
bool valid_bank_account(std::string_view account, std::string_view bic);
bool valid_correspondent_account(std::string_view account, std::string_view bic);
bool valid_unified_number(std::string_view number);  // ЕЛС of ГИС ЖКХ: "75ДА533315"

}  // namespace kabinet::api
