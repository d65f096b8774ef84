// «Регистрация» as a person meets it: every field's rules while typing, the server's word beside the field, nothing typed is lost.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/forms_world.h"

using namespace kabinet;
using ui::Role;

namespace {

const char* const kOrganisation = "/kraskom/organisations/registration";
const char* const kSummary = "registration.form.summary";

bool invalid(const test::FormsWorld& world, std::string_view label, Role role = Role::TextBox) {
  return ui::has(world.browser.find(role, label).states, ui::State::Invalid);
}

std::string said(const test::FormsWorld& world, std::string_view label, Role role = Role::TextBox) {
  return world.browser.find(role, label).description;
}

void fill(test::FormsWorld& world) {
  world.browser.type("Адрес", "660049, г. Красноярск, ул. Ленина, 10");
  world.browser.type("ИНН", "2499000037");
  world.browser.type("Телефон", "+7 (900) 000-00-37");
  world.browser.type("Имя пользователя (логин)", "pekarnya");
  world.browser.type("E-mail", "pekarnya@example.ru");
  world.browser.type_secret("Пароль", "тёплый хлеб утром");
  world.browser.type_secret("Подтверждение пароля", "тёплый хлеб утром");
  world.browser.click(Role::CheckBox, "Пользовательское соглашение");
  world.browser.click(Role::CheckBox, "обработку персональных данных");
  world.browser.type("Введите код с картинки", "12345");
}

}  // namespace

TEST_CASE("an organisation registers with the guide's fields and is told to wait for a letter") {
  test::FormsWorld world;
  world.browser.open("/kraskom/organisations");
  world.browser.click(Role::Link, "Регистрация");
  REQUIRE(world.browser.path == kOrganisation);
  CHECK(world.browser.title == "Регистрация — КрасКом");
  CHECK(world.browser.find(Role::Image, "Картинка с кодом").href == "/kraskom/api/v1/captchas/c1/image");
  CHECK_FALSE(ui::has(world.browser.find(Role::TextBox, "ИНН").states, ui::State::Required));
  for (const char* label : {"Адрес", "Телефон", "Имя пользователя (логин)", "E-mail", "Введите код с картинки"})
    CHECK(ui::has(world.browser.find(Role::TextBox, label).states, ui::State::Required));
  for (const char* label : {"Пользовательское соглашение", "Даю согласие на обработку персональных данных"})
    CHECK_FALSE(ui::has(world.browser.find(Role::CheckBox, label).states, ui::State::Checked));

  world.accept("POST " + world.base + "/registrations");
  fill(world);
  world.browser.click(Role::Button, "Зарегистрироваться");
  CHECK(world.browser.has(Role::Status, "Регистрация прошла успешно, ждите письма по электронной почте"));
  CHECK(world.browser.shows("pekarnya@example.ru"));
  const std::string& body = world.loopback.sent.back().body;
  for (const char* part : {R"("inn":"2499000037")", R"("phone":"+79000000037")", R"("agreement_version":"2026-11-01")", R"("consent_version":"2026-11-01")",
                           R"("captcha_id":"c1")", R"("captcha_answer":"12345")", R"("password":"тёплый хлеб утром")"})
    CHECK(body.find(part) != std::string::npos);
  CHECK_FALSE(world.browser.shows("тёплый хлеб"));
  CHECK(world.loopback.secrets["registration.form.password"].empty());

  world.browser.click(Role::Button, "Отправить письмо ещё раз");
  CHECK(world.browser.path == "/kraskom/activation");
  CHECK(world.browser.find(Role::TextBox, "Логин или E-mail").value == "pekarnya");
}

TEST_CASE("a field is judged when it was left, not at its first letter, and says when it is right again") {
  test::FormsWorld world;
  world.browser.open(kOrganisation);
  const std::string id = world.browser.find(Role::TextBox, "ИНН").id;
  const auto tell = [&](ui::NodeEvent::Kind kind, std::string text = {}) {
    world.browser.tell({kind, id, std::move(text)});
    world.browser.settle();
  };
  tell(ui::NodeEvent::Kind::Focused);
  tell(ui::NodeEvent::Kind::Input, "24990000371");
  CHECK_FALSE(invalid(world, "ИНН"));
  tell(ui::NodeEvent::Kind::Blurred);
  CHECK(invalid(world, "ИНН"));
  CHECK(said(world, "ИНН").find("10 или 12 цифр") != std::string::npos);
  tell(ui::NodeEvent::Kind::Focused);
  tell(ui::NodeEvent::Kind::Input, "2499000037");
  CHECK_FALSE(invalid(world, "ИНН"));
  tell(ui::NodeEvent::Kind::Input, "249900003");
  CHECK(invalid(world, "ИНН"));  // it was wrong once: from now on at once
  CHECK_FALSE(invalid(world, "Адрес"));  // nobody has been there
}

TEST_CASE("every field names what is wrong with it and keeps what was typed") {
  test::FormsWorld world;
  world.browser.open(kOrganisation);
  const struct { const char* label; std::string typed; const char* words; } cases[] = {
      {"Адрес", "дом", "Слишком короткое"},
      {"Адрес", std::string(300, 'a'), "Слишком длинное"},
      {"Адрес", "<script>alert(1)</script>", "Только буквы, цифры"},
      {"Адрес", "ул. Ленина 🏠", "Только буквы, цифры"},
      {"ИНН", "24990000371", "Проверьте ИНН"},
      {"ИНН", "2499000038", "Проверьте ИНН"},
      {"ИНН", "abc", "Проверьте ИНН"},
      {"Телефон", "12", "Проверьте номер"},
      {"Телефон", "позвоните мне", "Проверьте номер"},
      {"Имя пользователя (логин)", "a", "Слишком короткое"},
      {"Имя пользователя (логин)", "'; DROP TABLE", "Только буквы"},
      {"Имя пользователя (логин)", "хлеб🍞", "Только буквы"},
      {"E-mail", "нет почты", "Проверьте адрес"},
      {"E-mail", "имя@почта.рф", "Проверьте адрес"},
      {"Введите код с картинки", "12", "Код не совпал"},
  };
  for (const auto& each : cases) {
    INFO(each.label << " = " << each.typed);
    world.browser.type(each.label, each.typed);
    CHECK(invalid(world, each.label));
    CHECK(said(world, each.label).find(each.words) != std::string::npos);
    CHECK(world.browser.find(Role::TextBox, each.label).value == each.typed);
  }
  CHECK(world.count_of("POST " + world.base + "/registrations") == 0);
}

TEST_CASE("an empty form is not sent: the summary takes the focus and leads to each field") {
  test::FormsWorld world;
  world.browser.open(kOrganisation);
  world.browser.activate(Role::Button, "Зарегистрироваться");
  CHECK(world.browser.focus_given == kSummary);
  CHECK(world.browser.has(Role::Alert, "Исправьте ошибки: 9"));  // all but the INN
  CHECK(said(world, "Даю согласие", Role::CheckBox) == "Без этого согласия зарегистрироваться нельзя");
  CHECK(world.count_of("POST " + world.base + "/registrations") == 0);
  world.browser.activate(Role::Button, "E-mail: Заполните это поле");
  CHECK(world.browser.focus_given == world.browser.find(Role::TextBox, "E-mail").id);
  world.browser.type("E-mail", "pekarnya@example.ru");
  CHECK(world.browser.has(Role::Alert, "Исправьте ошибки: 8"));
}

TEST_CASE("a password is hinted at by its length alone") {
  test::FormsWorld world;
  world.browser.open(kOrganisation);
  CHECK(said(world, "Пароль", Role::Password).find("Не короче 10 знаков") != std::string::npos);
  world.browser.type_secret("Пароль", "abcdefg");
  CHECK(said(world, "Пароль", Role::Password) == "ещё 3 знака");
  world.browser.type_secret("Пароль", "abcdefghijk");
  CHECK(said(world, "Пароль", Role::Password).find("Длины достаточно") != std::string::npos);
  world.browser.type_secret("Подтверждение пароля", "abcdefghi");
  CHECK(said(world, "Подтверждение пароля", Role::Password) == "ещё 2 знака");
  world.browser.activate(Role::Button, "Зарегистрироваться");
  CHECK(said(world, "Подтверждение пароля", Role::Password) == "Пароли не совпадают");
}

TEST_CASE("what the server finds wrong stands beside its field until it is touched; a wrong code brings another picture") {
  test::FormsWorld world;
  world.browser.open(kOrganisation);
  fill(world);
  world.refuse("POST " + world.base + "/registrations", {{"login", "taken"}, {"password", "weak"}, {"captcha_answer", "wrong_code"}});
  world.give_captcha("c2", "шесть");
  world.browser.click(Role::Button, "Зарегистрироваться");
  CHECK(world.browser.focus_given == kSummary);
  CHECK(said(world, "Имя пользователя (логин)") == "Это имя уже занято. Выберите другое");
  CHECK(said(world, "Пароль", Role::Password).find("легко подобрать") != std::string::npos);
  CHECK(world.browser.find(Role::Image, "Картинка с кодом").href == "/kraskom/api/v1/captchas/c2/image");
  CHECK(world.browser.find(Role::TextBox, "Введите код с картинки").value.empty());
  CHECK(world.browser.find(Role::TextBox, "Адрес").value == "660049, г. Красноярск, ул. Ленина, 10");
  CHECK(world.loopback.secrets["registration.form.password"] == "тёплый хлеб утром");
  CHECK(ui::has(world.browser.find(Role::CheckBox, "обработку персональных данных").states, ui::State::Checked));

  world.browser.type("Имя пользователя (логин)", "pekarnya5");
  CHECK_FALSE(invalid(world, "Имя пользователя (логин)"));
}

TEST_CASE("the last letter and the press may come in one frame") {
  test::FormsWorld world;
  world.browser.open(kOrganisation);
  fill(world);
  world.browser.type("Введите код с картинки", "1234");
  world.accept("POST " + world.base + "/registrations");
  world.browser.tell({ui::NodeEvent::Kind::Input, world.browser.find(Role::TextBox, "Введите код с картинки").id, "12345"});
  world.browser.activate(Role::Button, "Зарегистрироваться");
  CHECK(world.browser.shows("Регистрация прошла успешно"));
}

TEST_CASE("a required field that was emptied again is named, however quickly that was") {
  test::FormsWorld world;
  world.browser.open(kOrganisation);
  const std::string id = world.browser.find(Role::TextBox, "Адрес").id;
  world.browser.tell({ui::NodeEvent::Kind::Focused, id});
  world.browser.settle();
  world.browser.tell({ui::NodeEvent::Kind::Input, id, "1"});
  world.browser.tell({ui::NodeEvent::Kind::Input, id, ""});
  world.browser.settle();
  world.browser.tell({ui::NodeEvent::Kind::Blurred, id});
  world.browser.settle();
  CHECK(said(world, "Адрес") == "Заполните это поле");
}

TEST_CASE("«Другой код» and «Код словами»") {
  test::FormsWorld world;
  world.browser.open(kOrganisation);
  world.browser.click(Role::Button, "Код словами");
  CHECK(world.browser.has(Role::Status, "один два три четыре пять"));
  world.give_captcha("c2", "шесть семь");
  world.browser.type("Введите код с картинки", "99999");
  world.browser.click(Role::Button, "Другой код");
  CHECK(world.browser.has(Role::Status, "шесть семь"));
  CHECK(world.browser.find(Role::TextBox, "Введите код с картинки").value.empty());
  CHECK(world.browser.focus_given == world.browser.find(Role::TextBox, "Введите код с картинки").id);
}

TEST_CASE("a new edition of the consent is ticked anew") {
  test::FormsWorld world;
  world.browser.open(kOrganisation);
  fill(world);
  world.refuse("POST " + world.base + "/registrations", {{"consent_version", "old_version"}});
  world.give_text("consent", "2026-12-01");
  world.browser.click(Role::Button, "Зарегистрироваться");
  CHECK_FALSE(ui::has(world.browser.find(Role::CheckBox, "Даю согласие").states, ui::State::Checked));
  CHECK(ui::has(world.browser.find(Role::CheckBox, "Пользовательское соглашение").states, ui::State::Checked));
  world.accept("POST " + world.base + "/registrations");
  world.browser.click(Role::CheckBox, "Даю согласие");
  world.browser.click(Role::Button, "Зарегистрироваться");
  CHECK(world.loopback.sent.back().body.find(R"("consent_version":"2026-12-01")") != std::string::npos);
}

TEST_CASE("without the network nothing that was typed is lost and it can be sent again") {
  test::FormsWorld world;
  world.browser.open(kOrganisation);
  fill(world);
  world.loopback.offline = true;
  world.browser.click(Role::Button, "Зарегистрироваться");
  CHECK(world.browser.has(Role::Alert, "Нет связи с интернетом"));
  CHECK(world.browser.focus_given == "registration.error");
  CHECK(world.browser.find(Role::TextBox, "Телефон").value == "+7 (900) 000-00-37");
  world.loopback.offline = false;
  world.accept("POST " + world.base + "/registrations");
  world.browser.click(Role::Button, "Зарегистрироваться");
  CHECK(world.browser.shows("Регистрация прошла успешно"));
}

TEST_CASE("the documents open in a tab of their own") {
  test::FormsWorld world;
  world.browser.open(kOrganisation);
  for (const auto& [name, href] : {std::pair{"Прочитать соглашение", "/kraskom/legal/agreement"}, {"Прочитать согласие", "/kraskom/legal/consent"}}) {
    const ui::Node& link = world.browser.find(Role::Link, name);
    CHECK(link.href == href);
    CHECK(ui::has(link.states, ui::State::NewTab));
  }
  world.browser.open("/kraskom/legal/consent");
  CHECK(world.browser.has(Role::Heading, "Согласие"));
  CHECK(world.browser.has(Role::Heading, "Общие положения"));
  CHECK(world.browser.shows("Редакция от 1\u00A0ноября 2026"));
}

TEST_CASE("E3: a subscriber registers by e-mail") {
  test::FormsWorld world("krymenergo");
  world.browser.open("/krymenergo/");
  world.browser.click(Role::Link, "Регистрация");
  CHECK_FALSE(world.browser.has(Role::TextBox, "ИНН"));
  world.browser.type("Адрес электронной почты", "new@example.ru");
  world.browser.type_secret("Пароль", "зима на южном берегу");
  world.browser.type_secret("Повторите пароль", "зима на южном берегу");
  world.browser.activate(Role::CheckBox, "Пользовательское соглашение");
  world.browser.activate(Role::CheckBox, "обработку персональных данных");
  world.browser.type("Введите код с картинки", "12345");
  world.accept("POST " + world.base + "/registrations");
  world.browser.click(Role::Button, "Зарегистрировать");
  CHECK(world.browser.shows("Создана учетная запись в сервисе «Личный кабинет абонента» ГУП РК «Крымэнерго»"));
}

TEST_CASE("the registration fits from 360 px to 2560 px") {
  for (const float width : {360.f, 390.f, 760.f, 1440.f, 2560.f}) {
    test::FormsWorld world("kraskom", {width, 844, 1});
    world.browser.open(kOrganisation);
    world.browser.activate(Role::Button, "Зарегистрироваться");
    world.browser.activate(Role::Button, "Код словами");
    for (const ui::Node& node : world.browser.app().tree().nodes()) {
      INFO(width << " px: " << node.id);
      CHECK(node.rect.x >= 0);
      CHECK(node.rect.x + node.rect.w <= width + 0.5f);
    }
  }
}

TEST_CASE("at rest the registration wants no frame") {
  test::FormsWorld world;
  world.browser.open(kOrganisation);
  world.browser.settle();
  CHECK_FALSE(world.browser.frame_wanted);
  CHECK(world.browser.frame_at == 0);
}
