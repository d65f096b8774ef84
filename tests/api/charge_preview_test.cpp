// The preliminary charge: zones, dates, progressive ranges. Prices are the invented ones of domain.md §9.
#include <catch2/catch_test_macros.hpp>

#include <random>

#include "api/readings.h"

using namespace kabinet::api;

namespace {

Volume kwh(std::int64_t units) { return {units * 1000}; }
Price rub(std::int64_t kopecks) { return {kopecks * 1000}; }

const Date kNow{2026, 11, 22};
const Date kJuly{2026, 7, 1};

std::vector<TariffRate> ranges() {
  return {{1, kwh(0), kJuly, rub(520)},   {1, kwh(150), kJuly, rub(660)}, {1, kwh(800), kJuly, rub(890)},
          {2, kwh(0), kJuly, rub(364)},   {2, kwh(150), kJuly, rub(462)}, {2, kwh(800), kJuly, rub(623)}};
}

}  // namespace

TEST_CASE("Two zones with one price each") {
  const std::vector<TariffRate> rates = {{1, {}, kJuly, rub(557)}, {2, {}, kJuly, rub(390)}};
  const auto lines = preview_charge({kwh(149), kwh(55)}, {1, 2}, rates, kNow);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].sum == Money{82'993});
  CHECK(lines[1].sum == Money{21'450});
  CHECK(total(lines) == Money{104'443});
}

TEST_CASE("The tariff of the date applies, and replaces all ranges of the one before") {
  std::vector<TariffRate> rates = ranges();
  rates.push_back({0, {}, {2027, 1, 1}, rub(1000)});
  rates.push_back({1, {}, {2026, 10, 1}, rub(600)});
  rates.push_back({1, {}, {2026, 12, 1}, rub(700)});
  CHECK(total(preview_charge({kwh(200)}, {1}, rates, kNow)) == Money{120'000});
  CHECK(total(preview_charge({kwh(200)}, {1}, rates, {2026, 9, 30})) == Money{150 * 520 + 50 * 660});
  CHECK(total(preview_charge({kwh(200)}, {1}, rates, {2026, 12, 1})) == Money{140'000});
  CHECK(preview_charge({kwh(200)}, {1}, rates, {2026, 6, 30}).empty());
}

TEST_CASE("A rate for any zone serves where a zone has none of its own") {
  const std::vector<TariffRate> rates = {{0, {}, kJuly, rub(500)}, {2, {}, kJuly, rub(300)}};
  CHECK(total(preview_charge({kwh(10), kwh(10)}, {1, 2}, rates, kNow)) == Money{8'000});
  CHECK(preview_charge({kwh(10), kwh(10)}, {1, 2}, {{2, {}, kJuly, rub(300)}}, kNow).empty());
  CHECK(total(preview_charge({kwh(0), kwh(10)}, {1, 2}, {{2, {}, kJuly, rub(300)}}, kNow)) == Money{3'000});
}

TEST_CASE("Progressive ranges at their borders") {
  const auto one = [](std::int64_t units) { return total(preview_charge({kwh(units)}, {1}, ranges(), kNow)).kopecks; };
  CHECK(one(0) == 0);
  CHECK(one(150) == 150 * 520);
  CHECK(one(151) == 150 * 520 + 660);
  CHECK(one(800) == 150 * 520 + 650 * 660);
  CHECK(one(1000) == 150 * 520 + 650 * 660 + 200 * 890);
}

TEST_CASE("Ranges are split over the zones in proportion") {
  // 300 = 200 + 100: the first 150 go 100 + 50, the other 150 as well.
  const auto lines = preview_charge({kwh(200), kwh(100)}, {1, 2}, ranges(), kNow);
  REQUIRE(lines.size() == 4);
  CHECK(lines[0].zone == 1);
  CHECK(lines[0].volume == kwh(100));
  CHECK(lines[1].volume == kwh(100));
  CHECK(lines[2].zone == 2);
  CHECK(lines[2].volume == kwh(50));
  CHECK(lines[3].volume == kwh(50));
  CHECK(total(lines) == Money{100 * 520 + 100 * 660 + 50 * 364 + 50 * 462});
  // 204 = 149 + 55: 150·149/204 = 109,56 and 40,44 → 110 + 40
  const auto uneven = preview_charge({kwh(149), kwh(55)}, {1, 2}, ranges(), kNow);
  REQUIRE(uneven.size() == 4);
  CHECK(uneven[0].volume == kwh(110));
  CHECK(uneven[1].volume == kwh(39));
  CHECK(uneven[2].volume == kwh(40));
  CHECK(uneven[3].volume == kwh(15));
}

TEST_CASE("Whatever the split, zones and ranges add up") {
  std::mt19937_64 random(3);
  for (int i = 0; i < 5'000; ++i) {
    const bool whole = random() % 2 == 0;
    std::vector<Volume> volumes;
    std::vector<int> zones;
    for (int zone = 1; zone <= 1 + static_cast<int>(random() % 3); ++zone) {
      const auto milli = static_cast<std::int64_t>(random() % 1'200'000);
      volumes.push_back({whole ? milli / 1000 * 1000 : milli});
      zones.push_back(zone);
    }
    auto rates = ranges();
    for (const std::int64_t from : {0, 150, 800}) rates.push_back({3, kwh(from), kJuly, rub(100 + from)});
    const auto lines = preview_charge(volumes, zones, rates, kNow);
    std::int64_t all = 0, low = 0;
    for (std::size_t z = 0; z < zones.size(); ++z) {
      std::int64_t sum = 0;
      for (const auto& line : lines) {
        if (line.zone != zones[z]) continue;
        REQUIRE(line.volume.milli > 0);
        if (whole) REQUIRE(line.volume.milli % 1000 == 0);
        sum += line.volume.milli;
        if (line.price == rub(520) || line.price == rub(364) || line.price == rub(100)) low += line.volume.milli;
      }
      REQUIRE(sum == volumes[z].milli);
      all += sum;
    }
    REQUIRE(low == std::min<std::int64_t>(all, 150'000));
  }
}

TEST_CASE("Nothing used costs nothing; a reversal is not previewed") {
  CHECK(preview_charge({}, {}, ranges(), kNow).empty());
  CHECK(preview_charge({kwh(-5)}, {1}, ranges(), kNow).empty());
}
