// Changing a password, an issued one too, and recovery by letter (guide E18): who gets a letter, how long its link lives, what ends with it.
#include <catch2/catch_test_macros.hpp>

#include "tests/server/registration_bench.h"

using namespace kabinet;
using namespace kabinet::test;
using api::ErrorCode;
using api::SignInKind;
using Fields = std::vector<std::string>;

namespace {

constexpr const char* kNew = "другая длинная фраза";

api::Result<api::Session> change(Person& person, const std::string& current, const std::string& password, const std::string& repeat) {
  return person.call(api::ChangePassword{{current, password, repeat}});
}

bool ask(RegistrationBench& bench, Person& person, SignInKind kind, const std::string& login) {
  api::LetterRequest request{kind, login, {}, {}};
  bench.solve(person, request.captcha_id, request.captcha_answer);
  return person.call(api::RequestRecovery{request}).ok();
}

}  // namespace

TEST_CASE("A changed password gives a new session, ends the others and tells the mailbox") {
  RegistrationBench bench;
  auto here = bench.world.torgmarka(), elsewhere = bench.world.torgmarka();
  const auto cookies = here.browser.cookies;
  const auto session = must(change(here, kDemoPassword, kNew, kNew));
  CHECK(session.display_name == "ООО «Торговая марка»");
  CHECK(here.browser.cookies != cookies);
  CHECK(here.call(api::GetAccounts{}).ok());
  CHECK(elsewhere.call(api::GetAccounts{}).error().code == ErrorCode::Unauthenticated);
  here.browser.cookies = cookies;
  CHECK(here.call(api::GetSession{}).error().code == ErrorCode::Unauthenticated);
  CHECK(bench.letter_kind() == "password_changed");
  CHECK(bench.letter().find("torgmarka") != std::string::npos);
  CHECK(bench.letter().find(kNew) == std::string::npos);
  auto again = bench.world.nobody();
  CHECK(bench.sign_in(again, "torgmarka", kDemoPassword).error().code == ErrorCode::BadCredentials);
  CHECK(bench.sign_in(again, "torgmarka", kNew).ok());
}

TEST_CASE("Wrong input of a change names its fields; the current password can be guessed only so often") {
  RegistrationBench bench;
  auto person = bench.world.torgmarka();
  CHECK(fields_of(change(person, "", "", "").error()) == Fields{"current_password=required", "password=required", "password_repeat=required"});
  CHECK(fields_of(change(person, kDemoPassword, "короткий", "короткий").error()) == Fields{"password=too_short"});
  CHECK(fields_of(change(person, kDemoPassword, kNew, "не то").error()) == Fields{"password_repeat=mismatch"});
  CHECK(fields_of(change(person, kDemoPassword, "qwertyuiop", "qwertyuiop").error()) == Fields{"password=weak"});
  CHECK(fields_of(change(person, kDemoPassword, std::string(129, 'x') + "y", std::string(129, 'x') + "y").error()) == Fields{"password=too_long"});
  CHECK(fields_of(change(person, kDemoPassword, kDemoPassword, kDemoPassword).error()) == Fields{"password=unchanged"});
  for (int i = 0; i < 9; ++i) CHECK(fields_of(change(person, "не тот пароль", kNew, kNew).error()) == Fields{"current_password=wrong_password"});
  CHECK(change(person, kDemoPassword, kNew, kNew).error().code == ErrorCode::TooManyRequests);
  auto nobody = bench.world.nobody();
  CHECK(change(nobody, kDemoPassword, kNew, kNew).error().code == ErrorCode::Unauthenticated);
}

TEST_CASE("An issued password opens nothing but its own change") {
  RegistrationBench bench;
  must(bench.world.database().write([](server::store::Connection& sql) -> api::Result<api::Nothing> {
    sql << "UPDATE subscribers SET must_change_password = 1 WHERE login = '0012345678'";
    return api::Nothing{};
  }));
  auto person = bench.world.ivanov();
  CHECK(must(person.call(api::GetSession{})).must_change_password);
  CHECK(person.call(api::GetAccounts{}).error().code == ErrorCode::PasswordChangeRequired);
  CHECK(person.call(api::GetMeters{}).error().code == ErrorCode::PasswordChangeRequired);
  CHECK(person.call(api::GetPayments{}).error().code == ErrorCode::PasswordChangeRequired);
  CHECK(person.call(api::SubmitReading{"1", {}, "key"}).error().code == ErrorCode::PasswordChangeRequired);
  CHECK(person.call(api::GetProfile{}).ok());
  CHECK_FALSE(must(change(person, kDemoPassword, kNew, kNew)).must_change_password);
  CHECK(person.call(api::GetAccounts{}).ok());
  CHECK(person.call(api::EndSession{}).ok());
}

TEST_CASE("A forgotten password is set by the link of a letter, once, within an hour; every session ends") {
  RegistrationBench bench;
  auto signed_in = bench.world.torgmarka();
  auto person = bench.world.nobody();
  SECTION("by login") { CHECK(ask(bench, person, SignInKind::Organisation, " TorgMarka ")); }
  SECTION("by e-mail") { CHECK(ask(bench, person, SignInKind::Organisation, "BUH@torgmarka.example.ru")); }
  CHECK(bench.letter_kind() == "recovery");
  CHECK(bench.letter().find("Для восстановления доступа в сервисе «Личный кабинет абонента") == 0);
  CHECK(bench.letter().find("https://lk.example.ru/kraskom/recovery#") != std::string::npos);
  const auto token = bench.token();
  const auto reset = [&](const std::string& with, const std::string& password, const std::string& repeat) {
    return person.call(api::ResetPassword{{with, password, repeat}});
  };
  CHECK(reset("unknown", kNew, kNew).error().code == ErrorCode::NotFound);
  CHECK(bench.activate(person, token).error().code == ErrorCode::NotFound);  // for another purpose
  CHECK(fields_of(reset(token, "короткий", "другой").error()) == Fields{"password=too_short", "password_repeat=mismatch"});
  CHECK(fields_of(reset(token, "qwertyuiop", "qwertyuiop").error()) == Fields{"password=weak"});
  CHECK(reset(token, kNew, kNew).ok());
  CHECK(reset(token, kNew, kNew).error().code == ErrorCode::LinkUsed);
  CHECK(signed_in.call(api::GetAccounts{}).error().code == ErrorCode::Unauthenticated);
  CHECK(bench.letter_kind() == "password_changed");
  CHECK(bench.sign_in(person, "torgmarka", kNew).ok());
}

TEST_CASE("A recovery link ends after an hour, and with the next letter; it opens a door that guesses had shut") {
  RegistrationBench bench;
  auto person = bench.world.nobody();
  for (int i = 0; i < 10; ++i) CHECK(bench.sign_in(person, "torgmarka", "guess " + std::to_string(i)).error().code == ErrorCode::BadCredentials);
  CHECK(bench.sign_in(person, "torgmarka", kDemoPassword).error().code == ErrorCode::TooManyRequests);
  CHECK(ask(bench, person, SignInKind::Organisation, "torgmarka"));
  const auto first = bench.token();
  CHECK(ask(bench, person, SignInKind::Organisation, "torgmarka"));
  const auto second = bench.token();
  CHECK(person.call(api::ResetPassword{{first, kNew, kNew}}).error().code == ErrorCode::LinkExpired);
  SECTION("in time") {
    CHECK(person.call(api::ResetPassword{{second, kNew, kNew}}).ok());
    CHECK(bench.sign_in(person, "torgmarka", kNew).ok());
  }
  SECTION("too late") {
    bench.world.clock.advance_hours(1);
    CHECK(person.call(api::ResetPassword{{second, kNew, kNew}}).error().code == ErrorCode::LinkExpired);
  }
}

TEST_CASE("Who asks for recovery does not learn who is known; individuals and the not activated get no letter") {
  RegistrationBench bench;
  auto person = bench.world.nobody();
  REQUIRE(person.call(api::RegisterSubscriber{bench.form(person)}));
  CHECK(bench.count("letters") == 1);
  CHECK(ask(bench, person, SignInKind::Organisation, "nobody"));
  CHECK(ask(bench, person, SignInKind::Organisation, "'; DROP TABLE subscribers; --"));
  CHECK(ask(bench, person, SignInKind::Organisation, "pekar"));
  CHECK(ask(bench, person, SignInKind::Individual, "0012345678"));
  CHECK(ask(bench, person, SignInKind::Individual, "ivanov@example.ru"));
  CHECK(bench.count("letters") == 1);
  for (int i = 0; i < 5; ++i) CHECK(ask(bench, person, SignInKind::Organisation, "torgmarka"));
  CHECK(bench.count("letters") == 4);  // three within the window
  CHECK(fields_of(person.call(api::RequestRecovery{}).error()) == Fields{"login=required", "captcha_answer=required"});
  CHECK(fields_of(person.call(api::RequestRecovery{{SignInKind::Organisation, "torgmarka", "x", "12345"}}).error()) == Fields{"captcha_answer=expired_code"});
}

TEST_CASE("Links in letters lead to the configured address, whatever Host a request names") {
  RegistrationBench bench;
  auto person = bench.world.nobody();
  person.browser.origin = "https://evil.example";
  CHECK(ask(bench, person, SignInKind::Organisation, "torgmarka"));
  CHECK(bench.letter().find("evil.example") == std::string::npos);
  CHECK(bench.letter().find("https://lk.example.ru/kraskom/recovery#") != std::string::npos);
}
