// Who is signed in. The session token is a cookie that neither DTOs nor wasm ever see.
#pragma once

#include <string>

#include "api/profile.h"
#include "api/time.h"

namespace kabinet::api {

struct SignIn {
  SignInKind kind = SignInKind::Email;
  std::string login;
  std::string password;  // empty in the browser program: see HttpRequest::secrets
};

// Whether what was registered has been matched to contracts (К6): by INN and address at once, else by the utility's staff.
enum class RegistrationState { Complete, AwaitingStaff, Refused };

struct Session {
  SignInKind kind = SignInKind::Email;
  std::string display_name;  // «ООО «Торговая марка»», "maria@example.ru", «Л/с 0012345678»
  std::string email;         // for receipts; may be empty
  Instant expires_at;        // slides with use
  bool must_change_password = false;  // issued in the office (К19): every other call answers PasswordChangeRequired until it is changed
  RegistrationState registration = RegistrationState::Complete;
  std::string registration_reason;    // of a refusal
};

}  // namespace kabinet::api
