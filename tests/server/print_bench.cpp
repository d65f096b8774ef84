// What long documents cost; run by hand: test_server "[bench]".
#include <catch2/benchmark/catch_benchmark.hpp>
#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>

#include "generated/paths.h"
#include "server/print/act.h"
#include "server/print/slip.h"
#include "tests/server/printed.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;

namespace {

server::print::Act long_act(const World&, server::Utility& utility, int rows) {
  server::print::Act act;
  act.supplier = &utility.settings.requisites;
  act.customer = utility.settings.requisites.party;
  act.customer.name = "ООО «Торговая марка»";
  act.account_number = "12/04871";
  act.reconciliation.from = {2020, 1, 1};
  act.reconciliation.to = {2029, 12, 31};
  for (int i = 0; i < rows; ++i) {
    api::ReconciliationEntry entry;
    entry.date = api::add_days({2020, 1, 1}, i);
    entry.kind = i % 2 == 0 ? api::EntryKind::Invoice : api::EntryKind::Payment;
    entry.number = std::to_string(1000 + i);
    (i % 2 == 0 ? entry.debit : entry.credit) = {123'456 + i};
    act.reconciliation.debit += entry.debit;
    act.reconciliation.credit += entry.credit;
    act.reconciliation.entries.push_back(entry);
  }
  act.reconciliation.closing = act.reconciliation.debit - act.reconciliation.credit;
  return act;
}

}  // namespace

TEST_CASE("an act of two thousand rows is whole", "[print]") {
  World world({.utility = "kraskom", .now = "2026-11-22T10:00:00+07:00"});
  const auto act = long_act(world, world.utility(), 2000);
  const Printed printed(must(server::print::act_pdf(act, world.utility().settings.fonts_dir)));
  const int pages = printed.pages();
  CHECK(pages > 30);
  const auto words = printed.words();
  CHECK(words.find("Страница " + std::to_string(pages) + " из " + std::to_string(pages)) != std::string::npos);
  for (int i = 0; i < 2000; ++i) {
    CAPTURE(i);
    REQUIRE(words.find("№ " + std::to_string(1000 + i) + " от") != std::string::npos);
  }
}

// The documents to look at: build/<preset>/documents/*.pdf.
TEST_CASE("samples of every document", "[.][samples]") {
  const std::filesystem::path folder = std::string(KABINET_BINARY_DIR) + "/documents";
  std::filesystem::create_directories(folder);
  const auto keep = [&](const std::string& name, const api::Document& document) {
    std::ofstream(folder / (name + ".pdf"), std::ios::binary) << document.bytes;
  };
  World water({.utility = "kraskom", .now = "2026-11-22T10:00:00+07:00"});
  auto torgmarka = water.torgmarka();
  for (const auto& account : must(torgmarka.call(api::GetAccounts{})).items) {
    const auto name = account.number.substr(account.number.find('/') + 1);
    keep("act-" + name, must(torgmarka.call(api::PrintReconciliation{account.id, "2026-01-01", "2026-10-31"})));
    keep("act-long-" + name, must(torgmarka.call(api::PrintReconciliation{account.id, "2017-01-01", "2026-11-22"})));
    for (const auto& invoice : must(torgmarka.call(api::GetInvoices{account.id, "2025-12", "2026-10"})).items)
      keep("invoice-" + invoice.number, must(torgmarka.call(api::PrintInvoice{account.id, invoice.id})));
  }
  auto ivanov = water.ivanov();
  for (const std::string month : {"2026-09", "2026-10"})
    keep("bill-water-" + month, must(ivanov.call(api::PrintBill{must(ivanov.call(api::GetAccounts{})).items.front().id, month})));
  World power;
  const auto bills = [&](Person person) {
    for (const auto& account : must(person.call(api::GetAccounts{})).items)
      keep("bill-" + account.number, must(person.call(api::PrintBill{account.id, "2026-10"})));
  };
  bills(power.maria());
  bills(power.oleg());
  server::print::Slip slip{&water.utility().profile, api::SignInKind::Individual, "0012345678", "k7dmq-x3v9t-ha2pw", "https://kraskom.example/kraskom/",
                           water.clock.now()};
  keep("slip", {"", "", must(server::print::slip_pdf(slip, water.utility().settings.fonts_dir))});
}

TEST_CASE("cost of an act of two thousand rows", "[.][bench]") {
  World world({.utility = "kraskom", .now = "2026-11-22T10:00:00+07:00"});
  const auto act = long_act(world, world.utility(), 2000);
  BENCHMARK("2 000 rows") { return must(server::print::act_pdf(act, world.utility().settings.fonts_dir)).size(); };
}
