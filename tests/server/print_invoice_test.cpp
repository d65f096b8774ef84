// «Счёт-фактура» against the data: lines (1)…(8), columns, sums, the form by its date, advances.
#include <catch2/catch_test_macros.hpp>

#include "tests/server/printed.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;

namespace {

WorldOptions kraskom() { return {.utility = "kraskom", .now = "2026-11-22T10:00:00+07:00"}; }

std::string account_id(Person& person, const std::string& number) {
  for (auto& one : must(person.call(api::GetAccounts{})).items)
    if (one.number == number) return one.id;
  throw std::runtime_error("no account " + number);
}

api::Invoice invoice_of(Person& person, const std::string& account, const std::string& number) {
  for (auto& one : must(person.call(api::GetInvoices{account, "2024-01", "2026-11"})).items)
    if (one.number == number) return one;
  throw std::runtime_error("no invoice " + number);
}

}  // namespace

TEST_CASE("an invoice for supply says what was charged", "[print]") {
  World world(kraskom());
  auto torgmarka = world.torgmarka();
  const auto account = account_id(torgmarka, "12/04871");
  const auto data = invoice_of(torgmarka, account, "В-110-4871");
  const auto document = must(torgmarka.call(api::PrintInvoice{account, data.id}));
  CHECK(document.filename == "Счёт-фактура В-110-4871.pdf");
  const Printed invoice(document.bytes);
  CHECK(fonts_are_embedded(invoice));
  CHECK(invoice.pages() == 1);
  for (const std::string text :
       {"Счет-фактура № В-110-4871 от 31 октября 2026 г.", "ООО «КрасКом»", "2499000012/249901001", "2499000020/249901001", "ООО «Торговая марка»",
        "Акт об оказании услуг № В-110-4871 от 31.10.2026", "российский рубль, 643", "Всего к оплате (9)", "Орлов П. Н.", "Белова И. С.",
        "(1)", "(1а)", "(2)", "(2а)", "(2б)", "(3)", "(4)", "(5)", "(5а)", "(5б)", "(6)", "(6а)", "(6б)", "(7)", "(8)", "22%", "без акциза",
        "Руководитель организации", "Главный бухгалтер", "Индивидуальный предприниматель", "1 1а 1б 2 2а 3 4 5 6 7 8 9 10 10а 11 12 12а 13 14"}) {
    CAPTURE(text);
    CHECK(invoice.says(text));
  }
  const auto month = must(torgmarka.call(api::GetCharges{account, 1})).months.front();
  for (const auto& line : month.lines) {
    CHECK(invoice.says(api::format_money(line.accrued)));
    CHECK(invoice.says(api::format_money(line.vat)));
    CHECK(invoice.says(api::format_money(line.total)));
    CHECK(invoice.says("113 м³ " + api::format_volume(line.volume) + " " + api::format_price(line.price)));
  }
  CHECK(invoice.says("Всего к оплате (9) " + api::format_money(data.net) + " Х " + api::format_money(data.vat) + " " + api::format_money(data.total)));
  CHECK(must(torgmarka.call(api::PrintInvoice{account, data.id})).bytes == document.bytes);
}

TEST_CASE("the form and the rate follow the date", "[print]") {
  World world(kraskom());
  auto torgmarka = world.torgmarka();
  const auto account = account_id(torgmarka, "12/04871");
  const auto print = [&](const std::string& number) {
    return Printed(must(torgmarka.call(api::PrintInvoice{account, invoice_of(torgmarka, account, number).id})).bytes);
  };
  const auto december = print("В-100-4871"), january = print("В-101-4871"), march = print("В-103-4871"), april = print("В-104-4871");
  CHECK(december.says("31 декабря 2025 г."));
  CHECK(december.says("20%"));
  CHECK_FALSE(december.says("22%"));
  CHECK(january.says("31 января 2026 г."));
  CHECK(january.says("22%"));
  CHECK_FALSE(january.says("(5б)"));
  CHECK(march.says("31 марта 2026 г."));
  CHECK_FALSE(march.says("(5б)"));
  CHECK(april.says("30 апреля 2026 г."));
  CHECK(april.says("(5б)"));
  CHECK(april.says("№ 26"));
}

TEST_CASE("an advance at the computed rate, and the supply that names it", "[print]") {
  World world(kraskom());
  auto torgmarka = world.torgmarka();
  const auto account = account_id(torgmarka, "Т-2/01533");
  const auto print = [&](const std::string& number) {
    return Printed(must(torgmarka.call(api::PrintInvoice{account, invoice_of(torgmarka, account, number).id})).bytes);
  };
  const auto advance = print("АТ-109-1533");
  CHECK(advance.says("22/122"));
  CHECK(advance.says("Предварительная оплата"));
  CHECK(advance.says("№ 394 от 23.09.2026"));
  CHECK(advance.says("7\u00A0213,11"));
  CHECK(advance.says("40\u00A0000,00"));
  const auto supply = print("Т-110-1533");
  CHECK(supply.says("№ АТ-109-1533 от 24.09.2026; № АТ-110-1533 от 25.10.2026"));
  CHECK(supply.says("№ 394 от 23.09.2026; № 405 от 24.10.2026"));
  CHECK(supply.says("233 Гкал"));
}

TEST_CASE("an invoice is nobody else's business", "[print]") {
  World world(kraskom());
  auto torgmarka = world.torgmarka();
  auto pekarnya = world.pekarnya();
  const auto account = account_id(torgmarka, "12/04871"), theirs = account_id(pekarnya, "12/05120");
  const auto id = invoice_of(torgmarka, account, "В-110-4871").id;
  CHECK(pekarnya.call(api::PrintInvoice{account, id}).error().code == api::ErrorCode::NotFound);
  CHECK(pekarnya.call(api::PrintInvoice{theirs, id}).error().code == api::ErrorCode::NotFound);
  CHECK(world.nobody().call(api::PrintInvoice{account, id}).error().code == api::ErrorCode::Unauthenticated);
  CHECK(torgmarka.call(api::PrintInvoice{account, "0"}).error().code == api::ErrorCode::NotFound);
  CHECK(torgmarka.call(api::PrintInvoice{account, "1 OR 1=1"}).error().code == api::ErrorCode::NotFound);
}
