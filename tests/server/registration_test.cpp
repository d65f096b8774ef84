// Registration, activation and the letter again (guides К4–К6, Е3): wrong input for every field, other people's, used and ended links, and
// what a stranger cannot learn.
#include <catch2/catch_test_macros.hpp>

#include "server/handlers/session_token.h"
#include "tests/server/registration_bench.h"

using namespace kabinet;
using namespace kabinet::test;
using api::ErrorCode;
using Fields = std::vector<std::string>;

TEST_CASE("An organisation registers, follows the link and finds its contracts by INN and address") {
  RegistrationBench bench;
  auto person = bench.world.nobody();
  REQUIRE(person.call(api::RegisterSubscriber{bench.form(person)}));
  CHECK(bench.letter_kind() == "activation");
  CHECK(bench.letter().find("https://lk.example.ru/kraskom/activation#") != std::string::npos);
  CHECK(bench.value<std::string>("SELECT recipient FROM letters") == "pekar@example.ru");
  CHECK(bench.value<std::string>("SELECT phone FROM subscribers WHERE login = 'pekar'") == "+79000000037");
  CHECK(bench.count("consents c JOIN subscribers s ON s.id = c.subscriber_id WHERE s.login = 'pekar' AND c.version = '2026-11-01' AND c.peer <> '' AND c.accepted_at > 0") == 2);

  const std::string token = bench.token();
  CHECK(token.size() == 43);
  CHECK(bench.value<std::string>("SELECT token_hash FROM link_tokens") == server::hash_of(token));
  CHECK(bench.sign_in(person, "pekar").error().code == ErrorCode::NotActivated);
  CHECK(bench.sign_in(person, "pekar", "not this one").error().code == ErrorCode::BadCredentials);

  const auto activation = must(bench.activate(person, token));
  CHECK(activation.login == "pekar");
  CHECK(activation.kind == api::SignInKind::Organisation);
  CHECK(activation.matched);
  const auto session = must(bench.sign_in(person, "Pekar"));
  CHECK(session.display_name == "ИП Лебедева Нина Сергеевна");
  CHECK(session.registration == api::RegistrationState::Complete);
  const auto accounts = must(person.call(api::GetAccounts{})).items;
  REQUIRE(accounts.size() == 1);
  CHECK(accounts.front().number == "12/05233");

  auto other = bench.world.nobody();
  CHECK(bench.activate(other, token).error().code == ErrorCode::LinkUsed);
}

TEST_CASE("Where INN and address do not lead to contracts the staff decide") {
  RegistrationBench bench;
  auto person = bench.world.nobody();
  auto form = bench.form(person);
  SECTION("another address") { form.address = "Красноярск, Лазурная улица, дом 13"; }
  SECTION("another INN") { form.inn = "2499000037"; }
  SECTION("no INN") { form.inn.clear(); }
  REQUIRE(person.call(api::RegisterSubscriber{form}));
  CHECK_FALSE(must(bench.activate(person, bench.token())).matched);
  const auto session = must(bench.sign_in(person, "pekar"));
  CHECK(session.registration == api::RegistrationState::AwaitingStaff);
  CHECK(must(person.call(api::GetAccounts{})).items.empty());
}

TEST_CASE("A contract that another subscriber holds is not linked by INN and address, which are public; the answer is that of no match") {
  RegistrationBench bench;
  auto stranger = bench.world.nobody();
  const auto answers = [&](const std::string& login, const auto& change) {
    auto form = bench.form(stranger, login, login + "@example.ru");
    change(form);
    const auto registered = stranger.call(api::RegisterSubscriber{form});
    REQUIRE(registered);
    auto activation = must(bench.activate(stranger, bench.token()));
    auto session = must(bench.sign_in(stranger, login));
    CHECK(must(stranger.call(api::GetAccounts{})).items.empty());
    activation.login = session.display_name = session.email = {};
    return api::to_json(activation) + api::to_json(session);
  };
  const auto held = answers("not-the-baker", [](auto& form) { form.inn = "2499000037", form.address = "660077, г. Красноярск, ул. Примерная, 5"; });
  const auto unknown = answers("somebody", [](auto& form) { form.address = "Красноярск, Лазурная улица, дом 13"; });
  CHECK(held == unknown);
  CHECK(bench.count("subscriber_accounts WHERE account_id = (SELECT id FROM accounts WHERE number = '12/05120')") == 1);
  CHECK(bench.letter_kind() == "activation");
}

TEST_CASE("One contract in other hands is enough for the staff: the free ones of the same organisation wait, too") {
  RegistrationBench bench;
  must(bench.world.database().write([](server::store::Connection& sql) -> api::Result<int> {
    sql << "UPDATE accounts SET inn = '2499000037' WHERE number = '12/05233'";
    return 0;
  }));
  auto person = bench.world.nobody();
  auto form = bench.form(person);
  form.inn = "2499000037";
  REQUIRE(person.call(api::RegisterSubscriber{form}));
  CHECK_FALSE(must(bench.activate(person, bench.token())).matched);
  must(bench.sign_in(person, "pekar"));
  CHECK(must(person.call(api::GetAccounts{})).items.empty());
}

TEST_CASE("Of two who register for one free organisation, the first has its contracts and the second waits for the staff") {
  RegistrationBench bench;
  auto first = bench.world.nobody(), second = bench.world.nobody();
  REQUIRE(first.call(api::RegisterSubscriber{bench.form(first, "first", "first@example.ru")}));
  const auto token = bench.token();
  REQUIRE(second.call(api::RegisterSubscriber{bench.form(second, "second", "second@example.ru")}));
  CHECK(must(bench.activate(second, bench.token())).matched);
  CHECK_FALSE(must(bench.activate(first, token)).matched);
}

TEST_CASE("A person of Крымэнерго registers by e-mail alone") {
  RegistrationBench bench("krymenergo");
  auto person = bench.world.nobody();
  REQUIRE(person.call(api::RegisterSubscriber{bench.form(person, "", "Novy@Example.ru")}));
  const auto activation = must(bench.activate(person, bench.token()));
  CHECK(activation.kind == api::SignInKind::Email);
  CHECK(must(bench.sign_in(person, "novy@example.ru", kGoodPassword, api::SignInKind::Email)).display_name == "Novy@Example.ru");
}

TEST_CASE("Only kinds that register themselves can") {
  RegistrationBench bench;
  auto person = bench.world.nobody();
  for (const auto kind : {api::SignInKind::Individual, api::SignInKind::Email}) {
    auto form = bench.form(person);
    form.kind = kind;
    CHECK(person.call(api::RegisterSubscriber{form}).error().code == ErrorCode::NotFound);
  }
  CHECK(bench.count("letters") == 0);
}

TEST_CASE("Wrong fields are all named at once and the code of the picture stays good") {
  RegistrationBench bench;
  auto person = bench.world.nobody();
  auto form = bench.form(person);
  const auto right = form;
  form.address = "<script>";
  form.inn = "24990000371";
  form.phone = "телефон";
  form.login = "' OR 1=1";
  form.email = "a@b.ru\r\nBcc: c@d.ru";
  form.password = "короткий";
  form.password_repeat = "другой";
  form.agreement_version = "";
  form.consent_version = "2020-01-01";
  const auto error = person.call(api::RegisterSubscriber{form}).error();
  CHECK(error.code == ErrorCode::Invalid);
  CHECK(fields_of(error) == Fields{"address=bad_address", "inn=bad_inn", "phone=bad_phone", "login=bad_login", "email=bad_email",
                                   "agreement_version=must_accept", "consent_version=old_version", "password=too_short", "password_repeat=mismatch"});
  CHECK(bench.count("letters") == 0);
  auto weak = right;
  weak.password = weak.password_repeat = "1234567890";
  CHECK(fields_of(person.call(api::RegisterSubscriber{weak}).error()) == Fields{"password=weak"});
  weak.password = weak.password_repeat = "pekar@example.ru";
  CHECK(fields_of(person.call(api::RegisterSubscriber{weak}).error()) == Fields{"password=weak"});
  CHECK(person.call(api::RegisterSubscriber{right}).ok());
}

TEST_CASE("A taken login is said, without using the code up; folded names are one name") {
  RegistrationBench bench;
  auto person = bench.world.nobody();
  auto form = bench.form(person, "TorgMarka");
  CHECK(fields_of(person.call(api::RegisterSubscriber{form}).error()) == Fields{"login=taken"});
  form.login = "torgmarka-2";
  CHECK(person.call(api::RegisterSubscriber{form}).ok());
}

TEST_CASE("A known mailbox gets a letter of its own, and the form the same answer") {
  RegistrationBench bench;
  auto person = bench.world.nobody();
  const int before = bench.count("subscribers");
  REQUIRE(person.call(api::RegisterSubscriber{bench.form(person, "stranger", "BUH@torgmarka.example.ru")}));
  CHECK(bench.count("subscribers") == before);
  CHECK(bench.count("link_tokens") == 0);
  CHECK(bench.letter_kind() == "already_registered");
  CHECK(bench.letter().find("У вас уже есть учётная запись. Имя для входа: torgmarka\n") != std::string::npos);
}

TEST_CASE("The newest form of a mailbox counts while none is activated; letters to it are few") {
  RegistrationBench bench;
  auto person = bench.world.nobody();
  REQUIRE(person.call(api::RegisterSubscriber{bench.form(person, "first")}));
  const auto first = bench.token();
  REQUIRE(person.call(api::RegisterSubscriber{bench.form(person, "second")}));
  CHECK(bench.activate(person, first).error().code == ErrorCode::NotFound);
  CHECK(must(bench.activate(person, bench.token())).login == "second");
  for (int i = 0; i < 5; ++i) CHECK(person.call(api::RegisterSubscriber{bench.form(person, "more" + std::to_string(i))}).ok());
  CHECK(bench.count("letters") == 3);
}

TEST_CASE("The code of the picture: wrong, tried too often, ended, used, another's") {
  RegistrationBench bench;
  auto person = bench.world.nobody();
  auto form = bench.form(person);
  const std::string right = form.captcha_answer;
  const auto fields = [&] { return fields_of(person.call(api::RegisterSubscriber{form}).error()); };
  SECTION("five tries") {
    form.captcha_answer = right == "11111" ? "22222" : "11111";
    for (int i = 0; i < 5; ++i) CHECK(fields() == Fields{"captcha_answer=wrong_code"});
    form.captcha_answer = right;
    CHECK(fields() == Fields{"captcha_answer=expired_code"});
  }
  SECTION("ended") {
    bench.world.clock.advance_minutes(10);
    CHECK(fields() == Fields{"captcha_answer=expired_code"});
  }
  SECTION("used") {
    REQUIRE(person.call(api::RegisterSubscriber{form}));
    form.login = "other", form.email = "other@example.ru";
    CHECK(fields() == Fields{"captcha_answer=expired_code"});
  }
  SECTION("unknown") {
    form.captcha_id = "' OR '1'='1";
    CHECK(fields() == Fields{"captcha_answer=expired_code"});
  }
}

TEST_CASE("The picture is a PNG that stays the same, the words are the code, nothing is kept by browsers") {
  RegistrationBench bench;
  auto person = bench.world.nobody();
  const auto captcha = bench.captcha(person);
  CHECK(captcha.id.size() == 32);
  CHECK(captcha.words.find("тысяч") != std::string::npos);
  const auto picture = must(person.call(api::GetCaptchaImage{captcha.id}));
  CHECK(picture.content_type == "image/png");
  CHECK(picture.bytes.starts_with("\x89PNG"));
  CHECK(must(person.call(api::GetCaptchaImage{captcha.id})).bytes == picture.bytes);
  api::HttpRequest request;
  request.target = bench.world.base() + "/captchas/" + captcha.id + "/image";
  CHECK(api::header(person.browser.fetch(request).headers, "cache-control") == "no-store");
  CHECK(person.call(api::GetCaptchaImage{"nothing"}).error().code == ErrorCode::NotFound);
  bench.world.clock.advance_minutes(10);
  CHECK(person.call(api::GetCaptchaImage{captcha.id}).error().code == ErrorCode::NotFound);
  bench.captcha(person);
  CHECK(bench.count("captchas") == 1);  // the ended one went in passing
}

TEST_CASE("Pictures, registrations and requests for letters are throttled by address") {
  RegistrationBench bench;
  bench.world.utility().settings.throttle.captchas_per_address = 3;
  auto person = bench.world.nobody();
  for (int i = 0; i < 3; ++i) bench.captcha(person);
  const auto refused = person.call(api::StartCaptcha{}).error();
  CHECK(refused.code == ErrorCode::TooManyRequests);
  CHECK(refused.retry_after_s == 15 * 60);
  auto other = bench.world.nobody();
  other.browser.peer = "203.0.113.9";
  CHECK(other.call(api::StartCaptcha{}).ok());

  bench.world.utility().settings.throttle = {15, 10, 1, 100, 3};
  auto third = bench.world.nobody();
  third.browser.peer = "203.0.113.10";
  CHECK(third.call(api::RegisterSubscriber{bench.form(third)}).ok());
  CHECK(third.call(api::RegisterSubscriber{bench.form(third, "b", "b@example.ru")}).error().code == ErrorCode::Invalid);  // wrong forms are free
  CHECK(third.call(api::RegisterSubscriber{bench.form(third, "bcd", "b@example.ru")}).error().code == ErrorCode::TooManyRequests);
  api::LetterRequest letter{api::SignInKind::Organisation, "pekar", {}, {}};
  bench.solve(third, letter.captcha_id, letter.captcha_answer);
  CHECK(third.call(api::ResendActivation{letter}).ok());
  bench.solve(third, letter.captcha_id, letter.captcha_answer);
  CHECK(third.call(api::ResendActivation{letter}).error().code == ErrorCode::TooManyRequests);
}

TEST_CASE("Activation links end after a day, unknown ones are nothing, a new letter ends the old link") {
  RegistrationBench bench;
  auto person = bench.world.nobody();
  REQUIRE(person.call(api::RegisterSubscriber{bench.form(person)}));
  const auto first = bench.token();
  for (const std::string& wrong : {std::string(), std::string("' OR 1=1 --"), std::string(10'000, 'a'), server::hash_of(first), first.substr(1), std::string("🙂")})
    CHECK(bench.activate(person, wrong).error().code == ErrorCode::NotFound);

  const auto resend = [&](const std::string& login) {
    api::LetterRequest request{api::SignInKind::Organisation, login, {}, {}};
    bench.solve(person, request.captcha_id, request.captcha_answer);
    return person.call(api::ResendActivation{request}).ok();
  };
  SECTION("by login") {
    CHECK(resend("PEKAR"));
    CHECK(bench.count("letters") == 2);
    CHECK(bench.activate(person, first).error().code == ErrorCode::LinkExpired);
    CHECK(bench.activate(person, bench.token()).ok());
  }
  SECTION("by e-mail, and no more than three within the window") {
    for (int i = 0; i < 5; ++i) CHECK(resend("pekar@example.ru"));
    CHECK(bench.count("letters") == 3);
  }
  SECTION("nobody, and those who are active, get none and the same answer") {
    CHECK(resend("nobody"));
    CHECK(resend("torgmarka"));
    CHECK(bench.count("letters") == 1);
    CHECK(bench.activate(person, first).ok());
  }
  SECTION("after a day") {
    bench.world.clock.advance_hours(24);
    CHECK(bench.activate(person, first).error().code == ErrorCode::LinkExpired);
    CHECK(bench.sign_in(person, "pekar").error().code == ErrorCode::NotActivated);
    CHECK(resend("pekar"));
    CHECK(bench.activate(person, bench.token()).ok());
  }
}

TEST_CASE("Registrations that nobody activates go after a week; subscribers of the utility stay") {
  RegistrationBench bench;
  auto person = bench.world.nobody();
  const int before = bench.count("subscribers");
  REQUIRE(person.call(api::RegisterSubscriber{bench.form(person)}));
  bench.world.clock.advance_hours(7 * 24);
  REQUIRE(person.call(api::RegisterSubscriber{bench.form(person, "another", "another@example.ru")}));
  CHECK(bench.count("subscribers") == before + 1);
  CHECK(bench.count("subscribers WHERE login = 'pekar'") == 0);
}

TEST_CASE("Public calls refuse forged requests and what is not JSON") {
  RegistrationBench bench;
  auto person = bench.world.nobody();
  const auto form = bench.form(person);
  person.browser.fetch_site = "cross-site";
  CHECK(person.call(api::RegisterSubscriber{form}).error().code == ErrorCode::Forbidden);
  CHECK(person.call(api::StartCaptcha{}).error().code == ErrorCode::Forbidden);
  CHECK(person.call(api::ActivateSubscriber{{"x"}}).error().code == ErrorCode::Forbidden);
  CHECK(person.call(api::ResendActivation{}).error().code == ErrorCode::Forbidden);
  CHECK(person.call(api::RequestRecovery{}).error().code == ErrorCode::Forbidden);
  CHECK(person.call(api::ResetPassword{}).error().code == ErrorCode::Forbidden);
  CHECK(person.call(api::ChangePassword{}).error().code == ErrorCode::Forbidden);
  person.browser.fetch_site = "same-origin";
  for (const std::string path : {"/registrations", "/activations", "/activations/letters", "/recoveries"}) {
    for (const std::string body : {"", "[]", "{", "{\"kind\":\"king\"}", "null"}) {
      api::HttpRequest request;
      request.method = api::Method::Post;
      request.target = bench.world.base() + path;
      request.headers = {{"content-type", "application/json"}};
      request.body = body;
      CHECK(person.browser.fetch(request).status == 400);
    }
  }
  CHECK(person.call(api::GetLegalText{"config"}).error().code == ErrorCode::NotFound);
  CHECK(person.call(api::GetLegalText{"../../config"}).error().code == ErrorCode::BadRequest);  // no path hides in a path's part
  CHECK(must(person.call(api::GetLegalText{"policy"})).title == "Политика в отношении обработки персональных данных");
}
