// «Почему сумма изменилась»: causes by hand for the plain cases, and for generated months their sum is always the difference.
#include <catch2/catch_test_macros.hpp>

#include <random>

#include "api/settlement.h"

using namespace kabinet::api;

namespace {

ServiceCharge line(Service service, std::int64_t milli, std::int64_t kopecks, int vat_percent = 0, Money penalty = {}, Money recalculation = {}) {
  ServiceCharge one;
  one.service = service;
  one.volume = {milli};
  one.price = {kopecks * 1000};
  one.accrued = charge(one.volume, one.price);
  one.penalty = penalty;
  one.recalculation = recalculation;
  one.vat = {((one.accrued + recalculation).kopecks * vat_percent + 50) / 100};
  one.total = one.accrued + one.penalty + one.recalculation + one.vat;
  return one;
}

ChargeMonth month(std::vector<ServiceCharge> lines) {
  ChargeMonth one;
  for (const auto& each : lines) one.total += each.total;
  one.lines = std::move(lines);
  return one;
}

}  // namespace

TEST_CASE("a difference is split into its causes", "[explain]") {
  using enum ChangeKind;
  // 5 m³ at 30,00, then 6 m³ at 40,00: one cubic metre more at the old price, ten roubles more on six.
  CHECK(explain_change(month({line(Service::ColdWater, 5000, 3000)}), month({line(Service::ColdWater, 6000, 4000)})) ==
        std::vector<ChangeCause>{{Tariff, Service::ColdWater, {6000}}, {Volume, Service::ColdWater, {3000}}});
  CHECK(explain_change(month({line(Service::ColdWater, 5000, 3000)}), month({line(Service::ColdWater, 5000, 3000)})).empty());
  CHECK(explain_change(month({}), month({line(Service::Heat, 1000, 245000)})) == std::vector<ChangeCause>{{Appeared, Service::Heat, {245000}}});
  CHECK(explain_change(month({line(Service::Heat, 1000, 245000)}), month({})) == std::vector<ChangeCause>{{Gone, Service::Heat, {-245000}}});
  CHECK(explain_change(month({line(Service::ColdWater, 5000, 3000, 0, {100}, {-4560})}), month({line(Service::ColdWater, 5000, 3000, 0, {250})})) ==
        std::vector<ChangeCause>{{Recalculation, Service::ColdWater, {4560}}, {Penalty, Service::ColdWater, {150}}});
  // VAT follows what it is on.
  CHECK(explain_change(month({line(Service::Electricity, 100000, 900, 20)}), month({line(Service::Electricity, 100000, 900, 22)})) ==
        std::vector<ChangeCause>{{Vat, Service::Electricity, {1800}}});
}

TEST_CASE("a new range of the tariff is a matter of volume", "[explain]") {
  // 150 kWh at 5,20; then 150 at 5,57 and 20 more at 7,07.
  const auto causes = explain_change(month({line(Service::Electricity, 150000, 520)}),
                                     month({line(Service::Electricity, 150000, 557), line(Service::Electricity, 20000, 707)}));
  CHECK(causes == std::vector<ChangeCause>{{ChangeKind::Volume, Service::Electricity, {14140}}, {ChangeKind::Tariff, Service::Electricity, {5550}}});
}

TEST_CASE("causes of generated months add up to the kopeck", "[explain]") {
  for (unsigned seed = 1; seed <= 3000; ++seed) {
    std::mt19937 random(seed);
    const auto below = [&](int n) { return static_cast<std::int64_t>(random() % static_cast<unsigned>(n)); };
    const auto made = [&] {
      std::vector<ServiceCharge> lines;
      for (std::int64_t i = below(8); i > 0; --i) {
        auto one = line(static_cast<Service>(below(5)), below(3) == 0 ? 0 : below(500'000), 1 + below(300'000), static_cast<int>(below(3) * 11),
                        {below(2) * below(5000)}, {below(2) * (below(20'000) - 10'000)});
        if (below(2) == 0) one.zone = static_cast<Zone>(below(5));
        if (below(10) == 0) {  // billing rounds in its own way
          one.accrued.kopecks += below(3) - 1;
          one.total = one.accrued + one.penalty + one.recalculation + one.vat;
        }
        lines.push_back(one);
      }
      return month(std::move(lines));
    };
    const auto before = made(), now = made();
    const auto causes = explain_change(before, now);
    Money sum;
    std::int64_t previous = INT64_MAX;
    for (const auto& cause : causes) {
      sum += cause.amount;
      REQUIRE(cause.amount.kopecks != 0);
      REQUIRE(std::abs(cause.amount.kopecks) <= previous);
      previous = std::abs(cause.amount.kopecks);
    }
    CAPTURE(seed);
    REQUIRE(sum == now.total - before.total);
  }
}
