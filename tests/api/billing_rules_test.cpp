// The rules of billing with the numbers of domain.md §5, §6 and §9, as tables: zones, progressive ranges, rollover, replaced meters,
// transformers, penalty, allocation of a payment.
#include <catch2/catch_test_macros.hpp>

#include <random>

#include "api/allocation.h"
#include "api/penalty.h"
#include "api/readings.h"
#include "server/store/usage.h"

using namespace kabinet::api;
using kabinet::server::store::used_between;

namespace {

Volume kwh(std::int64_t units) { return {units * 1000}; }
Price kopecks(std::int64_t value) { return {value * 1000}; }

// A zone's price is the one-rate price times a factor, rounded to the kopeck.
std::int64_t times(std::int64_t price, int tenths) { return (price * tenths + 5) / 10; }

const Date kJanuary{2026, 1, 1}, kOctober{2026, 10, 1};

// The invented set of 2026: day = one rate, night = 0,7 of it.
std::vector<TariffRate> two_zones() {
  return {{1, kwh(0), kJanuary, kopecks(520)}, {1, kwh(150), kJanuary, kopecks(660)}, {1, kwh(800), kJanuary, kopecks(890)},
          {2, kwh(0), kJanuary, kopecks(364)}, {2, kwh(150), kJanuary, kopecks(462)}, {2, kwh(800), kJanuary, kopecks(623)}};
}

std::vector<PenaltyRate> rate(int hundredths = 950) { return {{{2022, 2, 28}, hundredths}}; }

Money after(PenaltyLaw law, int days, Money debt = {1'000'000}) {
  const Date due{2026, 3, 16};
  return penalty(law, due, {{due, debt}}, rate(), add_days(due, days));
}

}  // namespace

TEST_CASE("Zones: the prices of a tariff are its one-rate prices times the factors of the zones") {
  struct Row { std::int64_t one, two_night, three_peak, three_night; };
  for (const Row& row : {Row{304, 213, 456, 122}, {381, 267, 572, 152}, {503, 352, 755, 201}, {520, 364, 780, 208}, {660, 462, 990, 264}, {890, 623, 1335, 356}}) {
    CAPTURE(row.one);
    CHECK(times(row.one, 7) == row.two_night);
    CHECK(times(row.one, 15) == row.three_peak);
    CHECK(times(row.one, 4) == row.three_night);
  }
}

TEST_CASE("Zones: a charge of one, two and three zones") {
  struct Row { std::vector<Volume> used; std::vector<int> zones; std::int64_t sum; };
  const std::vector<TariffRate> two_rates = {{1, {}, kJanuary, kopecks(304)}, {2, {}, kJanuary, kopecks(213)}};
  CHECK(total(preview_charge({kwh(100)}, {1}, two_rates, kOctober)) == Money{30'400});
  CHECK(total(preview_charge({kwh(100), kwh(50)}, {1, 2}, two_rates, kOctober)) == Money{30'400 + 10'650});
  const std::vector<TariffRate> three_rates = {{1, {}, kJanuary, kopecks(456)}, {2, {}, kJanuary, kopecks(122)}, {3, {}, kJanuary, kopecks(304)}};
  CHECK(total(preview_charge({kwh(10), kwh(20), kwh(30)}, {1, 2, 3}, three_rates, kOctober)) == Money{4'560 + 2'440 + 9'120});
}

TEST_CASE("Ranges: up to 150, 150 to 800, above 800 a month") {
  struct Row { std::int64_t used, sum; };
  for (const Row& row : {Row{0, 0}, {1, 520}, {149, 77'480}, {150, 78'000}, {151, 78'660}, {350, 78'000 + 132'000}, {800, 78'000 + 429'000},
                         {801, 507'890}, {1000, 507'000 + 178'000}}) {
    CAPTURE(row.used);
    CHECK(total(preview_charge({kwh(row.used)}, {1}, two_zones(), kOctober)) == Money{row.sum});
  }
  // Of two zones each has its part of the ranges: 400 = 300 + 100, so 112,5 and 37,5 of the first 150, in whole kWh 113 and 37.
  CHECK(total(preview_charge({kwh(300), kwh(100)}, {1, 2}, two_zones(), kOctober)) == Money{113 * 520 + 187 * 660 + 37 * 364 + 63 * 462});
}

TEST_CASE("Ranges across a change of tariff: the tariff of the reading's date, with all its ranges and none of the old ones") {
  auto rates = two_zones();
  rates.push_back({1, kwh(0), kOctober, kopecks(560)});
  rates.push_back({1, kwh(150), kOctober, kopecks(710)});
  struct Row { Date date; std::int64_t sum; };
  const std::int64_t before = 150 * 520 + 650 * 660 + 200 * 890, since = 150 * 560 + 850 * 710;
  for (const Row& row : {Row{{2026, 9, 15}, before}, {{2026, 9, 30}, before}, {{2026, 10, 1}, since}, {{2026, 10, 25}, since}}) {
    CAPTURE(to_iso(row.date));
    CHECK(total(preview_charge({kwh(1000)}, {1}, rates, row.date)) == Money{row.sum});
  }
  // The other zone has not changed: its own ranges stay.
  CHECK(total(preview_charge({kwh(0), kwh(1000)}, {1, 2}, rates, kOctober)) == Money{150 * 364 + 650 * 462 + 200 * 623});
}

TEST_CASE("Rollover through zero") {
  struct Row { std::int64_t previous, value; int digits; std::int64_t used; };
  for (const Row& row : {Row{99'990, 5, 5, 15}, {99'999, 0, 5, 1}, {999'990, 5, 6, 15}, {9'999, 1, 4, 2}, {100, 100, 5, 0}, {90'000, 40'000, 5, 0}}) {
    CAPTURE(row.previous, row.value);
    CHECK(used_between(kwh(row.previous), kwh(row.value), row.digits) == kwh(row.used));
  }
  // As a person types it: accepted and said aloud, or refused where it is no rollover.
  RegisterRule rule{5, 0, kwh(99'990), kwh(20), kwh(3000)};
  CHECK(judge("00005", rule).diagnosis == Diagnosis::Rollover);
  CHECK(judge("00005", rule).verdict == Verdict::Accept);
  CHECK(judge("00005", rule).used == kwh(15));
  rule.previous = kwh(50'000);
  CHECK(judge("00005", rule).verdict == Verdict::Refuse);
}

TEST_CASE("A replaced meter: old final − previous + new current − new start") {
  struct Row { std::int64_t previous, old_final, start, current, used; };
  for (const Row& row : {Row{38'100, 38'172, 0, 58, 130}, {99'990, 5, 3, 20, 32}, {100, 100, 12, 12, 0}}) {
    CAPTURE(row.previous);
    const Volume both = used_between(kwh(row.previous), kwh(row.old_final), 5) + used_between(kwh(row.start), kwh(row.current), 5);
    CHECK(both == kwh(row.used));
  }
}

TEST_CASE("Transformers: V = Δ × Ктт × Ктн") {
  struct Row { int current, current_to, voltage, voltage_to; std::int64_t units, volume; };
  for (const Row& row : {Row{100, 5, 1, 1, 37, 740}, {200, 5, 1, 1, 37, 1'480}, {100, 5, 10'000, 100, 37, 74'000}, {1, 1, 1, 1, 37, 37}}) {
    const std::int64_t multiplier = row.current / row.current_to * (row.voltage / row.voltage_to);
    CHECK(used_between(kwh(99'990), kwh((99'990 + row.units) % 100'000), 5).milli * multiplier == kwh(row.volume).milli);
  }
}

TEST_CASE("Penalty of a citizen: S = 10 000, r = 9,5 %") {
  struct Row { int days; std::int64_t sum; };
  for (const Row& row : {Row{0, 0}, {1, 0}, {30, 0}, {31, 317}, {60, 9'500}, {90, 19'000}, {91, 19'731}, {120, 40'923}}) {
    CAPTURE(row.days);
    CHECK(after(PenaltyLaw::Citizen, row.days) == Money{row.sum});
  }
}

TEST_CASE("Penalty of an organisation: 1/130 from day 1") {
  struct Row { int days; std::int64_t sum; };
  for (const Row& row : {Row{0, 0}, {1, 731}, {30, 21'923}, {31, 22'654}, {130, 95'000}}) {
    CAPTURE(row.days);
    CHECK(after(PenaltyLaw::Organisation, row.days) == Money{row.sum});
  }
}

TEST_CASE("Penalty is reckoned piece by piece where the debt or the rate changes, and rounded once") {
  const Date due{2026, 3, 16};
  const auto day = [&](int number) { return add_days(due, number); };
  // 10 000 through day 60, then 4 000: 95,00 + 30 days of 4 000 at 1/300 = 38,00.
  CHECK(penalty(PenaltyLaw::Citizen, due, {{due, {1'000'000}}, {day(61), {400'000}}}, rate(), day(90)) == Money{9'500 + 3'800});
  // Paid off on day 60: nothing more comes.
  CHECK(penalty(PenaltyLaw::Citizen, due, {{due, {1'000'000}}, {day(61), {0}}}, rate(), day(400)) == Money{9'500});
  // The key rate falls below the cap on day 61: 30 days at 9,5 % and 30 at 8 %.
  CHECK(penalty(PenaltyLaw::Citizen, due, {{due, {1'000'000}}}, {{{2022, 2, 28}, 950}, {day(61), 800}}, day(90)) == Money{9'500 + 8'000});
  // 31 days of 1,00: 0,03 kopeck a day are nothing by themselves, 0,98 kopeck together are one.
  CHECK(penalty(PenaltyLaw::Organisation, due, {{due, {100}}}, rate(130), day(1)) == Money{0});
  CHECK(penalty(PenaltyLaw::Organisation, due, {{due, {100}}}, rate(130), day(98)) == Money{1});
  CHECK(penalty(PenaltyLaw::Citizen, due, {{due, {1'000'000}}}, {}, day(90)) == Money{0});  // no rate is known
  CHECK(after(PenaltyLaw::Organisation, 365, {1'000'000'000'000'00}) == Money{26'673'076'923'077});
}

TEST_CASE("A payment is shared out in proportion to the bill, to the kopeck") {
  struct Row { std::int64_t payment; std::vector<std::int64_t> billed, parts; };
  const std::vector<Row> table = {
      {100, {100, 100, 100}, {34, 33, 33}},           // equal remainders: the first
      {10'000, {38'460, 27'150, 245'000}, {1'238, 874, 7'888}},
      {200, {1, 299}, {1, 199}},
      {300, {100, 200}, {100, 200}},
      {999, {100, 200}, {100, 200}},                  // the rest is an advance
      {0, {100, 200}, {0, 0}},
      {100, {}, {}},
      {100, {0, 0}, {0, 0}},
      {100, {-50, 200}, {0, 100}},                    // an overpaid service takes nothing
  };
  for (const auto& row : table) {
    CAPTURE(row.payment);
    std::vector<Money> billed;
    for (const auto sum : row.billed) billed.push_back({sum});
    std::vector<std::int64_t> parts;
    for (const auto part : allocate({row.payment}, billed)) parts.push_back(part.kopecks);
    CHECK(parts == row.parts);
  }
}

TEST_CASE("Whatever is shared out, the parts add up and none is above its bill") {
  std::mt19937_64 random(5);
  for (int i = 0; i < 5'000; ++i) {
    std::vector<Money> billed(1 + random() % 6);
    std::int64_t all = 0;
    for (auto& sum : billed) sum.kopecks = static_cast<std::int64_t>(random() % 1'000'000), all += sum.kopecks;
    const auto payment = static_cast<std::int64_t>(random() % 3'000'000);
    std::int64_t given = 0;
    const auto parts = allocate({payment}, billed);
    for (std::size_t k = 0; k < parts.size(); ++k) {
      REQUIRE(parts[k] <= billed[k]);
      given += parts[k].kopecks;
    }
    REQUIRE(given == std::min(payment, all));
  }
}
