// The balance by month: each month follows from the one before, the last one is billing's balance, the act says the same.
#include <catch2/catch_test_macros.hpp>

#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
using api::ErrorCode;

namespace {

api::BalanceHistory history_of(Person& person, const std::string& account_id, int months) {
  return must(person.call(api::GetBalanceHistory{account_id, months}));
}

}  // namespace

TEST_CASE("Every month is the one before plus charged minus paid, and the newest is the balance", "[balance]") {
  for (const std::string utility : {"krymenergo", "kraskom"}) {
    World world({.utility = utility});
    for (auto& person : utility == "krymenergo" ? std::vector<Person>{world.maria(), world.oleg()} : std::vector<Person>{world.pekarnya(), world.ivanov()})
      for (const auto& account : must(person.call(api::GetAccounts{})).items) {
        CAPTURE(utility, account.number);
        const auto history = history_of(person, account.id, 36);
        REQUIRE(history.months.size() == 36);
        CHECK(history.months.back().period == api::Period{2026, 11});
        CHECK(history.months.back().due == account.balance.due);
        api::Money due;
        for (std::size_t i = 0; i < history.months.size(); ++i) {
          const auto& month = history.months[i];
          if (i > 0) {
            CHECK(month.period == api::add_months(history.months[i - 1].period, 1));
            CHECK(month.due == due + month.charged - month.paid);
          }
          due = month.due;
        }
      }
  }
}

TEST_CASE("A refund takes back what was paid, a penalty is charged", "[balance]") {
  World world({.utility = "kraskom"});
  auto pekarnya = world.pekarnya();
  for (const auto& account : must(pekarnya.call(api::GetAccounts{})).items) {
    if (account.number != "12/05120") continue;
    for (const auto& month : history_of(pekarnya, account.id, 13).months) {
      const auto first = api::to_iso(month.period) + "-01";
      const auto act = must(pekarnya.call(api::GetReconciliation{account.id, first, api::to_iso(api::Date{month.period.year, month.period.month, api::days_in_month(month.period)})}));
      CHECK(act.closing == month.due);
      CHECK(act.debit - act.credit == month.charged - month.paid);
      if (month.period == api::Period{2026, 7}) CHECK(month.paid.kopecks >= 0);  // 10 000,00 paid and refunded
    }
  }
}

TEST_CASE("The history is refused to strangers and for impossible spans", "[balance]") {
  World world;
  auto maria = world.maria();
  auto oleg = world.oleg();
  auto nobody = world.nobody();
  const auto id = must(maria.call(api::GetAccounts{})).items[0].id;
  CHECK(history_of(maria, id, 1).months.size() == 1);
  CHECK(nobody.call(api::GetBalanceHistory{id, 13}).error().code == ErrorCode::Unauthenticated);
  CHECK(oleg.call(api::GetBalanceHistory{id, 13}).error().code == ErrorCode::NotFound);
  for (const std::string nothing : {"999999", "0", "-1", "abc", "9223372036854775808"})
    CHECK(maria.call(api::GetBalanceHistory{nothing, 13}).error().code == ErrorCode::NotFound);
  CHECK(maria.call(api::GetBalanceHistory{id, 0}).error().fields == std::vector<api::FieldError>{{"months", "too_small"}});
  CHECK(maria.call(api::GetBalanceHistory{id, 37}).error().fields == std::vector<api::FieldError>{{"months", "too_large"}});
}
