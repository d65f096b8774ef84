#include "server/texts.h"

#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "api/rules.h"

namespace kabinet::server {

std::string texts_beside(const std::string& profiles_dir) { return std::filesystem::absolute(profiles_dir + "/").parent_path().parent_path().string(); }

api::Result<Texts> load_texts(const std::string& folder) {
  const std::string weak_passwords_file = folder + "/weak_passwords.txt";
  auto letters = mail::Templates::load(folder + "/letters");
  if (!letters) return letters.error();
  auto legal = LegalTexts::load(folder + "/legal");
  if (!legal) return legal.error();
  Texts texts{std::move(*letters), std::move(*legal), {}};
  std::ifstream in(weak_passwords_file);
  for (std::string line; std::getline(in, line);) {
    if (auto folded = api::fold(line); !folded.empty()) texts.weak_passwords.insert(std::move(folded));
  }
  if (texts.weak_passwords.empty()) return api::make_error(api::ErrorCode::BadRequest, fmt::format("{}: нет ни одного пароля", weak_passwords_file));
  return texts;
}

}  // namespace kabinet::server
