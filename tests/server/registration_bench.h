// A world in which people register: reads codes off the table of captchas and links out of the queue of letters, as a person would off the
// picture and the mailbox.
#pragma once

#include <string>
#include <vector>

#include "server/store/sql.h"
#include "tests/support/world.h"

namespace kabinet::test {

inline constexpr const char* kGoodPassword = "вода течёт вниз";

struct RegistrationBench {
  explicit RegistrationBench(const std::string& utility = "kraskom") : world({.utility = utility, .now = "2026-11-22T10:00:00+07:00"}) {}

  template <class T>
  T value(const std::string& query) {
    return must(world.database().read([&](server::store::Connection& sql) -> api::Result<T> {
      T result{};
      sql << query, soci::into(result);
      return result;
    }));
  }
  int count(const std::string& from) { return value<int>("SELECT count(*) FROM " + from); }

  api::Captcha captcha(Person& person) { return must(person.call(api::StartCaptcha{})); }
  std::string code_of(const std::string& id) { return value<std::string>("SELECT code FROM captchas WHERE captcha_key = '" + id + "'"); }

  api::RegistrationInput form(Person& person, const std::string& login = "pekar", const std::string& email = "pekar@example.ru") {
    api::RegistrationInput input;
    input.kind = world.utility().profile.id == "kraskom" ? api::SignInKind::Organisation : api::SignInKind::Email;
    if (input.kind == api::SignInKind::Organisation) {
      input.address = "Красноярск, Лазурная улица, дом 12";  // of contract 12/05233, written otherwise; nobody holds it
      input.inn = "249900001251";
      input.phone = "8 (900) 000-00-37";
      input.login = login;
    }
    input.email = email;
    input.password = input.password_repeat = kGoodPassword;
    input.agreement_version = must(person.call(api::GetLegalText{"agreement"})).version;
    input.consent_version = must(person.call(api::GetLegalText{"consent"})).version;
    solve(person, input.captcha_id, input.captcha_answer);
    return input;
  }
  void solve(Person& person, std::string& id, std::string& answer) {
    id = captcha(person).id;
    answer = code_of(id);
  }

  // The newest letter's text, and the token of the link in it; empty where there is none.
  std::string letter() { return value<std::string>("SELECT coalesce((SELECT text_body FROM letters ORDER BY id DESC LIMIT 1), '')"); }
  std::string letter_kind() { return value<std::string>("SELECT coalesce((SELECT kind FROM letters ORDER BY id DESC LIMIT 1), '')"); }
  std::string token() {
    const std::string text = letter();
    const auto hash = text.find('#');
    return hash == std::string::npos ? std::string() : text.substr(hash + 1, text.find('\n', hash) - hash - 1);
  }
  api::Result<api::Activation> activate(Person& person, const std::string& token) { return person.call(api::ActivateSubscriber{{token}}); }

  api::Result<api::Session> sign_in(Person& person, const std::string& login, const std::string& password = kGoodPassword,
                                    api::SignInKind kind = api::SignInKind::Organisation) {
    api::StartSession request;
    request.sign_in = {kind, login, password};
    return person.call(request);
  }

  World world;
};

inline std::vector<std::string> fields_of(const api::Error& error) {
  std::vector<std::string> fields;
  for (const auto& field : error.fields) fields.push_back(field.field + "=" + field.code);
  return fields;
}

}  // namespace kabinet::test
