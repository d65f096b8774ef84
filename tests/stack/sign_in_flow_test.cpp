// Signing in and out through the whole of Kabinet.
#include <catch2/catch_test_macros.hpp>

#include "tests/stack/cabinet.h"

using namespace kabinet;
using test::Cabinet;
using ui::Role;

TEST_CASE("a subscriber of Крымэнерго signs in, sees the accounts and signs out") {
  Cabinet cabinet("krymenergo");
  cabinet.maria();
  CHECK(cabinet.browser.path == "/krymenergo/accounts");
  CHECK(cabinet.browser.has(Role::Heading, "Мои счета"));
  CHECK(cabinet.browser.shows("420\u00A0118\u00A0734"));
  CHECK(cabinet.browser.shows("1\u00A0284,36"));
  CHECK_FALSE(cabinet.browser.shows(test::kDemoPassword));
  cabinet.browser.click(Role::Button, "Выйти");
  CHECK(cabinet.browser.has(Role::TextBox, "Адрес электронной почты"));
  cabinet.browser.back();
  CHECK_FALSE(cabinet.browser.shows("420\u00A0118\u00A0734"));  // nothing of hers is left behind
}

TEST_CASE("an organisation of КрасКом signs in by login and sees its contracts") {
  Cabinet cabinet("kraskom");
  cabinet.torgmarka();
  CHECK(cabinet.browser.path == "/kraskom/contracts");
  CHECK(cabinet.browser.has(Role::Heading, "Договоры"));
  CHECK(cabinet.browser.shows("12/04871"));
  CHECK(cabinet.browser.shows("Вода и стоки"));
}

TEST_CASE("an individual of КрасКом signs in by account number") {
  Cabinet cabinet("kraskom");
  cabinet.ivanov();
  CHECK(cabinet.browser.path == "/kraskom/accounts");
  for (const char* section : {"Информация о клиенте", "Платежи", "Отправить показания"}) CHECK(cabinet.browser.has(Role::Link, section));
}

TEST_CASE("an unknown name and a wrong password look the same, and too many tries are held back") {
  Cabinet cabinet("krymenergo");
  cabinet.sign_in("/krymenergo/", "Адрес электронной почты", "nobody@example.ru");
  REQUIRE(cabinet.browser.has(Role::Alert, "Неверный логин или пароль"));
  cabinet.sign_in("/krymenergo/", "Адрес электронной почты", "maria@example.ru", "wrong");
  REQUIRE(cabinet.browser.has(Role::Alert, "Неверный логин или пароль"));
  for (int i = 0; i < 12; ++i) {
    cabinet.browser.type_secret("Пароль", "wrong");
    cabinet.browser.activate(Role::Button, "Войти");
  }
  CHECK(cabinet.browser.has(Role::Alert, "Слишком много попыток"));
  cabinet.browser.type_secret("Пароль", test::kDemoPassword);
  cabinet.browser.activate(Role::Button, "Войти");
  CHECK(cabinet.browser.has(Role::Alert, "Слишком много попыток"));
}

TEST_CASE("an address inside the cabinet is where one arrives after signing in") {
  Cabinet cabinet("krymenergo");
  cabinet.sign_in("/krymenergo/payments", "Адрес электронной почты", "maria@example.ru");
  CHECK(cabinet.browser.path == "/krymenergo/payments");
  CHECK(cabinet.browser.title == "Платежи — Крымэнерго");
}

TEST_CASE("a session that ended elsewhere says so and leads back") {
  Cabinet cabinet("krymenergo");
  cabinet.maria();
  cabinet.world.clock.advance_hours(13);
  cabinet.browser.click(Role::Link, "Показания");
  CHECK(cabinet.browser.shows("Сеанс завершён"));
  CHECK(cabinet.browser.has(Role::TextBox, "Адрес электронной почты"));
}
