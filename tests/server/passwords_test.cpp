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
  CHECK(ask(bench, person, SignInKind::Organisation, "pekar"));
  CHECK(ask(bench, person, SignInKind::Individual, "0012345678"));
  CHECK(ask(bench, person, SignInKind::Individual, "ivanov@example.ru"));
  CHECK(bench.count("letters") == 1);
  for (int i = 0; i < 5; ++i) CHECK(ask(bench, person, SignInKind::Organisation, "torgmarka"));
  CHECK(bench.count("letters") == 4);  // three within the window
  CHECK(fields_of(person.call(api::RequestRecovery{}).error()) == Fields{"login=required", "captcha_answer=required"});
  CHECK(fields_of(person.call(api::RequestRecovery{{SignInKind::Organisation, "'; DROP TABLE subscribers; --", "x", "12345"}}).error()) == Fields{"login=bad_login"});
  CHECK(fields_of(person.call(api::RequestRecovery{{SignInKind::Organisation, "torgmarka", "x", "12345"}}).error()) == Fields{"captcha_answer=expired_code"});
}

TEST_CASE("Who is refused costs the same work whether the name is known or not: a hash of the password, counted", "[enumeration]") {
  RegistrationBench bench("krymenergo");
  const auto work = [](const auto& run) {
    const auto before = server::password_work_done();
    run();
    return server::password_work_done() - before;
  };
  const auto change = [&](const std::string& statement) {
    must(bench.world.database().write([&](server::store::Connection& sql) -> api::Result<int> {
      sql << statement;
      return 0;
    }));
  };
  auto maria = bench.world.maria();
  auto person = bench.world.nobody();
  const auto refused = [&](const std::string& login) {
    return work([&] { CHECK(bench.sign_in(person, login, "не тот", SignInKind::Email).error().code == ErrorCode::BadCredentials); });
  };
  const auto not_merged = [&](const std::string& login) {
    return work([&] { CHECK(fields_of(maria.call(api::MergeProfiles{{login, "не тот"}}).error()) == Fields{"password=wrong_password"}); });
  };
  const auto alike = [&](const std::string& login) {
    CAPTURE(login);
    CHECK(refused(login) == 1);
    CHECK(not_merged(login) == 1);
  };
  alike("oleg@example.ru");
  alike("nobody@example.ru");
  change("UPDATE subscribers SET active = 0 WHERE login = 'oleg@example.ru'");
  alike("oleg@example.ru");
  change("UPDATE subscribers SET password_hash = '' WHERE login = 'bereg@example.ru'");  // has never had one
  alike("bereg@example.ru");
  change("UPDATE subscribers SET password_hash = '$argon2id$broken' WHERE login = 'bereg@example.ru'");
  alike("bereg@example.ru");

  for (const std::string mailbox : {"maria@example.ru", "oleg@example.ru", "new@example.ru"}) {
    CAPTURE(mailbox);
    const auto form = bench.form(person, "", mailbox);
    CHECK(work([&] { CHECK(person.call(api::RegisterSubscriber{form})); }) == 1);
    CHECK(work([&] { CHECK(ask(bench, person, SignInKind::Email, mailbox)); }) == 0);
    CHECK(work([&] { (void)maria.call(api::LinkAccount{{"yalta", "420331982", api::Money{1}, ""}}); }) == 0);
  }
}

TEST_CASE("An unknown name is counted as a known one is, its letter is made and taken back, and nothing of it stays", "[enumeration]") {
  RegistrationBench bench;
  auto person = bench.world.nobody();
  const auto attempts = [&] { return bench.count("sign_in_attempts WHERE scope = 'login'"); };
  const auto counted = [&](const std::string& name) {
    const int before = attempts();
    CHECK(ask(bench, person, SignInKind::Organisation, name));
    return attempts() - before;
  };
  CHECK(counted("torgmarka") == 1);
  CHECK(bench.count("letters") == 1);
  CHECK(bench.count("link_tokens") == 1);
  for (int i = 0; i < 3; ++i) CHECK(counted("nobody") == 1);
  CHECK(counted("nobody") == 0);  // so few letters, and no more
  CHECK(bench.count("letters") == 1);
  CHECK(bench.count("link_tokens") == 1);
  CHECK(bench.count("link_tokens WHERE used_at IS NULL AND expires_at > " + std::to_string(bench.world.clock.now().ms)) == 1);  // nobody's link was ended
}

TEST_CASE("Links in letters lead to the configured address, whatever Host a request names") {
  RegistrationBench bench;
  auto person = bench.world.nobody();
  person.browser.origin = "https://evil.example";
  CHECK(ask(bench, person, SignInKind::Organisation, "torgmarka"));
  CHECK(bench.letter().find("evil.example") == std::string::npos);
  CHECK(bench.letter().find("https://lk.example.ru/kraskom/recovery#") != std::string::npos);
}
