// The reconciliation adds up for every period of every ledger: against a day-by-day reckoning, over generated ledgers of many seeds.
#include <catch2/catch_test_macros.hpp>

#include <map>
#include <random>

#include "server/ledger.h"

using namespace kabinet;
using namespace kabinet::server;

namespace {

constexpr int kDays = 800;
const api::Date kStart{2025, 1, 1};

// Entries of every kind at random, some after the day of the balance, some twice a day; the balance starts from `before`.
struct Generated {
  Ledger ledger;
  std::map<api::Date, std::int64_t> change;  // kopecks by day
  std::int64_t before = 0;                   // owed before kStart

  explicit Generated(unsigned seed) {
    std::mt19937 random(seed);
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    before = below(2'000'000) - 1'000'000;
    const int as_of = below(kDays);
    ledger.as_of = api::add_days(kStart, as_of);
    std::int64_t balance = before;
    for (int i = below(400); i > 0; --i) {
      api::ReconciliationEntry entry;
      const int day = below(kDays);
      entry.date = api::add_days(kStart, day);
      entry.kind = static_cast<api::EntryKind>(below(6));
      entry.number = std::to_string(i);
      const api::Money sum{1 + below(9'999'999)};
      (below(2) == 0 ? entry.debit : entry.credit) = sum;
      const std::int64_t change_of_entry = entry.debit.kopecks - entry.credit.kopecks;
      change[entry.date] += change_of_entry;
      if (day <= as_of) balance += change_of_entry;
      ledger.entries.push_back(entry);
    }
    ledger.balance = {balance};
  }

  std::int64_t owed_at_end(const api::Date& day) const {
    std::int64_t owed = before;
    for (const auto& [date, sum] : change)
      if (date <= day) owed += sum;
    return owed;
  }
};

}  // namespace

TEST_CASE("a period's balance is the sum of its parts, whatever the ledger", "[ledger]") {
  for (unsigned seed = 1; seed <= 400; ++seed) {
    const Generated made(seed);
    std::mt19937 random(seed * 7919);
    CAPTURE(seed);
    for (int i = 0; i < 12; ++i) {
      const int a = static_cast<int>(random() % kDays), b = static_cast<int>(random() % kDays);
      const api::Date from = api::add_days(kStart, std::min(a, b)), to = api::add_days(kStart, std::max(a, b));
      const auto act = reconcile(made.ledger, from, to);
      std::int64_t debit = 0, credit = 0;
      const api::ReconciliationEntry* previous = nullptr;
      for (const auto& entry : act.entries) {
        debit += entry.debit.kopecks;
        credit += entry.credit.kopecks;
        REQUIRE((from <= entry.date && entry.date <= to));
        if (previous) REQUIRE(previous->date <= entry.date);
        previous = &entry;
      }
      REQUIRE(act.debit.kopecks == debit);
      REQUIRE(act.credit.kopecks == credit);
      REQUIRE(act.opening + act.debit - act.credit == act.closing);
      REQUIRE(act.opening.kopecks == made.owed_at_end(api::add_days(from, -1)));
      REQUIRE(act.closing.kopecks == made.owed_at_end(to));
    }
  }
}

TEST_CASE("consecutive periods join to the kopeck and together are the whole", "[ledger]") {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    const Generated made(seed);
    std::mt19937 random(seed * 104729);
    CAPTURE(seed);
    const auto whole = reconcile(made.ledger, kStart, api::add_days(kStart, kDays - 1));
    api::Money owed = whole.opening, debit, credit;
    std::size_t entries = 0;
    for (int day = 0; day < kDays;) {
      const int length = 1 + static_cast<int>(random() % 90);
      const int last = std::min(day + length, kDays) - 1;
      const auto act = reconcile(made.ledger, api::add_days(kStart, day), api::add_days(kStart, last));
      REQUIRE(act.opening == owed);
      owed = act.closing;
      debit += act.debit;
      credit += act.credit;
      entries += act.entries.size();
      day = last + 1;
    }
    REQUIRE(owed == whole.closing);
    REQUIRE(debit == whole.debit);
    REQUIRE(credit == whole.credit);
    REQUIRE(entries == whole.entries.size());
    REQUIRE(entries == made.ledger.entries.size());
    REQUIRE(reconcile(made.ledger, made.ledger.as_of, made.ledger.as_of).closing == made.ledger.balance);
  }
}
