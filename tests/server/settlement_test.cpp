// Details, reconciliation, invoices and charges of the demo accounts: sums against the balance, masks, refusals for who may not ask.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>

#include "api/rules.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;

namespace {

WorldOptions kraskom() { return {.utility = "kraskom", .now = "2026-11-22T10:00:00+07:00"}; }

api::Account account_of(Person& person, const std::string& number) {
  for (auto& one : must(person.call(api::GetAccounts{})).items)
    if (one.number == number) return one;
  throw std::runtime_error("no account " + number);
}

api::Reconciliation act(Person& person, const std::string& id, const std::string& from, const std::string& to) {
  return must(person.call(api::GetReconciliation{id, from, to}));
}

template <class E>
std::string wrong_field(Person& person, E request) {
  const auto answer = person.call(request);
  REQUIRE_FALSE(answer.ok());
  REQUIRE(answer.error().code == api::ErrorCode::Invalid);
  REQUIRE(answer.error().fields.size() == 1);
  return answer.error().fields.front().field + " " + answer.error().fields.front().code;
}

}  // namespace

TEST_CASE("details of a contract: both parties, contacts, objects", "[settlement]") {
  World world(kraskom());
  auto torgmarka = world.torgmarka();
  const auto details = must(torgmarka.call(api::GetAccountDetails{account_of(torgmarka, "12/04871").id}));
  CHECK(details.supplier.name == "ООО «КрасКом»");
  CHECK(details.supplier.inn == "2499000012");
  CHECK(details.supplier.bank.bic == "040407999");
  CHECK(details.customer.name == "ООО «Торговая марка»");
  CHECK(details.customer.inn == "2499000020");
  CHECK(details.customer.kpp == "249901001");
  CHECK(details.customer.ogrn == "1262400000026");
  CHECK(details.customer.bank.account == "40702810700000004871");
  REQUIRE(details.contacts.size() == 2);
  CHECK(details.contacts[0].phone == "+7 (900) 000-00-12");
  REQUIRE(details.objects.size() == 6);
  CHECK(details.objects[1].name == "Магазин «Торговая марка № 2»");
  CHECK(details.objects[1].meter_count == 2);
  CHECK(details.objects[1].services == std::vector{api::Service::ColdWater, api::Service::HotWater});
}

TEST_CASE("details of a household: the name is masked", "[settlement]") {
  World world(kraskom());
  auto ivanov = world.ivanov();
  const auto details = must(ivanov.call(api::GetAccountDetails{account_of(ivanov, "0012345678").id}));
  CHECK(details.customer.name == api::mask_name("Иванов Иван Иванович"));
  CHECK(details.customer.name.find("Иванов") == std::string::npos);
  CHECK(details.unified_number == "24ДА533315");
  CHECK(details.residents == 3);
  CHECK(details.area == api::Volume{54'700});
  CHECK(details.objects.empty());
}

TEST_CASE("the reconciliation of every demo account joins and ends in the balance", "[settlement]") {
  for (const auto& [utility, login] : {std::pair<std::string, std::string>{"kraskom", "torgmarka"}, {"kraskom", "pekarnya5"}, {"kraskom", "0012345678"},
                                       {"krymenergo", "maria@example.ru"}, {"krymenergo", "oleg@example.ru"}, {"krymenergo", "bereg@example.ru"}}) {
    World world({.utility = utility, .now = "2026-11-22T10:00:00+03:00"});
    const auto kind = login.find('@') != std::string::npos ? api::SignInKind::Email
                      : login[0] == '0'                    ? api::SignInKind::Individual
                                                           : api::SignInKind::Organisation;
    auto person = world.sign_in(kind, login);
    for (const auto& account : must(person.call(api::GetAccounts{})).items) {
      CAPTURE(account.number);
      const auto whole = act(person, account.id, "2017-01-01", "2026-11-22");
      CHECK(whole.closing == account.balance.due);
      CHECK(whole.opening.kopecks == 0);  // the demo begins with nothing owed
      api::Money opening = whole.opening;
      for (api::Period month{2024, 6}; month <= api::Period{2026, 11}; month = api::add_months(month, 1)) {
        const auto one = act(person, account.id, api::to_iso(month) + "-01", api::to_iso(api::Date{month.year, month.month, api::days_in_month(month)}));
        CHECK(one.opening == opening);
        CHECK(one.opening + one.debit - one.credit == one.closing);
        opening = one.closing;
      }
      CHECK(opening == account.balance.due);
    }
  }
}

TEST_CASE("entries are invoices, payments with their orders, refunds, penalties", "[settlement]") {
  World world(kraskom());
  auto pekarnya = world.pekarnya();
  const auto id = account_of(pekarnya, "12/05120").id;
  const auto july = act(pekarnya, id, "2026-07-01", "2026-07-31");
  const auto find = [](const api::Reconciliation& one, api::EntryKind kind, api::Money debit, api::Money credit) {
    return std::any_of(one.entries.begin(), one.entries.end(),
                       [&](const auto& entry) { return entry.kind == kind && entry.debit == debit && entry.credit == credit; });
  };
  CHECK(find(july, api::EntryKind::Payment, {}, {1'000'000}));
  CHECK(find(july, api::EntryKind::Refund, {1'000'000}, {}));
  const auto october = act(pekarnya, id, "2026-10-01", "2026-10-31");
  REQUIRE(october.entries.size() == 2);
  CHECK(october.entries[0].kind == api::EntryKind::Invoice);
  CHECK(october.entries[0].number == "В-110-5120");
  CHECK(october.entries[0].date == api::Date{2026, 10, 31});
  CHECK(october.entries[1].kind == api::EntryKind::Penalty);
  CHECK(october.entries[1].debit == api::Money{14'796});
  CHECK(october.entries[1].number == "2026-10");

  auto torgmarka = world.torgmarka();
  const auto heat = act(torgmarka, account_of(torgmarka, "Т-2/01533").id, "2026-09-01", "2026-10-31");
  REQUIRE(heat.entries.size() == 3);  // invoices for advances are no debit
  CHECK(heat.entries[0].kind == api::EntryKind::Payment);
  CHECK(heat.entries[0].number == "394");
  CHECK(heat.entries[0].credit == api::Money{4'000'000});
  CHECK(heat.closing == api::Money{-4'000'000});

  auto ivanov = world.ivanov();
  const auto flat = act(ivanov, account_of(ivanov, "0012345678").id, "2026-10-01", "2026-10-31");
  REQUIRE_FALSE(flat.entries.empty());
  CHECK(flat.entries.back().kind == api::EntryKind::Charge);
  CHECK(flat.entries.back().number == "2026-10");
  CHECK(flat.entries.back().date == api::Date{2026, 10, 31});
}

TEST_CASE("invoices of a period, newest first; charges with their months", "[settlement]") {
  World world(kraskom());
  auto torgmarka = world.torgmarka();
  const auto water = account_of(torgmarka, "12/04871").id, heat = account_of(torgmarka, "Т-2/01533").id;
  const auto year = must(torgmarka.call(api::GetInvoices{water, "", ""})).items;
  REQUIRE(year.size() == 11);  // November's is not there yet
  CHECK(year.front().number == "В-110-4871");
  CHECK(year.front().issued_on == api::Date{2026, 10, 31});
  CHECK(year.front().period == api::Period{2026, 10});
  CHECK(year.front().services == std::vector{api::Service::ColdWater, api::Service::HotWater, api::Service::Wastewater});
  for (const auto& one : year) {
    CHECK(one.net + one.vat == one.total);
    CHECK(one.kind == api::InvoiceKind::Supply);
  }
  CHECK(must(torgmarka.call(api::GetInvoices{water, "2025-12", "2026-01"})).items.size() == 2);
  const auto autumn = must(torgmarka.call(api::GetInvoices{heat, "2026-09", "2026-10"})).items;
  REQUIRE(autumn.size() == 3);
  CHECK(std::count_if(autumn.begin(), autumn.end(), [](const auto& one) { return one.kind == api::InvoiceKind::Advance; }) == 2);
  CHECK(autumn.back().vat == api::Money{721'311});

  const auto months = must(torgmarka.call(api::GetCharges{water, 13})).months;
  REQUIRE(months.size() == 13);
  CHECK(months.front().period == api::Period{2026, 10});
  CHECK(months.front().total == year.front().total);
  CHECK(months.front().due_on == api::Date{2026, 11, 10});
  for (const auto& month : months)
    for (const auto& line : month.lines) CHECK(line.accrued + line.recalculation + line.penalty + line.vat == line.total);
  CHECK(must(torgmarka.call(api::GetCharges{water, 1})).months.size() == 1);
}

TEST_CASE("the change against the month before is explained to the kopeck", "[settlement]") {
  World world(kraskom());
  auto ivanov = world.ivanov();
  const auto months = must(ivanov.call(api::GetCharges{account_of(ivanov, "0012345678").id, 26})).months;
  for (std::size_t i = 0; i + 1 < months.size(); ++i) {
    api::Money sum;
    for (const auto& cause : api::explain_change(months[i + 1], months[i])) sum += cause.amount;
    CHECK(sum == months[i].total - months[i + 1].total);
  }
  const auto back = api::explain_change(months[1], months[0]);
  CHECK(std::any_of(back.begin(), back.end(), [](const auto& cause) {
    return cause.kind == api::ChangeKind::Recalculation && cause.service == api::Service::ColdWater && cause.amount == api::Money{4560};
  }));
}

TEST_CASE("consumption of one service, also of one without meters", "[settlement]") {
  World world(kraskom());
  auto ivanov = world.ivanov();
  const auto id = account_of(ivanov, "0012345678").id;
  const auto first = must(ivanov.call(api::GetConsumption{id, 12, ""}));
  CHECK(first.service == api::Service::ColdWater);
  const auto hot = must(ivanov.call(api::GetConsumption{id, 12, "hot_water"}));
  CHECK(hot.service == api::Service::HotWater);
  CHECK(hot.unit == "м³");
  const auto waste = must(ivanov.call(api::GetConsumption{id, 12, "wastewater"}));
  REQUIRE(waste.months.size() == 12);
  CHECK(waste.months[10].volume == first.months[10].volume + hot.months[10].volume);
  CHECK(wrong_field(ivanov, api::GetConsumption{id, 12, "heat"}) == "service unknown");
  CHECK(wrong_field(ivanov, api::GetConsumption{id, 12, "<script>"}) == "service unknown");
}

TEST_CASE("wrong periods name their field", "[settlement]") {
  World world(kraskom());
  auto torgmarka = world.torgmarka();
  const auto id = account_of(torgmarka, "12/04871").id;
  CHECK(wrong_field(torgmarka, api::GetReconciliation{id, "", "2026-01-01"}) == "from required");
  CHECK(wrong_field(torgmarka, api::GetReconciliation{id, "2026-01-01", ""}) == "to required");
  CHECK(wrong_field(torgmarka, api::GetReconciliation{id, "2026-02-30", "2026-03-01"}) == "from bad_date");
  CHECK(wrong_field(torgmarka, api::GetReconciliation{id, "2026-02-01", "' OR 1=1"}) == "to bad_date");
  CHECK(wrong_field(torgmarka, api::GetReconciliation{id, "2026-02-02", "2026-02-01"}) == "to too_small");
  CHECK(wrong_field(torgmarka, api::GetReconciliation{id, "2016-02-02", "2026-02-02"}) == "to too_large");
  CHECK(torgmarka.call(api::GetReconciliation{id, "2016-02-02", "2026-02-01"}).ok());
  CHECK(wrong_field(torgmarka, api::GetInvoices{id, "2026-13", "2026-01"}) == "from bad_date");
  CHECK(wrong_field(torgmarka, api::GetInvoices{id, "2026-01", "2025-12"}) == "to too_small");
  CHECK(wrong_field(torgmarka, api::GetInvoices{id, "1999-01", "2025-12"}) == "to too_large");
  CHECK(wrong_field(torgmarka, api::GetCharges{id, 0}) == "months too_small");
  CHECK(wrong_field(torgmarka, api::GetCharges{id, 37}) == "months too_large");
}

TEST_CASE("settlement is nobody else's business", "[settlement]") {
  World world(kraskom());
  auto torgmarka = world.torgmarka();
  auto pekarnya = world.pekarnya();
  auto nobody = world.nobody();
  const auto id = account_of(torgmarka, "12/04871").id;
  const auto refused = [&](auto request) {
    const auto stranger = pekarnya.call(request);
    REQUIRE_FALSE(stranger.ok());
    CHECK(stranger.error().code == api::ErrorCode::NotFound);
    const auto unknown = nobody.call(request);
    REQUIRE_FALSE(unknown.ok());
    CHECK(unknown.error().code == api::ErrorCode::Unauthenticated);
  };
  refused(api::GetAccountDetails{id});
  refused(api::GetReconciliation{id, "2026-01-01", "2026-01-31"});
  refused(api::GetInvoices{id, "", ""});
  refused(api::GetCharges{id, 13});
  refused(api::GetConsumption{id, 12, "cold_water"});
  CHECK_FALSE(torgmarka.call(api::GetAccountDetails{"12 OR 1=1"}).ok());
}
