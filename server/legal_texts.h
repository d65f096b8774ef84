// The texts people agree to: assets/legal/<id>.<version>.txt, the version being the date from which it is in force. The first line is the
// title, blank lines part paragraphs, "# " begins a heading, {{name}} stands for what the profile says. Must not know HTTP.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/profile.h"
#include "api/registration.h"
#include "api/result.h"

namespace kabinet::server {

class LegalTexts {
 public:
  // Strict: "agreement", "consent" and "policy" must be there, and no placeholder may be unknown.
  static api::Result<LegalTexts> load(const std::string& folder);

  // The newest edition that is not in the future on `today`.
  std::optional<api::LegalText> current(std::string_view id, const api::Profile& profile, const api::Date& today) const;

 private:
  struct Edition {
    std::string title;
    std::vector<std::string> paragraphs;
  };
  std::map<std::string, std::map<api::Date, Edition>, std::less<>> editions_;
};

}  // namespace kabinet::server
