// Readings without registration (E15), by role and name.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/pay_world.h"
#include "ui/screens/anonymous.h"

using namespace kabinet;
using test::PayWorld;
using ui::Role;

namespace {

api::AnonymousMeter two_zones() {
  api::AnonymousMeter meter;
  meter.ticket = "ticket";
  meter.masked_address = "г. Симферополь, ул. К•••••••, 1•";
  meter.model = "Меркурий 200.02";
  meter.serial = "30518842";
  meter.unit = "кВт·ч";
  meter.registers = {{1, api::Zone::Day, 5, 0}, {2, api::Zone::Night, 5, 0}};
  meter.window = {true, {2026, 11, 15}, {2026, 11, 25}, {2026, 11}, true};
  return meter;
}

struct World : PayWorld {
  explicit World(ui::Viewport viewport = {}) : PayWorld(api::SignInKind::Email, viewport) {
    find = "POST " + base + "/anonymous/meters";
    submit = "POST " + base + "/anonymous/readings";
    server.refuse("GET " + base + "/session", api::ErrorCode::Unauthenticated);
    browser.open("/krymenergo/");
    browser.click(Role::Link, "Передать показания без регистрации");
  }
  void search() {
    browser.type("Номер лицевого счета", "420118734");
    browser.type("Номер счётчика", "30518842");
    server.answer(find, two_zones());
    browser.click(Role::Button, "Найти счётчик");
  }
  void digits() {
    search();
    browser.click(Role::Button, "Да, адрес верный");
    browser.type("Т1 · день", "08561");
    browser.type("Т2 · ночь", "4032");
  }
  void doubt(api::ErrorCode code, api::Diagnosis diagnosis, api::Verdict verdict) {
    api::Error error = api::make_error(code);
    api::JudgementList list;
    list.judgements.push_back({1, {verdict, diagnosis, {}, {}, {}}});
    error.extra = api::to_json(list);
    refuse(submit, error);
  }
  std::string find, submit;
};

}  // namespace

TEST_CASE("two numbers find a meter, the masked address is confirmed, the receipt has a number to keep") {
  World world;
  CHECK(world.browser.path == "/krymenergo/readings-without-registration");
  CHECK(world.browser.has(Role::Heading, "Показания без регистрации"));
  world.digits();
  CHECK(world.browser.shows("Адрес: г. Симферополь, ул. К•••••••, 1•"));
  CHECK(world.browser.shows("Приём до 25\u00A0ноября"));
  api::AnonymousReceipt receipt;
  receipt.number = "2611-000482";
  receipt.date = {2026, 11, 22};
  receipt.expected_by = api::Date{2026, 11, 26};
  world.server.answer(world.submit, receipt);
  SECTION("with the pointer") { world.browser.click(Role::Button, "Передать"); }
  SECTION("with the keyboard") { world.browser.activate(Role::Button, "Передать"); }
  const auto sent = api::from_json<api::AnonymousReading>(world.last(world.submit).body);
  REQUIRE(sent);
  CHECK(sent->ticket == "ticket");
  CHECK(sent->values[1].value == "04032");
  CHECK(world.browser.has(Role::Heading, "Показания приняты"));
  CHECK(world.browser.shows("Номер квитанции: 2611-000482"));
  CHECK(world.browser.has(Role::Status, "Обработаем до 26\u00A0ноября"));
  world.browser.click(Role::Button, "Распечатать");
  CHECK(world.browser.printed == 1);
  world.browser.click(Role::Button, "Передать ещё");
  CHECK(world.browser.has(Role::TextBox, "Номер счётчика"));
}

TEST_CASE("a pair that does not exist, empty fields and too many searches are told apart") {
  World world;
  world.browser.click(Role::Button, "Найти счётчик");
  CHECK(world.browser.find(Role::TextBox, "Номер счётчика").description == "Заполните это поле");
  world.search();
  world.browser.click(Role::Button, "Изменить номера");
  CHECK(world.browser.find(Role::TextBox, "Номер лицевого счета").value == "420118734");
  world.refuse(world.find, api::make_error(api::ErrorCode::NotFound));
  world.browser.click(Role::Button, "Найти счётчик");
  CHECK(world.browser.has(Role::Status, "Такой пары номеров нет"));
  api::Error error = api::make_error(api::ErrorCode::TooManyRequests);
  error.retry_after_s = 600;
  world.refuse(world.find, error);
  world.browser.click(Role::Button, "Найти счётчик");
  CHECK(world.browser.has(Role::Alert, "Повторите через 10 минут"));
}

TEST_CASE("after repeated use the code is asked for, without reproach") {
  World world;
  api::Captcha captcha;
  captcha.id = "c1";
  captcha.words = "семь";
  captcha.expires_at = api::parse_instant("2026-11-22T11:00:00+03:00").value();
  world.server.answer("POST " + world.base + "/captchas", captcha);
  world.refuse(world.find, api::make_field_error("captcha_answer", "required"));
  world.browser.type("Номер лицевого счета", "420118734");
  world.browser.type("Номер счётчика", "30518842");
  world.browser.click(Role::Button, "Найти счётчик");
  CHECK(world.browser.shows("нужен код с картинки"));
  CHECK_FALSE(world.browser.shows("Исправьте ошибки"));
  world.browser.type("код", "72901");
  world.server.answer(world.find, two_zones());
  world.browser.click(Role::Button, "Найти счётчик");
  CHECK(api::from_json<api::AnonymousSearch>(world.last(world.find).body)->captcha_answer == "72901");
  CHECK(world.browser.has(Role::Heading, "Счётчик найден"));
}

TEST_CASE("verdicts explain without a word of what was there before") {
  World world;
  world.digits();
  world.browser.type("Т1 · день", "");
  world.browser.click(Role::Button, "Передать");
  CHECK(world.browser.has(Role::Alert, "Введите показание"));
  world.browser.type("Т1 · день", "08561");

  world.doubt(api::ErrorCode::Refused, api::Diagnosis::LessThanPrevious, api::Verdict::Refuse);
  world.browser.click(Role::Button, "Передать");
  CHECK(world.browser.has(Role::Alert, "Меньше показания, которое уже есть"));
  CHECK(ui::has(world.browser.find(Role::TextBox, "Т1 · день").states, ui::State::Invalid));

  world.doubt(api::ErrorCode::NeedsConfirmation, api::Diagnosis::ExtraDigit, api::Verdict::Confirm);
  world.browser.click(Role::Button, "Передать");
  CHECK(world.browser.has(Role::Alert, "Проверьте: Т1 · день: Похоже, введена лишняя цифра."));
  SECTION("corrected") {
    world.browser.click(Role::Button, "Исправить");
    CHECK(world.browser.has(Role::Button, "Передать"));
  }
  SECTION("right all the same") {
    api::AnonymousReceipt receipt;
    receipt.number = "1";
    receipt.date = {2026, 11, 22};
    world.server.answer(world.submit, receipt);
    world.browser.click(Role::Button, "Да, всё верно");
    CHECK(api::from_json<api::AnonymousReading>(world.last(world.submit).body)->confirmed);
    CHECK(world.browser.has(Role::Heading, "Показания приняты"));
  }
}

TEST_CASE("a meter whose verification has run out is refused with the reason, not with its digits") {
  World world;
  world.digits();
  api::Error error = api::make_field_error("verified_until", "verification_expired");
  error.code = api::ErrorCode::Refused;
  error.extra = R"({"reason":"verification_expired"})";
  world.refuse(world.submit, error);
  world.browser.click(Role::Button, "Передать");
  CHECK(world.browser.has(Role::Alert, "оверк"));  // «Поверка», «поверки»
  CHECK_FALSE(ui::has(world.browser.find(Role::TextBox, "Т1 · день").states, ui::State::Invalid));
}

TEST_CASE("a ticket that has grown old leads back to the search, with the numbers kept") {
  World world;
  world.digits();
  world.refuse(world.submit, api::make_error(api::ErrorCode::LinkExpired));
  world.browser.click(Role::Button, "Передать");
  CHECK(world.browser.has(Role::Alert, "Прошло больше 15 минут"));
  world.browser.click(Role::Button, "Найти ещё раз");
  CHECK(world.browser.find(Role::TextBox, "Номер счётчика").value == "30518842");
}

TEST_CASE("without the network the digits stay") {
  World world;
  world.digits();
  world.loopback.offline = true;
  world.browser.click(Role::Button, "Передать");
  CHECK(world.browser.has(Role::Alert, "Нет связи с интернетом"));
  CHECK(world.browser.find(Role::TextBox, "Т1 · день").value == "08561");
}

TEST_CASE("readings without registration fit from 360 px to 2560 px") {
  for (const float width : {360.f, 390.f, 760.f, 1440.f, 2560.f}) {
    World world({width, 844, 1});
    world.digits();
    for (const ui::Node& node : world.browser.app().tree().nodes()) {
      INFO(width << " px: " << node.id);
      CHECK(node.rect.x >= -0.5f);
      CHECK(node.rect.x + node.rect.w <= width + 0.5f);
    }
  }
}
