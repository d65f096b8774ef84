// Registration (guides К4–К6, Е3), letters with links, passwords, captcha and the legal texts that are agreed to. Passwords are empty
// in the browser program: see HttpRequest::secrets. Must not know how letters are sent.
#pragma once

#include <string>
#include <vector>

#include "api/profile.h"
#include "api/time.h"

namespace kabinet::api {

// FieldError codes: required, too_long, too_short, bad_address, bad_inn, bad_phone, bad_email, bad_login, taken, weak, mismatch, must_accept,
// old_version, wrong_code, expired_code, wrong_password (the current one), unchanged. An address
// of a mailbox that is known already is no error: its owner gets a letter.
struct RegistrationInput {
  SignInKind kind = SignInKind::Organisation;
  std::string address, inn, phone;     // of organisations; the INN may be empty
  std::string login;                   // «Имя пользователя (логин)»; empty for kind Email
  std::string email;
  std::string password, password_repeat;
  std::string agreement_version;       // of «Пользовательское соглашение» as accepted; empty = not accepted
  std::string consent_version;         // of the consent to the processing of personal data, a document of its own (152-ФЗ)
  std::string captcha_id, captcha_answer;
};

struct ActivationInput {
  std::string token;                   // from the letter's link, after "#": it reaches no log
};

struct Activation {
  SignInKind kind = SignInKind::Organisation;
  std::string login;                   // to sign in with
  bool matched = false;                // contracts were found by INN and address; else the staff decide
};

struct LetterRequest {                 // the activation letter again; recovery of a password. The answer is always the same
  SignInKind kind = SignInKind::Organisation;
  std::string login;                   // or e-mail
  std::string captcha_id, captcha_answer;
};

struct PasswordChange {
  std::string current_password, password, password_repeat;
};

struct PasswordReset {
  std::string token;
  std::string password, password_repeat;
};

struct Captcha {
  std::string id;
  std::string words;                   // the same code in words, for who cannot see the picture
  Instant expires_at;
};

struct LegalText {
  std::string id;                      // "agreement", "consent", "policy"
  std::string version;                 // date of the edition: "2026-11-01"
  std::string title;
  std::vector<std::string> paragraphs; // "# " begins a heading
};

}  // namespace kabinet::api
