// Requisites, contacts and invoices in an import: what is refused, and with which words.
#include <catch2/catch_test_macros.hpp>

#include "generated/paths.h"
#include "server/exchange/import_set.h"
#include "server/profiles.h"
#include "tests/server/temp_folder.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
namespace exchange = kabinet::server::exchange;

namespace {

struct Set {
  TempFolder folder;
  server::LoadedProfile loaded = must(server::load_profile(std::string(KABINET_SOURCE_DIR) + "/assets/profiles/kraskom.toml"));
  std::unique_ptr<server::store::Database> database = [this] {
    server::store::DatabaseOptions options;
    options.path = folder.path("db.sqlite");
    options.durable = false;
    return must(server::store::Database::open(options));
  }();
  std::string contract = "12/1;Вода;ООО «Проба»;2499000020;249901001;ул. Мира, 5;cold_water;0;2026-11-22;1262400000026;buh@example.ru;"
                         "40702810700000004871;040407999;30101810800000000999";
  std::string charge = "12/1;2026-10;cold_water;10;100;1000,00;5,00;22;220,00;1225,00;В-1";
  std::string invoice = "12/1;В-1;supply;2026-10-31;2026-10;22;220,00;1220,00;;";

  std::string problem() {
    folder.write("set/contracts.csv", "number;title;owner;inn;kpp;address;services;balance_due;balance_as_of;ogrn;email;bank_account;bank_bic;"
                                      "bank_correspondent\n" + contract + '\n');
    folder.write("set/charges.csv", "account;period;service;volume;price;accrued;penalty;vat_percent;vat;total;document\n" + charge + '\n');
    folder.write("set/invoices.csv", "account;number;kind;issued_on;period;vat_percent;vat;total;payment_document;advance_invoices\n" + invoice + '\n');
    exchange::ImportOptions options;
    options.folder = folder.path("set");
    options.as_of = {2026, 11, 22};
    options.settings = &loaded.settings;
    const auto report = must(exchange::import_set(*database, options));
    return report.problems.empty() ? "" : to_string(report.problems.front());
  }
};

std::string with(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a right set with an invoice is taken, twice", "[import]") {
  Set set;
  CHECK(set.problem() == "");
  CHECK(set.problem() == "");
}

TEST_CASE("requisites with slips are refused", "[import]") {
  const auto problem = [](std::string_view from, std::string_view to) {
    Set set;
    set.contract = with(set.contract, from, to);
    return set.problem();
  };
  CHECK(has(problem("2499000020", "2499000021"), "неверный ИНН: не сходятся контрольные цифры"));
  CHECK(has(problem("2499000020", "24990000200"), "неверный ИНН"));
  CHECK(has(problem("249901001", "24990100Я"), "неверный КПП"));
  CHECK(has(problem("1262400000026", "1262400000027"), "неверный ОГРН"));
  CHECK(has(problem("040407999", "990407999"), "неверный БИК"));
  CHECK(has(problem("40702810700000004871", "40702810700000004872"), "неверный расчётный счёт"));
  CHECK(has(problem("30101810800000000999", "30101810800000000998"), "неверный корреспондентский счёт"));
  CHECK(has(problem("buh@example.ru", "buh@"), "неверный адрес электронной почты"));
}

TEST_CASE("an invoice is the sum of its charges", "[import]") {
  const auto problem = [](std::string_view from, std::string_view to) {
    Set set;
    set.invoice = with(set.invoice, from, to);
    return set.problem();
  };
  CHECK(has(problem("1220,00", "1225,00"), "invoices.csv:2: договор 12/1, № В-1: начисления дают"));  // a penalty is in no invoice
  CHECK(has(problem("220,00", "219,99"), "начисления дают"));
  CHECK(has(problem("В-1;", "В-2;"), "нет начислений за этот месяц с document = «В-2»"));
  CHECK(has(problem("2026-10;22", "2026-09;22"), "нет начислений"));
  CHECK(has(problem("12/1", "12/2"), "нет счёта или договора"));
  CHECK(has(problem("supply", "gift"), "неизвестное значение"));
  Set later;
  REQUIRE(later.problem() == "");
  later.charge = with(later.charge, "1000,00;5,00;22;220,00;1225,00", "2000,00;5,00;22;440,00;2445,00");
  CHECK(has(later.problem(), "начисления дают"));
}

TEST_CASE("an advance has its tax at the computed rate", "[import]") {
  Set set;
  set.invoice += "\n12/1;А-1;advance;2026-09-10;2026-09;22;180,33;1000,00;№ 5 от {window-2:9};";
  CHECK(set.problem() == "");
  set.invoice = with(set.invoice, "180,33", "220,00");
  CHECK(has(set.problem(), "НДС 22/122 от аванса — 180,33"));
  set.invoice = with(set.invoice, "220,00;1000,00;№ 5 от {window-2:9};", "180,33;1000,00;№ 5 от {someday};");
  CHECK(has(set.problem(), "не дата в скобках"));
  set.invoice = with(set.invoice, "№ 5 от {someday};", ";№ 7");
  CHECK(has(set.problem(), "бывает только у счёта-фактуры на поставку"));
}
