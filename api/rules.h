// Small rules of text that both sides enforce: check digits of the INN, e-mail shape, masks of personal data, Luhn and brands of cards.
// Sources: domain.md §3, §7. Must not know storage or screens.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kabinet::api {

bool valid_inn(std::string_view inn);                // 10 or 12 digits with right check digits
bool valid_email(std::string_view email);            // one @, a dot in the domain, no spaces or control characters, ≤ 254
bool luhn(std::string_view digits);
std::string_view card_brand(std::string_view pan);   // "mir", "visa", "mastercard" or empty; a masked number will do
std::string mask_email(std::string_view email);      // "m•••@example.ru"
std::string mask_name(std::string_view name);        // "Соколова Мария Петровна" → "С••••••• М. П."
std::string mask_account(std::string_view number);   // "0012345678" → "•••• 5678"
std::string fold(std::string_view utf8);             // lower case (Latin, Cyrillic), ё→е, outer spaces trimmed: logins and search
std::size_t code_points(std::string_view utf8);
bool valid_utf8(std::string_view text);
std::string escape_html(std::string_view text);      // for text and quoted attributes

}  // namespace kabinet::api
