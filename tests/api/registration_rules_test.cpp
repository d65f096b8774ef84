// Wrong input for every field of registration, and the normal forms of right input.
#include <catch2/catch_test_macros.hpp>

#include "api/registration_rules.h"

using namespace kabinet::api;

namespace {

RegistrationInput right() {
  RegistrationInput input;
  input.address = "660049, г. Красноярск, ул. Образцовая, д. 30";
  input.inn = "2499000020";
  input.phone = "8 (900) 000-00-20";
  input.login = "torgmarka";
  input.email = "buh@torgmarka.example.ru";
  input.agreement_version = input.consent_version = "2026-11-01";
  input.captcha_id = "id";
  input.captcha_answer = "42705";
  return input;
}

std::string code_of(const RegistrationInput& input, std::string_view field) {
  for (const auto& error : check_registration(input)) {
    if (error.field == field) return error.code;
  }
  return {};
}

std::string with(std::string RegistrationInput::*member, std::string_view field, std::string value) {
  auto input = right();
  input.*member = std::move(value);
  return code_of(input, field);
}

const std::string kSql = "'; DROP TABLE subscribers; --", kHtml = "<script>alert(1)</script>", kEmoji = "почта 🙂";

}  // namespace

TEST_CASE("A form that is filled in right has no errors") {
  CHECK(check_registration(right()).empty());
  auto input = right();
  input.inn.clear();  // may be empty (К4)
  CHECK(check_registration(input).empty());
  RegistrationInput mailbox;
  mailbox.kind = SignInKind::Email;
  mailbox.email = "maria@example.ru";
  mailbox.agreement_version = mailbox.consent_version = "2026-11-01";
  mailbox.captcha_answer = "10000";
  CHECK(check_registration(mailbox).empty());
}

TEST_CASE("An empty form names every field, in the order of the form") {
  std::vector<std::string> fields;
  for (const auto& error : check_registration({})) fields.push_back(error.field + "=" + error.code);
  CHECK(fields == std::vector<std::string>{"address=required", "phone=required", "login=required", "email=required",
                                           "agreement_version=must_accept", "consent_version=must_accept", "captcha_answer=required"});
}

TEST_CASE("Addresses") {
  const auto code = [](std::string value) { return with(&RegistrationInput::address, "address", std::move(value)); };
  CHECK(code("г. Красноярск, пр-кт им. газеты «Красноярский рабочий», 84/1, пом. № 3").empty());
  CHECK(code(" ") == "required");
  CHECK(code("г. 1") == "too_short");
  CHECK(code("12345, 67") == "bad_address");
  for (const auto& wrong : {kSql, kHtml, kEmoji, std::string("ул. Мира\n17"), std::string("ул. Мира\0, 17", 17), std::string("ул. \u202EМира, 17")})
    CHECK(code(wrong) == "bad_address");
  CHECK(code(std::string(251, 'a')) == "too_long");
}

TEST_CASE("INN") {
  const auto code = [](std::string value) { return with(&RegistrationInput::inn, "inn", std::move(value)); };
  CHECK(code("249900001251").empty());
  for (const std::string wrong : {"24990000201", "2499000021", "0", "двадцать", "2499 000020", "2499000020 OR 1=1"}) CHECK(code(wrong) == "bad_inn");
}

TEST_CASE("Phones become +7XXXXXXXXXX") {
  for (const std::string typed : {"+7 (900) 000-00-20", "8 (900) 000-00-20", "89000000020", "7 900 000 00 20", "900-000-00-20", " 9000000020 "})
    CHECK(normal_phone(typed) == "+79000000020");
  CHECK(normal_phone("+7 3652 55-55-55") == "+73652555555");
  for (const std::string wrong : {"", "12", "+8 900 000 00 20", "+1 900 000 00 20", "+7 700 000 00 20", "890000000201", "8 900 000 00 2o", "+7+9000000020", "9000000020🙂"})
    CHECK_FALSE(normal_phone(wrong));
  CHECK(with(&RegistrationInput::phone, "phone", kSql) == "bad_phone");
  CHECK(tidy(right()).phone == "+79000000020");
}

TEST_CASE("Logins") {
  const auto code = [](std::string value) { return with(&RegistrationInput::login, "login", std::move(value)); };
  for (const std::string good : {"abc", "Торг.Марка_2-а", "buh@torg", "ёлка"}) CHECK(code(good).empty());
  CHECK(code("ab") == "too_short");
  CHECK(code(std::string(65, 'a')) == "too_long");
  for (const auto& wrong : {kSql, kHtml, kEmoji, std::string("a b c"), std::string("логин\r\nBcc: x"), std::string("логін"), std::string("名前名前")})
    CHECK(code(wrong) == "bad_login");
}

TEST_CASE("E-mail") {
  const auto code = [](std::string value) { return with(&RegistrationInput::email, "email", std::move(value)); };
  CHECK(code("o'brien+kab@mail.example.ru").empty());
  for (const auto& wrong : {kSql, kHtml, kEmoji, std::string("a@b"), std::string("почта@пример.рф"), std::string("a@b.ru\r\nBcc: all@example.ru"), std::string("a@b.ru, c@d.ru")})
    CHECK(code(wrong) == "bad_email");
  CHECK(code(std::string(250, 'a') + "@b.ru") == "too_long");
}

TEST_CASE("The code of the picture") {
  const auto code = [](std::string value) { return with(&RegistrationInput::captcha_answer, "captcha_answer", std::move(value)); };
  CHECK(code(" 12345 ").empty());
  for (const std::string wrong : {"1234", "123456", "12a45", "сорок"}) CHECK(code(wrong) == "wrong_code");
}

TEST_CASE("Requests for a letter") {
  CHECK(check_letter_request({SignInKind::Organisation, "torgmarka", "id", "12345"}).empty());
  CHECK(check_letter_request({}) == std::vector<FieldError>{{"login", "required"}, {"captcha_answer", "required"}});
  CHECK(check_letter_request({SignInKind::Email, std::string(300, 'a'), "id", "12345"}) == std::vector<FieldError>{{"login", "too_long"}});
  for (const std::string fine : {"torgmarka", "Торг_Марка-2", "buh+water@example.ru"}) CHECK(check_letter_request({SignInKind::Organisation, fine, "id", "12345"}).empty());
  for (const std::string wrong : {"<b>torg</b>", "'; DROP TABLE x;--", "торг🍞", "名前", "два слова"}) {
    CHECK(check_letter_request({SignInKind::Organisation, wrong, "id", "12345"}) == std::vector<FieldError>{{"login", "bad_login"}});
    CHECK(check_letter_request({SignInKind::Email, wrong, "id", "12345"}) == std::vector<FieldError>{{"login", "bad_email"}});
  }
}

TEST_CASE("New passwords") {
  const PasswordOwner owner{"torgmarka-2026", "buhgalteria@example.ru", "krymenergo", "Крымэнерго"};
  const KnownPassword known = [](const std::string& folded) { return folded == "qwerty12345"; };
  const auto code = [&](const std::string& password) {
    const auto errors = check_new_password(password, password, owner, known);
    return errors.empty() ? std::string() : errors.front().code;
  };
  CHECK(code("вода течёт вниз").empty());
  CHECK(code("десять зна").empty());
  CHECK(code("девять зн") == "too_short");
  CHECK(code(std::string(129, 'x')) == "too_long");
  for (const std::string weak : {"QWERTY12345", "Torgmarka-2026", "BUHGALTERIA@example.ru", "buhgalteria", "KrymEnergo", "крымэнерго", "aaaaaaaaaa", "1212121212", "абвабвабваб"})
    CHECK(code(weak) == "weak");
  CHECK(check_new_password("", "", owner, known) == std::vector<FieldError>{{"password", "required"}, {"password_repeat", "required"}});
  CHECK(check_new_password("вода течёт вниз", "вода течет вниз", owner, known) == std::vector<FieldError>{{"password_repeat", "mismatch"}});
}
