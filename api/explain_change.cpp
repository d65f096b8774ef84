// «Почему сумма изменилась». A line of the new month is set against the line of the same zone and place in the old one (tariff ranges come
// in order): volume counts at the old price, the change of price at the new volume. Must not know words.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "api/settlement.h"

namespace kabinet::api {
namespace {

struct Side {  // one service of one month
  std::map<std::pair<int, int>, const ServiceCharge*> lines;  // zone (-1 = none) and place among the lines of the zone
  Money recalculation, penalty, vat, total;
};

std::map<Service, Side> by_service(const ChargeMonth& month) {
  std::map<Service, Side> sides;
  std::map<std::pair<Service, int>, int> places;
  for (const auto& line : month.lines) {
    auto& side = sides[line.service];
    const int zone = line.zone ? static_cast<int>(*line.zone) : -1;
    side.lines[{zone, places[{line.service, zone}]++}] = &line;
    side.recalculation += line.recalculation;
    side.penalty += line.penalty;
    side.vat += line.vat;
    side.total += line.total;
  }
  return sides;
}

// Both parts together are exactly the difference of what was accrued.
std::pair<Money, Money> volume_and_tariff(const Side& before, const Side& now) {
  Money volume, tariff;
  for (const auto& [place, line] : now.lines) {
    const auto found = before.lines.find(place);
    if (found == before.lines.end()) {
      volume += line->accrued;
      continue;
    }
    const auto& old = *found->second;
    Money at_old_price = charge(line->volume, old.price);
    if (line->price == old.price) at_old_price = line->accrued;
    else if (line->volume == old.volume) at_old_price = old.accrued;
    volume += at_old_price - old.accrued;
    tariff += line->accrued - at_old_price;
  }
  for (const auto& [place, line] : before.lines)
    if (!now.lines.count(place)) volume -= line->accrued;
  return {volume, tariff};
}

}  // namespace

std::vector<ChangeCause> explain_change(const ChargeMonth& before, const ChargeMonth& now) {
  const auto old_sides = by_service(before), new_sides = by_service(now);
  std::vector<ChangeCause> causes;
  const auto add = [&](ChangeKind kind, Service service, Money amount) {
    if (amount.kopecks != 0) causes.push_back({kind, service, amount});
  };
  for (const auto& [service, side] : new_sides) {
    const auto found = old_sides.find(service);
    if (found == old_sides.end()) {
      add(ChangeKind::Appeared, service, side.total);
      continue;
    }
    const auto& old = found->second;
    const auto [volume, tariff] = volume_and_tariff(old, side);
    add(ChangeKind::Volume, service, volume);
    add(ChangeKind::Tariff, service, tariff);
    add(ChangeKind::Recalculation, service, side.recalculation - old.recalculation);
    add(ChangeKind::Penalty, service, side.penalty - old.penalty);
    add(ChangeKind::Vat, service, side.vat - old.vat);
  }
  for (const auto& [service, side] : old_sides)
    if (!new_sides.count(service)) add(ChangeKind::Gone, service, -side.total);
  const auto size = [](const ChangeCause& cause) { return cause.amount.kopecks < 0 ? -cause.amount.kopecks : cause.amount.kopecks; };
  std::stable_sort(causes.begin(), causes.end(), [&](const auto& a, const auto& b) {
    return std::make_tuple(-size(a), a.service, a.kind) < std::make_tuple(-size(b), b.service, b.kind);
  });
  return causes;
}

}  // namespace kabinet::api
