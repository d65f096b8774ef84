// What the law allows as a penalty on an account's bills and payments, and what an import says where billing has more.
#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>

#include "generated/paths.h"
#include "server/exchange/import_set.h"
#include "server/exchange/penalty_check.h"
#include "server/profiles.h"
#include "server/store/database.h"
#include "tests/server/temp_folder.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
using server::exchange::lawful_penalty;
using server::store::Debts;
using server::store::PenalisedAccount;

namespace {

const server::LoadedProfile& profile() {
  static const auto loaded = must(server::load_profile(std::string(KABINET_SOURCE_DIR) + "/assets/profiles/krymenergo.toml"));
  return loaded;
}

api::Money lawful(const Debts& debts, const api::Date& as_of, api::AccountKind kind = api::AccountKind::Household) {
  PenalisedAccount account;
  account.kind = kind;
  account.as_of = as_of;
  return lawful_penalty(account, debts, profile().settings, 180);
}

server::store::Receipt paid(const std::string& at, std::int64_t kopecks) { return {*api::parse_instant(at + "T12:00:00+03:00"), {kopecks}}; }

const api::Date kDue{2026, 3, 15};  // a Sunday: the 16th counts, so day 90 is 14 June

}  // namespace

TEST_CASE("One bill that nobody paid: the table of the law, from the working day it was due", "[penalty]") {
  const Debts debts{{{kDue, {{1'000'000}}}}, {}, {}};
  CHECK(lawful(debts, {2026, 4, 15}) == api::Money{0});       // day 30
  CHECK(lawful(debts, {2026, 4, 16}) == api::Money{317});
  CHECK(lawful(debts, {2026, 6, 14}) == api::Money{19'000});
  CHECK(lawful(debts, {2026, 6, 15}) == api::Money{19'731});
  CHECK(lawful(debts, {2026, 3, 17}, api::AccountKind::Contract) == api::Money{731});
  CHECK(lawful(debts, {2026, 3, 16}, api::AccountKind::Contract) == api::Money{0});
}

TEST_CASE("Each bill is a debt of its own, and payments go to the oldest", "[penalty]") {
  Debts debts{{{kDue, {{1'000'000}}}, {{2026, 4, 15}, {{500'000}}}}, {}, {}};
  CHECK(lawful(debts, {2026, 6, 14}) == api::Money{19'000 + 4'750});
  debts.receipts = {paid("2026-05-15", 1'000'000)};  // day 60 of the first: it counts to the end of that day
  CHECK(lawful(debts, {2026, 6, 14}) == api::Money{9'500 + 4'750});
  debts.receipts = {paid("2026-05-15", 1'200'000)};  // and 2 000 of the second
  CHECK(lawful(debts, {2026, 6, 14}) == api::Money{9'500 + 2'850});
  debts.receipts = {paid("2026-02-01", 1'000'000), paid("2026-04-10", 500'000)};  // in advance and in time
  CHECK(lawful(debts, {2026, 12, 31}) == api::Money{0});
}

TEST_CASE("What does not cover a bill is shared out among its services", "[penalty]") {
  Debts debts{{{kDue, {{600'000}, {400'000}}}}, {paid("2026-03-10", 500'000)}, {}};
  // 3 000 and 2 000 are left: 28,50 and 19,00 a month.
  CHECK(lawful(debts, {2026, 5, 15}) == api::Money{2'850 + 1'900});
}

TEST_CASE("An import tells a penalty above the law's, and takes it", "[penalty]") {
  TempFolder folder;
  server::store::DatabaseOptions where;
  where.path = folder.path("krymenergo.sqlite");
  where.durable = false;
  const auto database = must(server::store::Database::open(where));
  const auto import_with = [&](const std::string& due, const std::string& penalty, const std::string& billed = "10000,00") {
    std::filesystem::create_directories(folder.path("set"));
    std::ofstream(folder.path("set/accounts.csv"))
        << "number;owner;address;services;balance_due;balance_penalty;balance_as_of\n1;Иванов И. И.;Ялта, ул. Садовая, 3;electricity;" << due << ";" << penalty
        << ";2026-06-14\n";
    std::ofstream(folder.path("set/charges.csv")) << "account;period;service;volume;price;accrued;penalty;total;due_on\n1;2026-02;electricity;1000;10,00;"
                                                  << billed << ";;" << billed << ";2026-03-15\n1;2026-05;electricity;0;10,00;0,00;" << penalty << ";"
                                                  << penalty << ";2026-06-15\n";
    server::exchange::ImportOptions options{folder.path("set"), {2026, 6, 14}, {0}, &profile().settings, 180};
    const auto report = must(server::exchange::import_set(*database, options));
    CHECK(report.problems.empty());
    return report.warnings;
  };
  CHECK(import_with("10190,00", "190,00").empty());
  CHECK(import_with("10100,00", "100,00").empty());  // forgiven
  CHECK(import_with("10250,00", "250,00") == std::vector<std::string>{"счёт 1: пеня 250,00\u00A0₽ больше допустимой 190,00\u00A0₽"});
  CHECK(import_with("20250,00", "250,00").empty());  // the history does not add up: nothing can be said
}

TEST_CASE("The demo data: billing's penalties and the law's", "[penalty]") {
  for (const auto& [utility, expected] : {std::pair<std::string, std::size_t>{"krymenergo", 1}, {"kraskom", 0}}) {
    TempFolder folder;
    server::store::DatabaseOptions where;
    where.path = folder.path("demo.sqlite");
    where.durable = false;
    const auto database = must(server::store::Database::open(where));
    auto loaded = must(server::load_profile(std::string(KABINET_SOURCE_DIR) + "/assets/profiles/" + utility + ".toml"));
    loaded.settings.password_cost = {1, 8192};
    server::exchange::ImportOptions options{std::string(KABINET_SOURCE_DIR) + "/assets/demo/" + utility, {2026, 11, 22}, {0}, &loaded.settings,
                                            loaded.profile.utc_offset_minutes, loaded.profile.regions};
    const auto report = must(server::exchange::import_set(*database, options));
    REQUIRE(report.problems.empty());
    CAPTURE(utility, report.warnings);
    CHECK(report.warnings.size() == expected);  // Maria's, as the picture of her account has it
  }
}
