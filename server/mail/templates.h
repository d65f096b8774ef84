// The words of letters: assets/letters/<kind>.mustache with a subject, a text part and an HTML part, and layout.mustache around the HTML.
// Strict: every kind of letter must be there, and a template may name only what its kind carries. Must not know the queue.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "api/profile.h"
#include "api/result.h"
#include "server/store/letters.h"

namespace kabinet::server::mail {

using Words = std::map<std::string, std::string>;   // "link" → "https://…"

class Templates {
 public:
  static api::Result<Templates> load(const std::string& folder);

  // A letter of `kind` to `recipient`; besides `words` templates know name, legal_name, service, phone, email and accent of the profile.
  store::NewLetter letter(std::string_view kind, const api::Profile& profile, const std::string& recipient, const Words& words) const;

 private:
  struct Parts {
    std::string subject, text, html;
  };
  std::map<std::string, Parts, std::less<>> kinds_;
  std::string layout_;
};

}  // namespace kabinet::server::mail
