// What every screen may read: who serves, who is signed in, and how to make addresses.
#pragma once

#include <string>
#include <string_view>

#include "api/profile.h"
#include "api/result.h"
#include "api/session.h"

namespace kabinet::ui {

struct Context {
  const api::Profile& profile;
  const api::Session* session = nullptr;  // nullptr: nobody is signed in
  bool offline = false;
  const api::Error* sign_out_error = nullptr;  // «Выйти» did not work
  std::string href(std::string_view path) const { return "/" + profile.id + std::string(path); }  // "/readings" → "/krymenergo/readings"
};

}  // namespace kabinet::ui
