// What the server says and asks for in words, loaded once at start: letters, legal texts, passwords that are too common. Shared by all
// utilities; the profile fills the names in.
#pragma once

#include <set>
#include <string>

#include "api/result.h"
#include "server/legal_texts.h"
#include "server/mail/templates.h"

namespace kabinet::server {

struct Texts {
  mail::Templates letters;
  LegalTexts legal;
  std::set<std::string, std::less<>> weak_passwords;  // folded
};

// "<folder>/letters", "<folder>/legal", "<folder>/weak_passwords.txt".
api::Result<Texts> load_texts(const std::string& folder);
std::string texts_beside(const std::string& profiles_dir);  // the folder that holds the folder of profiles

}  // namespace kabinet::server
