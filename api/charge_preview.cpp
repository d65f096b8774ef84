// The preliminary charge: tariffs by date, zones and progressive ranges (domain.md §5, §9). Integers throughout.
// Must not know: billing (its bill is the one that counts), benefits, recalculations.
#include <algorithm>
#include <set>

#include "api/readings.h"
#include "api/wide.h"

namespace kabinet::api {
namespace {

struct Step {
  std::int64_t from = 0;  // milli
  Price price;
};

// The ranges in force for a register on a date. Rates named for its zone win over those for any zone; a newer date replaces all
// the ranges of the older one, as tariff decrees do.
std::vector<Step> steps_of(int zone, const std::vector<TariffRate>& rates, const Date& date) {
  const auto applies = [&](const TariffRate& rate, int wanted) { return rate.zone == wanted && rate.valid_from <= date; };
  for (const int wanted : {zone, 0}) {
    const TariffRate* newest = nullptr;
    for (const auto& rate : rates) {
      if (applies(rate, wanted) && (newest == nullptr || newest->valid_from < rate.valid_from)) newest = &rate;
    }
    if (newest == nullptr) continue;
    std::vector<Step> steps;
    for (const auto& rate : rates) {
      if (applies(rate, wanted) && rate.valid_from == newest->valid_from) steps.push_back({rate.range_from.milli, rate.price});
    }
    std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.from < b.from; });
    return steps;
  }
  return {};
}

// `amount` in proportion to what is left of each zone; whole units first, then the largest remainders. Taking from what is left,
// band after band, makes the parts add up to every band and to every zone alike.
std::vector<std::int64_t> share(std::int64_t amount, std::vector<std::int64_t>& left) {
  std::int64_t sum = 0;
  for (const auto part : left) sum += part;
  std::vector<std::int64_t> parts(left.size());
  std::vector<std::pair<Wide, std::size_t>> remainders;
  std::int64_t given = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const Wide product = static_cast<Wide>(amount) * left[i];
    parts[i] = static_cast<std::int64_t>(product / sum);
    given += parts[i];
    remainders.emplace_back(product % sum, i);
  }
  std::stable_sort(remainders.begin(), remainders.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t k = 0; given < amount; ++k, ++given) ++parts[remainders[k].second];
  for (std::size_t i = 0; i < left.size(); ++i) left[i] -= parts[i];
  return parts;
}

void add_line(std::vector<ChargeLine>& lines, int zone, Volume volume, Price price) {
  if (volume.milli == 0) return;
  if (!lines.empty() && lines.back().price == price) {
    lines.back().volume = lines.back().volume + volume;
  } else {
    lines.push_back({zone, volume, price, {}});
  }
}

}  // namespace

std::vector<ChargeLine> preview_charge(const std::vector<Volume>& volumes, const std::vector<int>& zones,
                                       const std::vector<TariffRate>& rates, const Date& date) {
  const std::size_t count = std::min(volumes.size(), zones.size());
  std::vector<std::vector<Step>> steps(count);
  std::vector<std::int64_t> left(count);
  std::set<std::int64_t> bounds;  // where a range begins for any zone
  std::int64_t total_left = 0;
  bool whole = true;  // whole units stay whole: nobody bills 97,403 kWh
  for (std::size_t i = 0; i < count; ++i) {
    left[i] = std::max<std::int64_t>(volumes[i].milli, 0);
    total_left += left[i];
    if (left[i] == 0) continue;
    steps[i] = steps_of(zones[i], rates, date);
    if (steps[i].empty()) return {};  // part of a charge would mislead
    for (const auto& step : steps[i]) bounds.insert(std::max<std::int64_t>(step.from, 0));
    whole = whole && left[i] % 1000 == 0;
  }
  bounds.insert(0);
  for (const auto bound : bounds) whole = whole && bound % 1000 == 0;
  const std::int64_t unit = whole ? 1000 : 1;
  for (auto& part : left) part /= unit;
  total_left /= unit;

  std::vector<std::vector<ChargeLine>> by_zone(count);
  for (auto bound = bounds.begin(); bound != bounds.end() && total_left > 0; ++bound) {
    const auto next = std::next(bound);
    const std::int64_t band = next == bounds.end() ? total_left : std::min(total_left, (*next - *bound) / unit);
    const auto parts = share(band, left);
    total_left -= band;
    for (std::size_t i = 0; i < count; ++i) {
      if (parts[i] == 0) continue;
      Price price = steps[i].front().price;  // below the first range, too
      for (const auto& step : steps[i]) {
        if (step.from <= *bound) price = step.price;
      }
      add_line(by_zone[i], zones[i], {parts[i] * unit}, price);
    }
  }

  std::vector<ChargeLine> lines;
  for (auto& zone_lines : by_zone) {
    for (auto& line : zone_lines) {
      line.sum = charge(line.volume, line.price);
      lines.push_back(line);
    }
  }
  return lines;
}

Money total(const std::vector<ChargeLine>& lines) {
  Money sum;
  for (const auto& line : lines) sum += line.sum;
  return sum;
}

}  // namespace kabinet::api
