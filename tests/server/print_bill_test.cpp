// «Счёт-квитанция» against the data, its QR read back byte for byte, the payload by ГОСТ Р 56042-2014.
#include <catch2/catch_test_macros.hpp>

#include "server/print/payment_qr.h"
#include "tests/server/printed.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;

namespace {

std::string account_id(Person& person, const std::string& number) {
  for (auto& one : must(person.call(api::GetAccounts{})).items)
    if (one.number == number) return one.id;
  throw std::runtime_error("no account " + number);
}

server::print::PaymentRequest example() {
  server::print::PaymentRequest request;
  request.recipient = {"АО «Енисей-Водоканал»", "2499000012", "249901001", "", "", "", "",
                       {"40702810600000012345", "Ф-л «Тест-Банк» г. Красноярск", "040407999", "30101810800000000999"}};
  request.account_number = "0012345678";
  request.payer = "Иванов Иван Иванович";
  request.payer_address = "г. Красноярск, ул. Образцовая, 14";
  request.period = {2026, 7};
  request.purpose = "Оплата за воду";
  request.sum = api::Money{123456};
  return request;
}

}  // namespace

TEST_CASE("the payload holds the standard's fields in their order", "[print]") {
  CHECK(must(server::print::payment_payload(example())) ==
        "ST00012|Name=АО «Енисей-Водоканал»|PersonalAcc=40702810600000012345|BankName=Ф-л «Тест-Банк» г. Красноярск|BIC=040407999|"
        "CorrespAcc=30101810800000000999|PayeeINN=2499000012|KPP=249901001|PersAcc=0012345678|LastName=Иванов|FirstName=Иван|"
        "MiddleName=Иванович|PayerAddress=г. Красноярск, ул. Образцовая, 14|PaymPeriod=07.2026|Purpose=Оплата за воду|Sum=123456|TechCode=02");
  auto odd = example();
  odd.payer_address = "ул. Мира | 5\r\nкв. 1";
  odd.sum.reset();
  const auto payload = must(server::print::payment_payload(odd));
  CHECK(payload.starts_with("ST00012#Name="));  // a separator that no value holds
  CHECK(payload.find("ул. Мира | 5  кв. 1") != std::string::npos);
  CHECK(payload.find("Sum=") == std::string::npos);
  odd.purpose = std::string(2 * 300, 'x');
  const auto cut = must(server::print::payment_payload(odd));
  CHECK(cut.find("Purpose=" + std::string(210, 'x') + "#TechCode") != std::string::npos);
  odd.recipient.bank.bank = std::string(46, 'b');
  CHECK_FALSE(server::print::payment_payload(odd).ok());
  odd.recipient.bank.bank.clear();
  CHECK_FALSE(server::print::payment_payload(odd).ok());
}

TEST_CASE("a bill says what is owed and why, and its QR pays it", "[print]") {
  World world({.utility = "kraskom", .now = "2026-11-22T10:00:00+07:00"});
  auto ivanov = world.ivanov();
  const auto id = account_id(ivanov, "0012345678");
  const auto document = must(ivanov.call(api::PrintBill{id, "2026-10"}));
  CHECK(document.filename == "Счёт-квитанция 2026-10.pdf");
  const Printed bill(document.bytes);
  CHECK(fonts_are_embedded(bill));
  CHECK(bill.pages() == 1);
  const auto month = must(ivanov.call(api::GetCharges{id, 1})).months.front();
  const auto act = must(ivanov.call(api::GetReconciliation{id, "2026-10-01", "2026-10-31"}));
  for (const std::string text :
       {"Счёт-квитанция за октябрь 2026 г.", "Иванов Иван Иванович", "г. Красноярск, ул. Образцовая, 14, кв. 27", "54,7", "ООО «КрасКом»",
        "2499000012 / 249901001", "40702810600000012345", "БИК 040407999", "30101810800000000999", "0012345678", "24ДА533315",
        "Холодное водоснабжение", "Горячее водоснабжение", "Водоотведение", "по прибору учёта", "СВ-15 № 18804412", "СГВ-15 № 18804598", "00512",
        "00233", "Извещение", "Квитанция", "Оплатить до 15 ноября 2026 г. включительно", "Перерасчётов за период нет", "В том числе НДС 22 %"}) {
    CAPTURE(text);
    CHECK(bill.says(text));
  }
  for (const auto& line : month.lines) {
    CHECK(bill.says(api::format_volume(line.volume) + " " + api::format_price(line.price) + " " + api::format_money(line.accrued)));
    CHECK(bill.says(api::format_money(line.total)));
  }
  CHECK(bill.says("Итого к оплате: " + api::format_money(act.closing) + " руб."));
  CHECK(bill.says("Оплачено за период " + api::format_money(act.credit)));
  const auto code = bill.code();
  CHECK(code == "ST00012|Name=ООО «КрасКом»|PersonalAcc=40702810600000012345|BankName=Ф-л «Тест-Банк» г. Красноярск|BIC=040407999|"
                "CorrespAcc=30101810800000000999|PayeeINN=2499000012|KPP=249901001|PersAcc=0012345678|LastName=Иванов|FirstName=Иван|"
                "MiddleName=Иванович|PayerAddress=г. Красноярск, ул. Образцовая, 14, кв. 27|PaymPeriod=10.2026|Purpose=Оплата коммунальных услуг "
                "по лицевому счёту 0012345678 за октябрь 2026 г.|Sum=" + std::to_string(act.closing.kopecks) + "|TechCode=02");
  CHECK(must(ivanov.call(api::PrintBill{id, "2026-10"})).bytes == document.bytes);
  const Printed september(must(ivanov.call(api::PrintBill{id, "2026-09"})).bytes);
  CHECK(september.says("Холодное водоснабжение: −45,60 руб."));
}

TEST_CASE("a bill paid ahead asks for nothing", "[print]") {
  World world({.utility = "kraskom", .now = "2026-11-22T10:00:00+07:00"});
  auto petrova = world.sign_in(api::SignInKind::Individual, "0012345679");
  const Printed bill(must(petrova.call(api::PrintBill{account_id(petrova, "0012345679"), "2026-10"})).bytes);
  CHECK(bill.says("Итого к оплате: 0,00 руб."));
  CHECK(bill.says("Аванс на конец периода 250,00 руб."));
  CHECK(bill.code().find("Sum=") == std::string::npos);
}

TEST_CASE("bills of every demo household can be read", "[print]") {
  World world;
  auto oleg = world.oleg();
  for (const auto& account : must(oleg.call(api::GetAccounts{})).items) {
    CAPTURE(account.number);
    const Printed bill(must(oleg.call(api::PrintBill{account.id, "2026-10"})).bytes);
    CHECK(bill.says(account.number));
    CHECK(bill.code().find("|PersAcc=" + account.number + "|") != std::string::npos);
  }
}

TEST_CASE("a bill is refused where there is none, and to strangers", "[print]") {
  World world({.utility = "kraskom", .now = "2026-11-22T10:00:00+07:00"});
  auto ivanov = world.ivanov();
  auto torgmarka = world.torgmarka();
  const auto id = account_id(ivanov, "0012345678");
  CHECK(ivanov.call(api::PrintBill{id, "2026-11"}).error().code == api::ErrorCode::NotFound);
  CHECK(ivanov.call(api::PrintBill{id, "2026-13"}).error().fields.at(0).field == "period");
  CHECK(torgmarka.call(api::PrintBill{id, "2026-10"}).error().code == api::ErrorCode::NotFound);
  CHECK(torgmarka.call(api::PrintBill{account_id(torgmarka, "12/04871"), "2026-10"}).error().code == api::ErrorCode::NotFound);
  CHECK(world.nobody().call(api::PrintBill{id, "2026-10"}).error().code == api::ErrorCode::Unauthenticated);
}
