// «Мои счета», «Информация о клиенте», «Договоры» and a contract, as a person meets them.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/settlement_world.h"

using namespace kabinet;
using test::PayWorld;
using test::water_meter;
using ui::Role;

TEST_CASE("every account shows what is due, what is on its way and when readings are taken") {
  PayWorld world(api::SignInKind::Email);
  api::Account debtor = test::household("17", "420118734", {128'436});
  debtor.balance.penalty = {1'208};
  debtor.balance.pending = {50'000};
  api::Account overpaid = test::household("18", "420225019", {-35'600});
  overpaid.reading_state = api::ReadingState::Accepted;
  world.accounts({debtor, overpaid});
  world.browser.open("/krymenergo/accounts");

  CHECK(world.browser.has(Role::Heading, "Мои счета"));
  CHECK(world.browser.has(Role::Heading, "Лицевой счёт 420\u00A0118\u00A0734"));
  CHECK(world.browser.shows("784,36\u00A0₽"));  // 1 284,36 − 500,00
  CHECK(world.browser.shows("Получен, ожидает зачисления 500,00\u00A0₽"));
  CHECK(world.browser.shows("в том числе пени 12,08\u00A0₽"));
  CHECK(world.browser.shows("Показания до 25\u00A0ноября"));
  CHECK(world.browser.shows("Переплата"));
  CHECK(world.browser.shows("356,00\u00A0₽"));
  CHECK(world.browser.shows("Показания приняты"));
  CHECK_FALSE(world.browser.shows("Добавить лицевой"));

  CHECK(world.browser.has(Role::Heading, "Потребление, кВт·ч"));
  CHECK(world.browser.shows("на 4 % меньше, чем год назад"));
  world.browser.click(Role::Tab, "420\u00A0225\u00A0019");
  CHECK(world.sent("GET " + world.base + "/accounts/18/consumption") == 1);

  world.browser.click(Role::Button, "Внести показания, лицевой счет 420118734");
  CHECK(world.browser.path == "/krymenergo/readings");
}

TEST_CASE("without accounts, and when they do not come, there is a way on") {
  PayWorld world(api::SignInKind::Email);
  world.accounts({});
  world.browser.open("/krymenergo/accounts");
  CHECK(world.browser.shows("Лицевых счетов пока нет"));

  PayWorld failing(api::SignInKind::Email);
  failing.server.refuse("GET " + failing.base + "/accounts", api::ErrorCode::Internal);
  failing.browser.open("/krymenergo/accounts");
  CHECK(failing.browser.has(Role::Alert, "Что-то пошло не так"));
  failing.accounts({test::household("17", "420118734", {0})});
  failing.browser.click(Role::Button, "Повторить");
  CHECK(failing.browser.shows("Задолженности нет"));
}

TEST_CASE("an individual finds the section «Информация о клиенте»") {
  PayWorld world(api::SignInKind::Individual);
  api::Account account = test::household("3", "0012345678", {12'000});
  account.services = {api::Service::ColdWater, api::Service::Wastewater};
  world.accounts({account});
  world.browser.open("/kraskom/accounts");
  CHECK(world.browser.has(Role::Heading, "Информация о клиенте"));
  CHECK(world.browser.shows("С••••••• М. П."));
  CHECK(world.browser.shows("Холодное водоснабжение, Водоотведение"));
  world.browser.click(Role::Button, "Оплатить банковской картой");
  CHECK(world.browser.has(Role::Dialog, "Оплата по лицевому счету № 0012345678"));
}

TEST_CASE("a contract is chosen in the table, then «Перейти»") {
  PayWorld world(api::SignInKind::Organisation);
  world.accounts({test::contract("5", "12/04871", "Вода и стоки", {4'821'057}), test::contract("6", "12/04872", "Тепловая энергия", {0})});
  world.browser.open("/kraskom/contracts");
  CHECK(ui::has(world.browser.find(Role::Button, "Перейти").states, ui::State::Disabled));
  CHECK(world.browser.shows("Долг 48\u00A0210,57\u00A0₽"));
  CHECK(world.browser.shows("Красноярск, ул. Мира, 10, 3 объекта"));
  CHECK(world.browser.shows("Вода и стоки, Холодное водоснабжение, Водоотведение"));

  SECTION("with the pointer") { world.browser.click(Role::Radio, "Вода и стоки"); }
  SECTION("with the keyboard") { world.browser.activate(Role::Radio, "Вода и стоки"); }
  CHECK(ui::has(world.browser.find(Role::Radio, "Вода и стоки").states, ui::State::Checked));
  world.browser.click(Role::Button, "Перейти");
  CHECK(world.browser.path == "/kraskom/contracts/5");
  CHECK(world.browser.has(Role::Heading, "Вода и стоки"));
}

TEST_CASE("the only contract is chosen from the start, and its number is a link") {
  PayWorld world(api::SignInKind::Organisation, {390, 844, 2});
  world.accounts({test::contract("5", "12/04871", "Вода и стоки", {0})});
  world.browser.open("/kraskom/contracts");
  CHECK_FALSE(ui::has(world.browser.find(Role::Button, "Перейти").states, ui::State::Disabled));
  CHECK(world.browser.find(Role::Link, "Договор № 12/04871").href == "/kraskom/contracts/5");
  world.browser.click(Role::Link, "Договор № 12/04871");
  CHECK(world.browser.path == "/kraskom/contracts/5");
  world.browser.back();
  CHECK(world.browser.has(Role::Table, "Договоры"));
}

TEST_CASE("a contract tells what is known, its objects with meters, and takes a payment with a comment") {
  PayWorld world(api::SignInKind::Organisation);
  world.accounts({test::contract("5", "12/04871", "Вода и стоки", {4'821'057})});
  world.server.answer("GET " + world.base + "/meters", api::MeterList{{water_meter("1", "Магазин"), water_meter("2", "Склад"), water_meter("3", "Магазин")}, ""});
  world.browser.open("/kraskom/contracts/5");
  for (const char* words : {"Договоры", "№ 12/04871", "Номер договора: 12/04871", "Дата заключения: 01.03.2019", "ООО «Торговая марка»"}) CHECK(world.browser.shows(words));

  world.browser.click(Role::Tab, "Абоненты");
  CHECK(world.browser.has(Role::Heading, "Магазин"));
  CHECK(world.browser.has(Role::Heading, "Склад"));
  CHECK(world.browser.shows("СВК-15 № 003"));
  CHECK(world.browser.shows("Истекла 01.10.2026"));
  CHECK(world.browser.shows("00\u00A0412, 24.10.2026"));

  world.browser.click(Role::Tab, "Оплата");
  CHECK(world.browser.find(Role::TextBox, "Сумма платежа").value == "48\u00A0210,57");
  world.browser.type("Сумма платежа", "1500.5");
  world.browser.type("Комментарий (услуга, номер счета-фактуры, период, номер абонента)", "Вода, счет-фактура В-109");
  world.server.answer("POST " + world.base + "/accounts/5/payments", test::payment("9", api::PaymentState::Created, {150'050}));
  world.browser.click(Role::Button, "Оплатить 1\u00A0500,50\u00A0₽");
  CHECK(world.browser.left_to == "https://bank.example/pay?mdOrder=9");
  const auto sent = api::from_json<api::PaymentInput>(world.last("POST " + world.base + "/accounts/5/payments").body);
  REQUIRE(sent);
  CHECK(sent->amount.kopecks == 150'050);
  CHECK(sent->comment == "Вода, счет-фактура В-109");
}

TEST_CASE("somebody else's contract is not found, and said so") {
  PayWorld world(api::SignInKind::Organisation);
  world.accounts({});
  world.browser.open("/kraskom/contracts/77");
  CHECK(world.browser.has(Role::Heading, "Договор"));
  CHECK(world.browser.has(Role::Alert, "Не найдено"));
}
