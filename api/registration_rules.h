// What may stand in the fields of registration, of a request for a letter and of a new password: the same rules as one types and on the
// server, and normal forms of what was typed. Codes are those of registration.h. Must not know which logins are taken, nor sessions.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/registration.h"
#include "api/result.h"

namespace kabinet::api {

// Code points. The blocklist asks for more than the minimum does, so that a long phrase is what is left to choose.
inline constexpr std::size_t kMinPassword = 10, kMaxPassword = 128;
inline constexpr std::size_t kMinLogin = 3, kMaxLogin = 64;
inline constexpr std::size_t kMinAddress = 5, kMaxAddress = 250;
inline constexpr std::size_t kCaptchaDigits = 5;

// "8 (900) 000-00-11", "+7 900 0000011", "9000000011" → "+79000000011"; nothing where it is no Russian number.
std::optional<std::string> normal_phone(std::string_view typed);
bool valid_login(std::string_view login);     // letters (Latin, Russian), digits, . _ - @; the length is another rule
bool valid_address(std::string_view address); // letters and what stands in postal addresses; neither markup nor emoji
bool deliverable_email(std::string_view email);  // valid_email, and ASCII throughout: what every mail server takes

// What is stored: outer spaces gone, the phone in its normal form where it is one, fields that the kind does not have empty.
RegistrationInput tidy(RegistrationInput input);

// Everything but the passwords, which the browser program never sees, and what only the server can know. In the order of the form.
std::vector<FieldError> check_registration(const RegistrationInput& input);
std::vector<FieldError> check_letter_request(const LetterRequest& input);

struct PasswordOwner {              // whose words a password must not be; empty where there are none
  std::string login, email, utility_id, utility_name;
};
using KnownPassword = std::function<bool(const std::string& folded)>;  // the blocklist

bool weak_password(std::string_view password, const PasswordOwner& owner, const KnownPassword& known);
// Fields "password" and "password_repeat".
std::vector<FieldError> check_new_password(std::string_view password, std::string_view repeat, const PasswordOwner& owner,
                                           const KnownPassword& known);

}  // namespace kabinet::api
