// «Профиль» (guide Е16): the signed-in subscriber's settings, sessions and the merging of profiles. Passwords are empty in the browser
// program: see HttpRequest::secrets.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/profile.h"
#include "api/time.h"

namespace kabinet::api {

struct Notices {                         // letters that are asked for; receipts and answers come anyway
  bool reading_result = true;            // accepted or refused
  bool window_closing = false;           // three days before
  bool verification_near = true;         // поверка
};

struct Subscriber {
  SignInKind kind = SignInKind::Email;
  std::string login, email;
  std::optional<Instant> registered_at;
  Instant password_changed_at;
  Notices notices;
};

struct SessionInfo {
  std::string id;
  bool current = false;
  Instant started_at, seen_at;
  std::string device;                    // «Chrome, Windows»: from User-Agent, coarse; may be empty
};

struct SessionList {
  std::vector<SessionInfo> items;        // the current one first, then the newest
};

// «Объединение учетных записей». FieldError codes: email required, bad_email, own_profile; password required, too_long, wrong_password
// (the same where there is no such profile).
struct MergeInput {
  std::string email;
  std::string password;
};

struct MergeResult {
  int accounts = 0;                      // that came along
};

struct PasswordProof {                   // for what cannot be undone; password required, too_long, wrong_password
  std::string password;
};

}  // namespace kabinet::api
