// A contract's five tabs, as a person meets them (K9–K13).
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/settlement_world.h"

using namespace kabinet;
using test::ContractWorld;
using ui::Role;

namespace {

const std::string kAct = "/kraskom/contracts/5/balance?from=2026-07-01&to=2026-09-30";

std::string query_of_last(const ContractWorld& world, const std::string& call) { return std::string(api::query_of(world.last(call).target)); }

}  // namespace

TEST_CASE("each tab has an address; Back and a reload keep it") {
  ContractWorld world;
  world.browser.open("/kraskom/contracts/5");
  CHECK(ui::has(world.browser.find(Role::Tab, "Информация").states, ui::State::Selected));
  world.browser.click(Role::Tab, "Баланс");
  CHECK(world.browser.path == "/kraskom/contracts/5/balance?from=2026-10-01&to=2026-11-22");
  CHECK(query_of_last(world, world.at + "/reconciliation") == "from=2026-10-01&to=2026-11-22");
  world.browser.activate(Role::Tab, "Счета");
  CHECK(world.browser.path == "/kraskom/contracts/5/invoices?from=2026-01&to=2026-11");
  world.browser.back();
  CHECK(ui::has(world.browser.find(Role::Tab, "Баланс").states, ui::State::Selected));
  CHECK(world.browser.has(Role::Table, "Акт сверки"));

  world.browser.open(kAct);
  CHECK(ui::has(world.browser.find(Role::Tab, "Баланс").states, ui::State::Selected));
  CHECK(world.browser.find(Role::TextBox, "Период с").value == "01.07.2026");
  CHECK(world.browser.find(Role::TextBox, "по").value == "30.09.2026");
  for (const char* path : {"objects", "payment", "information"}) {
    world.browser.open(std::string("/kraskom/contracts/5/") + path);
    CHECK(world.browser.has(Role::Heading, "Вода и стоки"));
  }
  world.browser.open("/kraskom/contracts/5/nonsense");
  CHECK(world.browser.has(Role::Heading, "Страница не найдена"));
}

TEST_CASE("moving on with the arrow keys is one step of the history, from where it began") {
  ContractWorld world;
  world.browser.open("/kraskom/contracts/5");
  world.browser.click(Role::Tab, "Абоненты");
  world.browser.key(Role::Tab, "Абоненты", "ArrowRight");
  world.browser.key(Role::Tab, "Баланс", "ArrowRight");
  world.browser.key(Role::Tab, "Счета", "ArrowRight");
  CHECK(ui::has(world.browser.find(Role::Tab, "Оплата").states, ui::State::Selected));
  world.browser.back();
  CHECK(ui::has(world.browser.find(Role::Tab, "Абоненты").states, ui::State::Selected));
  world.browser.key(Role::Tab, "Абоненты", "ArrowRight");  // begins anew
  world.browser.back();
  CHECK(ui::has(world.browser.find(Role::Tab, "Абоненты").states, ui::State::Selected));
  world.browser.back();
  CHECK(ui::has(world.browser.find(Role::Tab, "Информация").states, ui::State::Selected));
}

TEST_CASE("«Информация» lists the contract, both parties, their banks and whom to ask") {
  ContractWorld world;
  world.browser.open("/kraskom/contracts/5");
  for (const char* words : {"Номер договора: 12/04871", "Дата заключения: 01.03.2019", "ИНН: 2499000020", "КПП: 249901001", "Расчётный счёт: 40702810600000012345",
                            "БИК: 040407999", "Инспектор: Смирнова О. В., +7 (900) 000-00-31, inspector@example.ru", "Бухгалтерия: +7 (900) 000-00-32"})
    CHECK(world.browser.has(Role::ListItem, words));
  CHECK(world.browser.has(Role::List, "Поставщик"));
  CHECK_FALSE(world.browser.shows("ОГРН"));  // not known: not shown
  CHECK(world.browser.has(Role::Heading, "Потребление, м³"));
  world.browser.click(Role::Tab, "Водоотведение");
  CHECK(query_of_last(world, world.at + "/consumption").find("service=wastewater") != std::string::npos);
  CHECK(world.browser.has(Role::ColumnHeader, "год назад"));

  world.server.refuse(world.at + "/details", api::ErrorCode::Internal);
  world.browser.open("/kraskom/contracts/5");
  CHECK(world.browser.has(Role::Alert, "Что-то пошло не так"));
  CHECK(world.browser.has(Role::ListItem, "Номер договора: 12/04871"));
  world.server.answer(world.at + "/details", test::contract_details());
  world.browser.click(Role::Button, "Повторить");
  CHECK(world.browser.has(Role::ListItem, "ИНН: 2499000020"));
}

TEST_CASE("«Абоненты» shows objects with services, meters and verification, and finds one of many") {
  ContractWorld world;
  world.browser.open("/kraskom/contracts/5/objects");
  for (const char* name : {"Магазин", "Склад", "Павильон"}) CHECK(world.browser.has(Role::Heading, name));
  CHECK(world.browser.shows("Код 3 · Водоотведение"));
  CHECK(world.browser.shows("Счётчиков на объекте нет"));
  CHECK(world.browser.shows("Истекла 01.10.2026"));
  CHECK(world.browser.has(Role::Status, "3 объекта"));
  world.browser.type("Поиск по объекту, адресу или счётчику", "002");
  CHECK(world.browser.has(Role::Heading, "Склад"));
  CHECK_FALSE(world.browser.has(Role::Heading, "Магазин"));
  world.browser.type("Поиск по объекту, адресу или счётчику", "ЛЕНИНА");
  CHECK(world.browser.has(Role::Heading, "Павильон"));
  world.browser.type("Поиск по объекту, адресу или счётчику", "нет такого");
  CHECK(world.browser.shows("Ничего не нашлось"));
}

TEST_CASE("two thousand meters of many objects come page by page and stay usable") {
  ContractWorld world;
  api::AccountDetails details;
  api::MeterList meters;
  for (int i = 0; i < 300; ++i) {
    details.objects.push_back({std::to_string(i), "Объект " + std::to_string(i), "ул. Мира, " + std::to_string(i), {}, 1});
    auto meter = test::water_meter(std::to_string(1000 + i), "Объект " + std::to_string(i));
    meter.object_address = "ул. Мира, " + std::to_string(i);
    meters.items.push_back(meter);
  }
  world.server.answer(world.at + "/details", details);
  world.server.answer("GET " + world.base + "/meters", meters);
  world.browser.open("/kraskom/contracts/5/objects");
  CHECK(world.browser.has(Role::Heading, "Объект 19"));
  CHECK_FALSE(world.browser.has(Role::Heading, "Объект 20"));
  world.browser.click(Role::Button, "Показать ещё");
  CHECK(world.browser.has(Role::Heading, "Объект 39"));
  world.browser.type("Поиск по объекту, адресу или счётчику", "001250");
  CHECK(world.browser.has(Role::Heading, "Объект 250"));
}

TEST_CASE("«Баланс» is a reconciliation act with its documents") {
  ContractWorld world;
  world.browser.open(kAct);
  const auto cell = [&](const char* id) { return world.browser.app().tree().find(id)->name; };
  CHECK(cell("contract.act.opening.document") == "Сальдо на 01.07.2026");
  CHECK(cell("contract.act.opening.balance") == "41\u00A0902,11");
  CHECK(world.browser.shows("Счёт-фактура № В-100-4871"));
  CHECK(world.browser.shows("Оплата № 301"));
  CHECK(cell("contract.act.turnover.debit") == "300,00");
  CHECK(cell("contract.act.turnover.credit") == "300,00");
  CHECK(cell("contract.act.closing.document") == "Сальдо на 30.09.2026");
  CHECK(cell("contract.act.closing.balance") == "41\u00A0902,11");
  CHECK(world.browser.shows("42\u00A0002,11"));  // after the first invoice
  CHECK(world.browser.shows("Долг 41\u00A0902,11\u00A0₽"));
  const ui::Node& print = world.browser.find(Role::Link, "Печать акта сверки");
  CHECK(print.href == "/kraskom/api/v1/accounts/5/reconciliation/print?from=2026-07-01&to=2026-09-30&format=pdf");
  CHECK(ui::has(print.states, ui::State::NewTab));
  CHECK(world.browser.find(Role::Link, "Скачать для Excel").href.find("format=csv") != std::string::npos);
}

TEST_CASE("the period is typed or chosen, and what is wrong is said beside its field") {
  ContractWorld world;
  world.browser.open(kAct);
  const int before = world.sent(world.at + "/reconciliation");
  world.browser.type("Период с", "31.02.2026");
  CHECK(world.browser.find(Role::TextBox, "Период с").description == "Такой даты нет. Введите день, месяц и год, например 01.07.2026");
  world.browser.click(Role::Button, "Показать");
  CHECK(world.sent(world.at + "/reconciliation") == before);
  world.browser.type("Период с", "");
  CHECK(world.browser.find(Role::TextBox, "Период с").description == "Введите дату, например 01.07.2026");
  world.browser.type("Период с", "1/10/26");
  CHECK(world.browser.find(Role::TextBox, "по").description == "Конец периода раньше его начала");
  world.browser.type("Период с", "1.1.2001");
  CHECK(world.browser.find(Role::TextBox, "по").description.find("не длиннее 10 лет") != std::string::npos);
  world.browser.type("Период с", "01082026");
  CHECK(world.browser.find(Role::TextBox, "по").description.empty());
  world.browser.activate(Role::Button, "Показать");
  CHECK(world.browser.path == "/kraskom/contracts/5/balance?from=2026-08-01&to=2026-09-30");
  CHECK(query_of_last(world, world.at + "/reconciliation") == "from=2026-08-01&to=2026-09-30");

  world.browser.click(Role::Button, "Год");
  CHECK(world.browser.path == "/kraskom/contracts/5/balance?from=2026-01-01&to=2026-11-22");
  CHECK(world.browser.find(Role::TextBox, "Период с").value == "01.01.2026");
  CHECK(ui::has(world.browser.find(Role::Button, "Год").states, ui::State::Selected));
  world.browser.click(Role::Button, "Месяц");
  CHECK(query_of_last(world, world.at + "/reconciliation") == "from=2026-11-01&to=2026-11-22");
}

TEST_CASE("an act of two thousand rows is shown by a hundred, its totals are of the whole") {
  ContractWorld world;
  world.server.answer(world.at + "/reconciliation", test::act(2000));
  world.browser.open(kAct);
  CHECK(world.browser.app().tree().nodes().size() < 1000);
  CHECK(world.browser.shows("Показано строк: 100 из 2000"));
  CHECK(world.browser.app().tree().find("contract.act.turnover.debit")->name == "100\u00A0000,00");
  world.browser.click(Role::Button, "Показать ещё");
  CHECK(world.browser.shows("Показано строк: 200 из 2000"));
}

TEST_CASE("an act without movements, one that does not come, and an address that asks nonsense") {
  ContractWorld world;
  world.server.answer(world.at + "/reconciliation", test::act(0));
  world.browser.open(kAct);
  CHECK(world.browser.shows("Начислений и платежей за период нет"));
  world.server.refuse(world.at + "/reconciliation", api::ErrorCode::Unavailable);
  world.browser.open(kAct);
  CHECK(world.browser.has(Role::Alert, "Сервис перегружен"));
  world.server.answer(world.at + "/reconciliation", test::act(2));
  world.browser.click(Role::Button, "Повторить");
  CHECK(world.browser.has(Role::Table, "Акт сверки"));
  world.browser.open("/kraskom/contracts/5/balance?from=2026-09-30&to=2026-07-01");
  CHECK(query_of_last(world, world.at + "/reconciliation") == "from=2026-10-01&to=2026-11-22");
}

TEST_CASE("«Счета»: an invoice is chosen, printed from a real link, and paid") {
  ContractWorld world;
  world.browser.open("/kraskom/contracts/5/invoices");
  CHECK(ui::has(world.browser.find(Role::Button, "Печать счета").states, ui::State::Disabled));
  CHECK(ui::has(world.browser.find(Role::Button, "Оплатить счёт").states, ui::State::Disabled));
  SECTION("with the pointer") { world.browser.click(Role::Radio, "В-108-4871"); }
  SECTION("with the keyboard") { world.browser.activate(Role::Radio, "В-108-4871"); }
  const ui::Node& print = world.browser.find(Role::Link, "Печать счета");
  CHECK(print.href == "/kraskom/api/v1/accounts/5/invoices/901/print");
  CHECK(ui::has(print.states, ui::State::NewTab));
  world.browser.click(Role::Button, "Оплатить счёт");
  CHECK(world.browser.path == "/kraskom/contracts/5/payment?invoice=901");
  CHECK(world.browser.find(Role::TextBox, "Сумма платежа").value == "48\u00A0210,57");
  CHECK(world.browser.find(Role::TextBox, "Комментарий").value ==
        "Холодное водоснабжение, Водоотведение; счет-фактура № В-108-4871 от 30.09.2026; период сентябрь 2026; абонент № 12/04871");
}

TEST_CASE("invoices of another period; none; not to be had") {
  ContractWorld world;
  world.browser.open("/kraskom/contracts/5/invoices?from=2026-07&to=2026-09");
  CHECK(query_of_last(world, world.at + "/invoices") == "from=2026-07&to=2026-09");
  world.browser.type("Период с (месяц)", "13.2026");
  CHECK(world.browser.find(Role::TextBox, "Период с (месяц)").description == "Такого месяца нет. Введите месяц и год, например 07.2026");
  world.server.answer(world.at + "/invoices", test::invoices(0));
  world.browser.type("Период с (месяц)", "8.26");
  world.browser.click(Role::Button, "Показать");
  CHECK(world.browser.path == "/kraskom/contracts/5/invoices?from=2026-08&to=2026-09");
  CHECK(world.browser.shows("Счетов за этот период нет"));
  world.server.refuse(world.at + "/invoices", api::ErrorCode::Internal);
  world.browser.click(Role::Button, "Год");
  CHECK(world.browser.has(Role::Alert, "Что-то пошло не так"));
}

TEST_CASE("«Оплата»: an invoice from the list fills the form in, and what is typed afterwards stays") {
  ContractWorld world;
  world.browser.open("/kraskom/contracts/5/payment");
  CHECK(world.browser.find(Role::TextBox, "Комментарий").value.empty());
  world.browser.activate(Role::Radio, "В-107-4871");
  CHECK(world.browser.path == "/kraskom/contracts/5/payment?invoice=902");
  CHECK(world.browser.find(Role::TextBox, "Комментарий").value.find("В-107-4871") != std::string::npos);
  world.browser.type("Сумма платежа", "1500.5");
  CHECK(world.browser.find(Role::TextBox, "Сумма платежа").value == "1500.5");
  world.server.answer("POST " + world.base + "/accounts/5/payments", test::payment("9", api::PaymentState::Created, {150'050}));
  world.browser.click(Role::Button, "Оплатить 1\u00A0500,50\u00A0₽");
  const auto sent = api::from_json<api::PaymentInput>(world.last("POST " + world.base + "/accounts/5/payments").body);
  REQUIRE(sent);
  CHECK(sent->amount.kopecks == 150'050);
  CHECK(sent->comment.find("В-107-4871") != std::string::npos);
}

TEST_CASE("on a phone every tab can be seen and pressed") {
  ContractWorld world({360, 740, 2});
  world.browser.open("/kraskom/contracts/5");
  for (const char* tab : {"Абоненты", "Баланс", "Счета", "Оплата", "Информация"}) {
    const ui::Node& node = world.browser.find(Role::Tab, tab);
    CHECK(node.rect.x >= 0);
    CHECK(node.rect.x + node.rect.w <= 360.5f);
    CHECK(node.rect.h >= 44);
    world.browser.click(Role::Tab, tab);
    CHECK(ui::has(world.browser.find(Role::Tab, tab).states, ui::State::Selected));
  }
  world.browser.open(kAct);
  CHECK(world.browser.has(Role::Link, "Печать акта сверки"));
}
