// The six sections of an individual (K20), as a person meets them.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/settlement_world.h"

using namespace kabinet;
using test::PayWorld;
using ui::Role;

namespace {

struct ClientWorld : PayWorld {
  std::string at;
  explicit ClientWorld(ui::Viewport viewport = {}) : PayWorld(api::SignInKind::Individual, viewport) {
    api::Account account = test::household("3", "0012345678", {69'674});
    account.services = {api::Service::ColdWater, api::Service::Wastewater};
    accounts({account});
    at = "GET " + base + "/accounts/3";
    api::AccountDetails details;
    details.supplier.name = "АО «Енисей-Водоканал»";
    details.unified_number = "70АА000001";
    details.residents = 2;
    details.area = api::Volume{54'300};
    details.contacts = {{"Отдел по работе с населением", "", "+7 (900) 000-00-33", ""}};
    server.answer(at + "/details", details);
    server.answer(at + "/charges", test::charges());
    server.answer("GET " + base + "/meters", api::MeterList{});
  }
};

}  // namespace

TEST_CASE("the menu has the guide's six sections") {
  ClientWorld world;
  world.browser.open("/kraskom/accounts");
  const struct { const char* section; const char* heading; } sections[] = {
      {"Платежи", "Платежи"},         {"Начисления", "Начисления"},
      {"Оплатить банковской картой", "Оплатить банковской картой"}, {"Счет-квитанция", "Счет-квитанция"},
      {"Отправить показания", "Отправить показания"}, {"Информация о клиенте", "Информация о клиенте"}};
  for (const auto& [section, heading] : sections) {
    world.browser.activate(Role::Link, section);
    CHECK(world.browser.has(Role::Heading, heading));
    CHECK(ui::has(world.browser.find(Role::Link, section).states, ui::State::Current));
  }
}

TEST_CASE("on a phone the sections that have no room are in a window") {
  ClientWorld world({360, 740, 2});
  world.browser.open("/kraskom/accounts");
  for (const char* section : {"Информация о клиенте", "Оплатить банковской картой", "Отправить показания"})
    CHECK(world.browser.has(Role::Link, section));
  CHECK_FALSE(world.browser.has(Role::Link, "Счет-квитанция"));
  world.browser.click(Role::Button, "Ещё разделы");
  CHECK(world.browser.has(Role::Dialog, "Ещё разделы"));
  world.browser.escape();
  CHECK_FALSE(world.browser.has(Role::Dialog, "Ещё разделы"));
  world.browser.click(Role::Button, "Ещё разделы");
  world.browser.click(Role::Link, "Счет-квитанция");
  CHECK(world.browser.path == "/kraskom/bills");
  CHECK_FALSE(world.browser.has(Role::Dialog, "Ещё разделы"));
}

TEST_CASE("«Информация о клиенте» tells what the office knows") {
  ClientWorld world;
  world.browser.open("/kraskom/accounts");
  for (const char* words : {"Владелец: С••••••• М. П.", "Единый лицевой счёт (ЕЛС): 70АА000001", "Зарегистрировано, чел.: 2", "Площадь, м²: 54,3",
                            "Услуги: Холодное водоснабжение, Водоотведение", "Наименование: АО «Енисей-Водоканал»", "Отдел по работе с населением: +7 (900) 000-00-33"})
    CHECK(world.browser.has(Role::ListItem, words));
  world.browser.activate(Role::Tab, "Водоотведение");
  CHECK(api::query_of(world.last(world.at + "/consumption").target).find("service=wastewater") != std::string_view::npos);
  world.server.refuse(world.at + "/details", api::ErrorCode::Internal);
  world.browser.open("/kraskom/accounts");
  CHECK(world.browser.has(Role::Alert, "Что-то пошло не так"));
  CHECK(world.browser.has(Role::ListItem, "Владелец: С••••••• М. П."));
}

TEST_CASE("«Начисления»: volume × tariff by service, and why the sum has changed in amounts that add up") {
  ClientWorld world;
  world.browser.open("/kraskom/charges");
  CHECK(world.browser.has(Role::Heading, "Начисления за октябрь 2026"));
  CHECK(world.browser.shows("5 м³ × 38,46 ₽, по показаниям"));
  CHECK(world.browser.shows("329,55\u00A0₽"));
  CHECK(world.browser.shows("За октябрь 2026 начислено на 78,55\u00A0₽ больше, чем за сентябрь 2026."));
  CHECK(world.browser.shows("израсходовано больше: 5\u00A0м³ вместо 4\u00A0м³"));
  CHECK(world.browser.shows("изменился тариф: 38,46 ₽ вместо 35,60 ₽"));
  CHECK(world.browser.shows("пени: 1,50 ₽ вместо 0,00 ₽"));
  CHECK(world.browser.app().tree().find("charges.causes.total.change")->name == "+78,55");
  const api::ChargeList list = test::charges();
  api::Money sum;
  for (const api::ChangeCause& cause : api::explain_change(list.months[1], list.months[0])) sum += cause.amount;
  CHECK(sum == list.months[0].total - list.months[1].total);

  world.browser.activate(Role::Radio, "сентябрь 2026");
  CHECK(world.browser.path == "/kraskom/charges?account=3&month=2026-09");
  CHECK(world.browser.has(Role::Heading, "Начисления за сентябрь 2026"));
  CHECK(world.browser.shows("Это первый месяц: сравнить не с чем."));
  world.browser.back();
  CHECK(world.browser.has(Role::Heading, "Начисления за октябрь 2026"));
  world.browser.open("/kraskom/charges?month=2020-01");
  CHECK(world.browser.has(Role::Status, "За этот месяц начислений нет"));
  CHECK(world.browser.find(Role::Link, "Счет-квитанция, октябрь 2026").href == "/kraskom/api/v1/accounts/3/bills/2026-10/print");
}

TEST_CASE("charges that are not there, and that do not come") {
  ClientWorld world;
  world.server.answer(world.at + "/charges", api::ChargeList{});
  world.browser.open("/kraskom/charges");
  CHECK(world.browser.shows("Начислений пока нет"));
  world.browser.open("/kraskom/bills");
  CHECK(world.browser.shows("Квитанций пока нет"));
  world.server.refuse(world.at + "/charges", api::ErrorCode::Internal);
  world.browser.open("/kraskom/charges");
  CHECK(world.browser.has(Role::Alert, "Что-то пошло не так"));
  world.server.answer(world.at + "/charges", test::charges());
  world.browser.click(Role::Button, "Повторить");
  CHECK(world.browser.has(Role::Heading, "Начисления за октябрь 2026"));
  world.accounts({});
  world.browser.open("/kraskom/charges");
  CHECK(world.browser.shows("Лицевых счетов пока нет"));
}

TEST_CASE("«Счет-квитанция» links every month's bill") {
  ClientWorld world;
  world.browser.open("/kraskom/bills");
  const ui::Node& bill = world.browser.find(Role::Link, "Открыть PDF, сентябрь 2026");
  CHECK(bill.href == "/kraskom/api/v1/accounts/3/bills/2026-09/print");
  CHECK(ui::has(bill.states, ui::State::NewTab));
}

TEST_CASE("«Оплатить банковской картой» pays the account") {
  ClientWorld world;
  world.browser.open("/kraskom/pay");
  CHECK(world.browser.find(Role::TextBox, "Сумма платежа").value == "696,74");
  world.server.answer("POST " + world.base + "/accounts/3/payments", test::payment("9", api::PaymentState::Created, {69'674}));
  world.browser.click(Role::Button, "Оплатить 696,74\u00A0₽");
  CHECK(world.browser.left_to == "https://bank.example/pay?mdOrder=9");
}

TEST_CASE("several accounts: the one chosen is in the address") {
  ClientWorld world;
  world.accounts({test::household("3", "0012345678", {69'674}), test::household("4", "0012345679", {-25'000})});
  world.server.answer("GET " + world.base + "/accounts/4/charges", api::ChargeList{});
  world.browser.open("/kraskom/charges");
  world.browser.activate(Role::Tab, "0012345679");
  CHECK(world.browser.path == "/kraskom/charges?account=4");
  CHECK(world.browser.shows("Начислений пока нет"));
  world.browser.activate(Role::Link, "Счет-квитанция");
  CHECK(world.browser.shows("Квитанций пока нет"));
}

TEST_CASE("an overpayer with money on its way is not told of a negative charge") {
  ClientWorld world;
  api::Account account = test::household("3", "0012345678", {-35'600});
  account.balance.pending = {10'000};
  world.accounts({account});
  world.browser.open("/kraskom/accounts");
  CHECK(world.browser.shows("Переплата по начислениям 356,00\u00A0₽"));
  CHECK_FALSE(world.browser.shows("Начислено к оплате"));
}

TEST_CASE("many accounts on a phone: tabs become a list that scrolls") {
  ClientWorld world({360, 740, 2});
  std::vector<api::Account> accounts;
  for (int i = 0; i < 12; ++i) accounts.push_back(test::household(std::to_string(20 + i), std::to_string(420118700 + i), {100}));
  world.accounts(accounts);
  for (const api::Account& account : accounts) world.server.answer("GET " + world.base + "/accounts/" + account.id + "/charges", test::charges());
  world.browser.open("/kraskom/charges");
  world.browser.click(Role::Tab, "420\u00A0118\u00A0711");
  CHECK(world.browser.path == "/kraskom/charges?account=31");
}
