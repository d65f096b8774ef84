// The slip with which the office hands a password out (A5): the login, the password, where to sign in and what to do first. It names no
// person: what is lost on the way home tells nobody whose account it is. Must not know storage.
#pragma once

#include <string>

#include "api/profile.h"
#include "api/result.h"

namespace kabinet::server::print {

struct Slip {
  const api::Profile* profile = nullptr;
  api::SignInKind kind = api::SignInKind::Individual;
  std::string login, password;
  std::string address;       // of the sign-in page
  api::Instant made_at;
};

api::Result<std::string> slip_pdf(const Slip& slip, const std::string& fonts_dir);

}  // namespace kabinet::server::print
