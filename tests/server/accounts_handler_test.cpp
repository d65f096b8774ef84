// Accounts, consumption and lists of meters through the router, on the demo data.
#include <catch2/catch_test_macros.hpp>

#include <set>

#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;

namespace {

api::Account account_with(Person& person, const std::string& number) {
  for (auto& account : must(person.call(api::GetAccounts{})).items)
    if (account.number == number) return account;
  throw std::runtime_error("no account " + number);
}

api::Consumption consumption(Person& person, const std::string& account, int months) {
  return must(person.call(api::GetConsumption{account, months}));
}

}  // namespace

TEST_CASE("A household's account: balance, mask, window, state of the readings") {
  World world;
  auto maria = world.maria();
  const auto accounts = must(maria.call(api::GetAccounts{})).items;
  REQUIRE(accounts.size() == 2);
  const auto& flat = accounts[0];
  CHECK(flat.number == "420118734");
  CHECK(flat.kind == api::AccountKind::Household);
  CHECK(flat.owner == "С••••••• М. П.");
  CHECK(flat.address == "Симферополь, ул. Киевская, 12, кв. 48");
  CHECK(flat.services == std::vector{api::Service::Electricity});
  CHECK(flat.balance.due == api::Money{128'436});
  CHECK(flat.balance.penalty == api::Money{1'208});
  CHECK(flat.balance.pending == api::Money{0});
  CHECK(flat.balance.as_of == api::Date{2026, 11, 22});
  CHECK(flat.window.open);
  CHECK(flat.window.closes == api::Date{2026, 11, 25});
  CHECK(flat.reading_state == api::ReadingState::Due);
  CHECK(flat.meter_count == 1);
  const auto& house = accounts[1];
  CHECK(house.balance.due == api::Money{-35'600});
  CHECK(house.balance.pending == api::Money{35'000});
  CHECK(house.reading_state == api::ReadingState::Accepted);
  CHECK(api::to_json(must(maria.call(api::GetAccount{flat.id}))) == api::to_json(flat));
}

TEST_CASE("An organisation's contracts are named and not masked") {
  World world({.utility = "kraskom"});
  auto torgmarka = world.torgmarka();
  const auto water = account_with(torgmarka, "12/04871");
  CHECK(water.kind == api::AccountKind::Contract);
  CHECK(water.title == "Вода и стоки");
  CHECK(water.owner == "ООО «Торговая марка»");
  CHECK(water.signed_on == api::Date{2019, 2, 11});
  CHECK(water.object_count == 6);
  CHECK(water.meter_count == 9);
  CHECK(water.balance.due.kopecks > 0);
  CHECK(account_with(torgmarka, "Т-2/01533").balance.due == api::Money{-4'000'000});
  CHECK(must(torgmarka.call(api::GetMeters{})).items.size() >= 12);
}

TEST_CASE("Submitting for all meters of an account settles its state") {
  World world({.utility = "kraskom"});
  auto ivanov = world.ivanov();
  const auto meters = must(ivanov.call(api::GetMeters{})).items;
  REQUIRE(meters.size() == 2);
  for (const auto& meter : meters) {
    CHECK(account_with(ivanov, "0012345678").reading_state == api::ReadingState::Due);
    api::ReadingInput input;
    input.values.push_back({1, std::to_string(std::stoi(meter.registers[0].previous) + 4), {}});
    (void)must(ivanov.call(api::SubmitReading{meter.id, input, "k" + meter.id}));
  }
  CHECK(account_with(ivanov, "0012345678").reading_state == api::ReadingState::Submitted);
}

TEST_CASE("Consumption by month is the picture's, with the year before") {
  World world;
  auto maria = world.maria();
  const auto flat = account_with(maria, "420118734");
  auto chart = consumption(maria, flat.id, 12);
  CHECK(chart.unit == "кВт·ч");
  REQUIRE(chart.months.size() == 12);
  CHECK(chart.months.front().period == api::Period{2025, 12});
  CHECK(chart.months.back().period == api::Period{2026, 11});
  const std::vector<int> picture = {212, 198, 240, 187, 176, 164, 158, 171, 193, 221, 236};
  for (std::size_t i = 0; i < picture.size(); ++i) CHECK(chart.months[i].volume == api::Volume{picture[i] * 1000});
  CHECK(chart.months.back().volume == api::Volume{0});
  for (const auto& month : chart.months) CHECK(month.year_before);

  api::ReadingInput input;
  input.values = {{1, "08561", {}}, {2, "04032", {}}};
  const auto meter = must(maria.call(api::GetMeters{flat.id})).items.front();
  (void)must(maria.call(api::SubmitReading{meter.id, input, "k"}));
  CHECK(consumption(maria, flat.id, 12).months.back().volume == api::Volume{204'000});
  CHECK(consumption(maria, flat.id, 1).months.size() == 1);
  CHECK(maria.call(api::GetConsumption{flat.id, 0}).error().code == api::ErrorCode::Invalid);
  CHECK(maria.call(api::GetConsumption{flat.id, 37}).error().code == api::ErrorCode::Invalid);
}

TEST_CASE("A replaced meter, a multiplier, months without a reading: the chart has no holes") {
  World world;
  auto oleg = world.oleg();
  for (const std::string number : {"420406600", "420403377", "420407711"}) {
    const auto chart = consumption(oleg, account_with(oleg, number).id, 13);
    for (std::size_t i = 0; i + 1 < chart.months.size(); ++i) {
      CAPTURE(number, api::to_iso(chart.months[i].period));
      const bool rejected_month = number == "420407711" && chart.months[i].period == api::Period{2026, 6};
      CHECK((rejected_month || (chart.months[i].volume.milli > 40'000 && chart.months[i].volume.milli < 700'000)));
    }
  }
  auto firm = world.sign_in(api::SignInKind::Email, "bereg@example.ru");
  CHECK(consumption(firm, must(firm.call(api::GetAccounts{})).items[0].id, 2).months[0].volume.milli > 5'000'000);
}

TEST_CASE("Meters come in pages, those in use first, each once") {
  World world({.utility = "kraskom"});
  auto torgmarka = world.torgmarka();
  api::GetMeters request;
  request.limit = 5;
  std::set<std::string> ids;
  std::size_t pages = 0;
  do {
    const auto page = must(torgmarka.call(request));
    ++pages;
    for (const auto& meter : page.items) CHECK(ids.insert(meter.id).second);
    request.cursor = page.next_cursor;
  } while (!request.cursor.empty());
  CHECK(ids.size() == 13);
  CHECK(pages == 3);
  request.cursor = "x";
  CHECK(torgmarka.call(request).error().code == api::ErrorCode::BadRequest);
  request.cursor.clear();
  request.limit = 0;
  CHECK(torgmarka.call(request).error().code == api::ErrorCode::Invalid);

  World other;
  auto oleg = other.oleg();
  const auto meters = must(oleg.call(api::GetMeters{})).items;
  CHECK(meters.back().closed_on);
  CHECK_FALSE(meters.front().closed_on);
}

TEST_CASE("A meter's tariff is the one in force, by the zones of its registers") {
  World world;
  auto maria = world.maria();
  const auto meter = must(maria.call(api::GetMeters{account_with(maria, "420118734").id})).items.front();
  std::set<int> zones;
  for (const auto& rate : meter.tariff) {
    zones.insert(rate.zone);
    CHECK(rate.valid_from == api::Date{2026, 10, 1});
  }
  CHECK(zones == std::set<int>{1, 2});
  CHECK(meter.tariff.size() == 6);

  World water({.utility = "kraskom"});
  auto torgmarka = water.torgmarka();
  auto ivanov = water.ivanov();
  const auto price = [](Person& person) { return must(person.call(api::GetMeters{})).items.front().tariff.at(0).price; };
  CHECK(price(torgmarka) == api::Price{3'152'000});  // of its own category
  CHECK(price(ivanov) == api::Price{3'846'000});
}
