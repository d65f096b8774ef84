// See registration_rules.h. One error per field: the first thing wrong with it.
#include "api/registration_rules.h"

#include <algorithm>

#include "api/numerals.h"
#include "api/rules.h"
#include "api/utf8.h"

namespace kabinet::api {
namespace {

constexpr std::size_t kMaxEmail = 254;   // RFC 5321
constexpr std::string_view kAddressMarks = " .,-/\\\"'()№«»–—\u00A0";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_digit(std::string_view point) { return point.size() == 1 && is_digit(point[0]); }

bool is_letter(std::string_view point) {  // Latin or Russian
  const std::string folded = fold(point);
  if (folded.size() == 1) return folded[0] >= 'a' && folded[0] <= 'z';
  return folded >= "а" && folded <= "я" && folded.size() == 2;
}

using Errors = std::vector<FieldError>;

void check_login(const std::string& typed, Errors& errors) {
  const std::string login(trim(typed));
  const std::size_t length = code_points(login);
  if (login.empty()) errors.push_back({"login", "required"});
  else if (length > kMaxLogin) errors.push_back({"login", "too_long"});
  else if (!valid_login(login)) errors.push_back({"login", "bad_login"});
  else if (length < kMinLogin) errors.push_back({"login", "too_short"});
}

void check_address(const std::string& typed, Errors& errors) {
  const std::string address(trim(typed));
  const std::size_t length = code_points(address);
  if (address.empty()) errors.push_back({"address", "required"});
  else if (length > kMaxAddress) errors.push_back({"address", "too_long"});
  else if (!valid_address(address)) errors.push_back({"address", "bad_address"});
  else if (length < kMinAddress) errors.push_back({"address", "too_short"});
}

void check_email(const std::string& typed, Errors& errors) {
  const std::string email(trim(typed));
  if (email.empty()) errors.push_back({"email", "required"});
  else if (email.size() > kMaxEmail) errors.push_back({"email", "too_long"});
  else if (!deliverable_email(email)) errors.push_back({"email", "bad_email"});
}

void check_captcha(const std::string& typed, Errors& errors) {
  const std::string answer(trim(typed));
  if (answer.empty()) errors.push_back({"captcha_answer", "required"});
  else if (answer.size() != kCaptchaDigits || !std::all_of(answer.begin(), answer.end(), [](char c) { return is_digit(c); }))
    errors.push_back({"captcha_answer", "wrong_code"});
}

// "aaaaaaaaaa", "1212121212", "qweqweqweqwe": a piece of up to four signs over and over.
bool is_repetition(std::string_view password) {
  const auto points = split_code_points(password);
  for (std::size_t piece = 1; piece <= 4 && piece * 2 <= points.size(); ++piece) {
    bool repeats = true;
    for (std::size_t i = piece; repeats && i < points.size(); ++i) repeats = points[i] == points[i - piece];
    if (repeats) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> normal_phone(std::string_view typed) {
  std::string digits;
  typed = trim(typed);
  const bool plus = !typed.empty() && typed.front() == '+';
  if (plus) typed.remove_prefix(1);
  for (const auto point : split_code_points(typed)) {
    if (is_digit(point)) digits += point;
    else if (point != " " && point != "\u00A0" && point != "(" && point != ")" && point != "-" && point != "." && point != "–") return std::nullopt;
  }
  if (digits.size() == 11 && (digits[0] == '7' || (digits[0] == '8' && !plus))) digits.erase(0, 1);
  else if (digits.size() != 10 || plus) return std::nullopt;
  // Numbers within +7 begin with 3, 4, 8 (places) or 9 (mobile); 6 and 7 are Kazakhstan's.
  if (std::string_view("3489").find(digits[0]) == std::string_view::npos) return std::nullopt;
  return "+7" + digits;
}

bool valid_login(std::string_view login) {
  const auto points = split_code_points(login);
  return !points.empty() && std::all_of(points.begin(), points.end(), [](auto point) {
    return is_digit(point) || is_letter(point) || point == "." || point == "_" || point == "-" || point == "@";
  });
}

bool valid_address(std::string_view address) {
  const auto points = split_code_points(address);
  const auto fits = [](auto point) { return is_digit(point) || is_letter(point) || kAddressMarks.find(point) != std::string_view::npos; };
  return std::any_of(points.begin(), points.end(), [](auto point) { return is_letter(point); }) && std::all_of(points.begin(), points.end(), fits);
}

bool deliverable_email(std::string_view email) {
  return valid_email(email) && std::all_of(email.begin(), email.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

RegistrationInput tidy(RegistrationInput input) {
  for (auto* text : {&input.address, &input.inn, &input.phone, &input.login, &input.email, &input.captcha_answer}) *text = std::string(trim(*text));
  if (input.kind == SignInKind::Email) {
    for (auto* text : {&input.address, &input.inn, &input.phone, &input.login}) text->clear();
  }
  if (const auto phone = normal_phone(input.phone)) input.phone = *phone;
  return input;
}

std::vector<FieldError> check_registration(const RegistrationInput& input) {
  Errors errors;
  if (input.kind != SignInKind::Email) {
    check_address(input.address, errors);
    const std::string inn(trim(input.inn));
    if (!inn.empty() && !valid_inn(inn)) errors.push_back({"inn", "bad_inn"});
    const std::string phone(trim(input.phone));
    if (phone.empty()) errors.push_back({"phone", "required"});
    else if (!normal_phone(phone)) errors.push_back({"phone", "bad_phone"});
    check_login(input.login, errors);
  }
  check_email(input.email, errors);
  if (input.agreement_version.empty()) errors.push_back({"agreement_version", "must_accept"});
  if (input.consent_version.empty()) errors.push_back({"consent_version", "must_accept"});
  check_captcha(input.captcha_answer, errors);
  return errors;
}

std::vector<FieldError> check_letter_request(const LetterRequest& input) {
  Errors errors;
  const std::string login(trim(input.login));
  if (login.empty()) errors.push_back({"login", "required"});
  else if (login.size() > kMaxEmail) errors.push_back({"login", "too_long"});
  else if (input.kind == SignInKind::Email && !valid_email(login)) errors.push_back({"login", "bad_email"});
  else if (!valid_login(login) && !valid_email(login)) errors.push_back({"login", "bad_login"});
  check_captcha(input.captcha_answer, errors);
  return errors;
}

bool weak_password(std::string_view password, const PasswordOwner& owner, const KnownPassword& known) {
  const std::string folded = fold(password);
  const auto mailbox = std::string_view(owner.email).substr(0, owner.email.find('@'));
  for (const std::string_view word : {std::string_view(owner.login), std::string_view(owner.email), mailbox, std::string_view(owner.utility_id),
                                      std::string_view(owner.utility_name)}) {
    if (!word.empty() && folded == fold(word)) return true;
  }
  return is_repetition(folded) || (known && known(folded));
}

std::vector<FieldError> check_new_password(std::string_view password, std::string_view repeat, const PasswordOwner& owner,
                                           const KnownPassword& known) {
  Errors errors;
  const std::size_t length = code_points(password);
  if (password.empty()) errors.push_back({"password", "required"});
  else if (length < kMinPassword) errors.push_back({"password", "too_short"});
  else if (length > kMaxPassword) errors.push_back({"password", "too_long"});
  else if (weak_password(password, owner, known)) errors.push_back({"password", "weak"});
  if (repeat.empty()) errors.push_back({"password_repeat", "required"});
  else if (repeat != password) errors.push_back({"password_repeat", "mismatch"});
  return errors;
}

}  // namespace kabinet::api
