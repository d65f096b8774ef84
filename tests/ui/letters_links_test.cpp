// What letters' links lead to: activation, recovery; sign-in before activation; issued passwords; where individuals get theirs.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/forms_world.h"

using namespace kabinet;
using ui::Role;

namespace {

void answer_letter_form(test::FormsWorld& world, std::string_view label, std::string_view login, std::string_view button) {
  world.browser.type(label, login);
  world.browser.type("Введите код с картинки", "12345");
  world.browser.click(Role::Button, button);
}

api::Session torgmarka() {
  api::Session session;
  session.kind = api::SignInKind::Organisation;
  session.display_name = "ООО «Торговая марка»";
  return session;
}

api::Session ivanov(bool issued) {
  api::Session session;
  session.kind = api::SignInKind::Individual;
  session.display_name = "Л/с 0012345678";
  session.must_change_password = issued;
  return session;
}

}  // namespace

TEST_CASE("the activation link is asked about once, in the body, and leads to the sign-in with the login filled in") {
  test::FormsWorld world;
  world.server.answer("POST " + world.base + "/activations", api::Activation{api::SignInKind::Organisation, "pekarnya", true});
  world.browser.open("/kraskom/activation#tOkEn-1");
  CHECK(world.browser.path == "/kraskom/activation");
  CHECK(world.browser.has(Role::Status, "Учетная запись активирована"));
  CHECK(world.browser.shows("Ваши договоры найдены"));
  CHECK(world.count_of("POST " + world.base + "/activations") == 1);
  for (const api::HttpRequest& request : world.loopback.sent) CHECK(request.target.find("tOkEn-1") == std::string::npos);
  CHECK(world.loopback.sent.back().body.find("tOkEn-1") != std::string::npos);
  world.browser.click(Role::Button, "Войти");
  CHECK(world.browser.path == "/kraskom/organisations/sign-in");
  CHECK(world.browser.find(Role::TextBox, "Логин").value == "pekarnya");
  CHECK(ui::has(world.browser.find(Role::Password, "Пароль").states, ui::State::AutoFocus));
}

TEST_CASE("contracts that were not found are the staff's") {
  test::FormsWorld world;
  world.server.answer("POST " + world.base + "/activations", api::Activation{api::SignInKind::Organisation, "pekarnya", false});
  world.browser.open("/kraskom/activation#t");
  CHECK(world.browser.shows("их привяжут сотрудники"));
}

TEST_CASE("used, expired and unknown links say so and offer the letter again") {
  const struct { api::ErrorCode code; const char* words; } cases[] = {{api::ErrorCode::LinkUsed, "уже использована"},
                                                                      {api::ErrorCode::LinkExpired, "Срок действия ссылки истёк"},
                                                                      {api::ErrorCode::NotFound, "Такой ссылки нет"}};
  for (const auto& each : cases) {
    test::FormsWorld world;
    world.server.refuse("POST " + world.base + "/activations", each.code);
    world.browser.open("/kraskom/activation#t");
    CHECK(world.browser.shows(each.words));
    world.accept("POST " + world.base + "/activations/letters");
    answer_letter_form(world, "Логин или E-mail", "pekarnya", "Отправить письмо ещё раз");
    CHECK(world.browser.has(Role::Status, "Если такая учетная запись есть, письмо уже в пути."));
    CHECK(world.loopback.sent.back().body.find(R"("login":"pekarnya")") != std::string::npos);
  }
}

TEST_CASE("without the network the link can be tried again") {
  test::FormsWorld world;
  world.server.refuse("POST " + world.base + "/activations", api::ErrorCode::Unavailable);
  world.browser.open("/kraskom/activation#t");
  CHECK(world.browser.has(Role::Alert, "Сервис перегружен"));
  world.server.answer("POST " + world.base + "/activations", api::Activation{api::SignInKind::Organisation, "pekarnya", true});
  world.browser.click(Role::Button, "Повторить");
  CHECK(world.browser.shows("Учетная запись активирована"));
}

TEST_CASE("a second link in the same tab is asked about too") {
  test::FormsWorld world;
  world.server.refuse("POST " + world.base + "/activations", api::ErrorCode::LinkExpired);
  world.browser.open("/kraskom/activation#old");
  world.server.answer("POST " + world.base + "/activations", api::Activation{api::SignInKind::Organisation, "pekarnya", true});
  world.browser.follow("/kraskom/activation#new");
  CHECK(world.browser.shows("Учетная запись активирована"));
  CHECK(world.loopback.sent.back().body.find("new") != std::string::npos);
}

TEST_CASE("a link of somebody else's account does not sign one in as that account") {
  test::FormsWorld world;
  world.sign_in(torgmarka());
  world.server.answer("POST " + world.base + "/activations", api::Activation{api::SignInKind::Organisation, "pekarnya", true});
  world.browser.open("/kraskom/activation#tOkEn-1");
  CHECK(world.browser.has(Role::Status, "Учетная запись активирована"));
  CHECK(world.browser.shows("открыт кабинет: ООО «Торговая марка». Чтобы войти в новую учетную запись, сначала выйдите"));
  CHECK_FALSE(world.browser.has(Role::Button, "Войти"));
  CHECK(world.browser.has(Role::Button, "Выйти"));
}

TEST_CASE("who has not followed the link yet is offered the letter at the sign-in") {
  test::FormsWorld world;
  world.server.refuse("POST " + world.base + "/session", api::ErrorCode::NotActivated);
  world.browser.open("/kraskom/organisations/sign-in");
  world.browser.type("Логин", "pekarnya");
  world.browser.type_secret("Пароль", "тёплый хлеб утром");
  world.browser.click(Role::Button, "Войти");
  CHECK(world.browser.has(Role::Status, "ещё не активирована"));
  world.browser.click(Role::Button, "Отправить письмо ещё раз");
  CHECK(world.browser.path == "/kraskom/activation");
  CHECK(world.browser.find(Role::TextBox, "Логин или E-mail").value == "pekarnya");
}

TEST_CASE("E18: «Забыли пароль» answers the same for everybody") {
  test::FormsWorld world("krymenergo");
  world.browser.open("/krymenergo/");
  world.browser.click(Role::Link, "Забыли пароль");
  CHECK(world.browser.path == "/krymenergo/recovery");
  world.browser.click(Role::Button, "Восстановить");
  CHECK(world.browser.has(Role::Alert, "Исправьте ошибки: 2"));
  world.refuse("POST " + world.base + "/recoveries", {{"captcha_answer", "wrong_code"}});
  world.give_captcha("c2", "шесть");
  answer_letter_form(world, "Адрес электронной почты", "maria@example.ru", "Восстановить");
  CHECK(world.browser.find(Role::TextBox, "Введите код с картинки").description.find("Код не совпал") != std::string::npos);
  CHECK(world.browser.find(Role::TextBox, "Адрес электронной почты").value == "maria@example.ru");
  world.accept("POST " + world.base + "/recoveries");
  answer_letter_form(world, "Адрес электронной почты", "maria@example.ru", "Восстановить");
  CHECK(world.browser.has(Role::Status, "Если такая учетная запись есть"));
}

TEST_CASE("E18: the letter's link opens «Изменение пароля»") {
  test::FormsWorld world("krymenergo");
  world.browser.open("/krymenergo/recovery#tOkEn-2");
  CHECK(world.browser.has(Role::Heading, "Изменение пароля"));
  world.browser.type_secret("Новый пароль", "зима на южном берегу");
  world.browser.type_secret("Повторите пароль", "зима");
  world.browser.click(Role::Button, "Отправить");
  CHECK(world.browser.find(Role::Password, "Повторите пароль").description == "Пароли не совпадают");
  CHECK(world.count_of("PUT " + world.base + "/recoveries") == 0);
  world.browser.type_secret("Повторите пароль", "зима на южном берегу");
  world.accept("PUT " + world.base + "/recoveries");
  world.browser.click(Role::Button, "Отправить");
  CHECK(world.browser.has(Role::Status, "Пароль успешно изменен"));
  CHECK(world.loopback.sent.back().body.find("tOkEn-2") != std::string::npos);
  world.browser.click(Role::Link, "Войти");
  CHECK(world.browser.path == "/krymenergo/");
}

TEST_CASE("a recovery link that does not work any more asks for a new letter") {
  test::FormsWorld world;
  world.browser.open("/kraskom/recovery#t");
  world.browser.type_secret("Новый пароль", "тёплый хлеб утром");
  world.browser.type_secret("Повторите пароль", "тёплый хлеб утром");
  world.server.refuse("PUT " + world.base + "/recoveries", api::ErrorCode::LinkExpired);
  world.browser.click(Role::Button, "Отправить");
  CHECK(world.browser.shows("Срок действия ссылки истёк"));
  CHECK(world.browser.has(Role::TextBox, "Логин или E-mail"));
}

TEST_CASE("K19: individuals read in which room their password is issued") {
  test::FormsWorld world;
  world.browser.open("/kraskom/individuals");
  CHECK(world.browser.shows("каб. 2-69"));
  world.browser.click(Role::Link, "Забыли пароль");
  CHECK(world.browser.path == "/kraskom/individuals/recovery");
  CHECK(world.browser.shows("каб. 2-47"));
  CHECK_FALSE(world.browser.has(Role::TextBox, ""));
  world.browser.click(Role::Link, "Вернуться ко входу");
  CHECK(world.browser.path == "/kraskom/individuals");
}

TEST_CASE("an issued password is changed before anything else") {
  test::FormsWorld world;
  world.sign_in(ivanov(true));
  world.browser.open("/kraskom/accounts");
  CHECK(world.browser.path == "/kraskom/profile/password");
  CHECK(world.browser.shows("Пароль выдан в офисе"));
  CHECK_FALSE(world.browser.has(Role::Navigation, "Разделы"));
  CHECK(world.browser.has(Role::Button, "Выйти"));
  world.browser.follow("/kraskom/readings");
  CHECK(world.browser.path == "/kraskom/profile/password");

  world.browser.type_secret("Текущий пароль", "выданный");
  world.browser.type_secret("Новый пароль", "чай на кухне вечером");
  world.browser.type_secret("Повторите пароль", "чай на кухне вечером");
  world.server.refuse("PUT " + world.base + "/session/password", api::ErrorCode::BadCredentials);
  world.browser.click(Role::Button, "Отправить");
  CHECK(world.browser.find(Role::Password, "Текущий пароль").description == "Текущий пароль неверен");

  world.server.answer("PUT " + world.base + "/session/password", ivanov(false));
  world.browser.type_secret("Текущий пароль", "выданный в офисе");
  world.browser.click(Role::Button, "Отправить");
  CHECK(world.browser.path == "/kraskom/readings");  // where one wanted to go
  CHECK(world.browser.has(Role::Navigation, "Разделы"));
}

TEST_CASE("«Сменить пароль» for everybody who is signed in") {
  test::FormsWorld world;
  world.sign_in(torgmarka());
  world.browser.open("/kraskom/profile/password");
  CHECK(ui::has(world.browser.find(Role::Link, "Профиль").states, ui::State::Current));
  world.browser.type_secret("Текущий пароль", "прежний пароль");
  world.browser.type_secret("Новый пароль", "хлеб и соль на столе");
  world.browser.type_secret("Повторите пароль", "хлеб и соль на столе");
  world.server.answer("PUT " + world.base + "/session/password", torgmarka());
  world.browser.click(Role::Button, "Отправить");
  CHECK(world.browser.has(Role::Status, "Пароль успешно изменен"));
  CHECK(world.loopback.secrets["password.form.password"].empty());
}

TEST_CASE("who waits for the staff, or was refused, reads so on «Договоры»") {
  test::FormsWorld world;
  api::Session session = torgmarka();
  session.registration = api::RegistrationState::AwaitingStaff;
  world.sign_in(session);
  world.server.answer("GET " + world.base + "/accounts", api::AccountList{});
  world.browser.open("/kraskom/contracts");
  CHECK(world.browser.has(Role::Status, "сотрудники сверяют данные"));
  session.registration = api::RegistrationState::Refused;
  session.registration_reason = "ИНН не найден среди договоров.";
  world.sign_in(session);
  world.browser.open("/kraskom/contracts");
  CHECK(world.browser.has(Role::Alert, "ИНН не найден среди договоров."));
}

TEST_CASE("«Выйти» without the network says that one is still signed in") {
  test::FormsWorld world;
  world.sign_in(torgmarka());
  world.server.answer("GET " + world.base + "/accounts", api::AccountList{});
  world.browser.open("/kraskom/contracts");
  world.loopback.offline = true;
  world.browser.click(Role::Button, "Выйти");
  CHECK(world.browser.has(Role::Alert, "Выйти не удалось"));
  CHECK(world.browser.path == "/kraskom/contracts");
  world.loopback.offline = false;
  world.accept("DELETE " + world.base + "/session");
  world.browser.click(Role::Button, "Выйти");
  CHECK_FALSE(world.browser.shows("Выйти не удалось"));
  CHECK(world.browser.path != "/kraskom/contracts");
}
