// The demo data holds together: balances are charges minus payments, charges are what meters counted times the tariff of the day, every
// scenario that it promises is there.
#include <catch2/catch_test_macros.hpp>

#include <map>

#include "api/readings.h"
#include "server/store/sql.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;

namespace {

std::int64_t number(World& world, const std::string& query) {
  return must(world.database().read([&](server::store::Connection& sql) -> api::Result<std::int64_t> {
    std::int64_t value = 0;
    sql << query, soci::into(value);
    return value;
  }));
}

}  // namespace

TEST_CASE("Every balance is the charges minus the posted payments") {
  for (const std::string utility : {"krymenergo", "kraskom"}) {
    World world({.utility = utility});
    CAPTURE(utility);
    CHECK(number(world, "SELECT count(*) FROM accounts") >= 5);
    CHECK(number(world, "SELECT count(*) FROM accounts a WHERE a.balance_due <> "
                        "(SELECT coalesce(sum(c.total), 0) FROM charges c WHERE c.account_id = a.id) - "
                        "(SELECT coalesce(sum(p.amount - p.refunded), 0) FROM payments p WHERE p.account_id = a.id "
                        "AND p.state IN ('posted', 'refunded'))") == 0);
    CHECK(number(world, "SELECT count(*) FROM accounts a WHERE a.balance_penalty <> "
                        "(SELECT coalesce(sum(c.penalty), 0) FROM charges c WHERE c.account_id = a.id)") == 0);
    CHECK(number(world, "SELECT count(*) FROM accounts a WHERE (SELECT count(DISTINCT period) FROM charges c WHERE c.account_id = a.id) < 17") == 0);
    // Half up to the kopeck: prices are thousandths of a kopeck, volumes thousandths of a unit.
    CHECK(number(world, "SELECT count(*) FROM charges WHERE accrued <> (volume * price + 500000) / 1000000") == 0);
    CHECK(number(world, "SELECT count(*) FROM charges WHERE vat <> ((accrued + recalculation) * vat_percent + 50) / 100") == 0);
  }
}

TEST_CASE("The charges of a month are the preliminary charge of its readings") {
  World world;
  auto maria = world.maria();
  const auto flat = must(maria.call(api::GetAccounts{})).items.front();
  const auto meter = must(maria.call(api::GetMeters{flat.id})).items.front();
  const auto list = must(maria.call(api::GetReadings{meter.id})).items;
  std::vector<api::Volume> used;
  for (const auto& value : list.front().values) used.push_back(value.used);
  const auto expected = api::total(api::preview_charge(used, {1, 2}, meter.tariff, {2026, 10, 31}));
  CHECK(number(world, "SELECT sum(accrued) FROM charges WHERE period = '2026-10' AND account_id = " + flat.id) == expected.kopecks);
}

TEST_CASE("VAT of organisations changes with the year") {
  World world({.utility = "kraskom"});
  CHECK(number(world, "SELECT count(*) FROM charges WHERE vat_percent = 20 AND period > '2025-12'") == 0);
  CHECK(number(world, "SELECT count(*) FROM charges WHERE vat_percent = 22 AND period < '2026-01'") == 0);
  CHECK(number(world, "SELECT count(*) FROM charges WHERE vat_percent = 22") > 0);
  CHECK(number(world, "SELECT count(*) FROM payments WHERE state = 'refunded'") > 0);
  CHECK(number(world, "SELECT count(*) FROM payments WHERE state = 'failed' AND failure = 'limit_exceeded'") == 1);
}

TEST_CASE("The promised scenarios are there") {
  World world;
  auto oleg = world.oleg();
  std::map<std::string, api::Account> accounts;
  for (auto& account : must(oleg.call(api::GetAccounts{})).items) accounts[account.number] = account;
  std::map<std::string, api::Meter> meters;
  for (auto& meter : must(oleg.call(api::GetMeters{})).items) meters[meter.serial] = meter;
  CHECK(accounts.at("420401155").balance.penalty.kopecks > 0);
  CHECK(meters.at("27003318").registers.size() == 3);
  CHECK(meters.at("30612209").latest->period == api::Period{2026, 8});     // no reading for two months
  CHECK(meters.at("19844013").latest->period == api::Period{2026, 5});     // for five
  CHECK(meters.at("08811724").verification == api::Verification::Expired);
  CHECK(meters.at("55120937").verification == api::Verification::Near);
  CHECK(meters.at("10004561").closed_on == api::Date{2026, 9, 14});
  CHECK(accounts.at("420407711").reading_state == api::ReadingState::Submitted);
}
