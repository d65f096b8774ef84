#include "ui/screens/readings_list.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "api/rules.h"

namespace kabinet::ui {

namespace {

// What a column sorts by: a number first, then a text.
using SortKey = std::pair<std::int64_t, std::string>;

std::int64_t day_of(const api::Date& date) { return api::to_days(date); }

std::int64_t milli_of(const std::string& wire) {
  const auto value = api::parse_decimal(wire);
  return value ? value->milli : -1;
}

SortKey key_of(const api::Meter& meter, std::string_view column) {
  const api::Reading* present = present_reading(meter);
  const bool known = !meter.registers.empty() && meter.registers.front().previous_date;
  if (column == "object") return {0, api::fold(meter.object_name + "\n" + meter.object_address)};
  if (column == "service") return {std::int64_t(meter.service), {}};
  if (column == "meter") return {0, api::fold(meter.model + "\n" + meter.serial)};
  if (column == "previous") {
    return {known ? milli_of(meter.registers.front().previous) : -1, {}};
  }
  if (column == "current") {
    return {present != nullptr && !present->values.empty() ? milli_of(present->values.front().value) : -1, {}};
  }
  if (column == "date") return {present != nullptr ? day_of(present->date) : known ? day_of(*meter.registers.front().previous_date) : 0, {}};
  return {meter.closed_on ? 100 : present != nullptr ? 1 + std::int64_t(present->status) : 0, {}};
}

std::string group_of(const api::Meter& meter) { return meter.account_id + "\n" + meter.object_name + "\n" + meter.object_address; }

}  // namespace

const api::Reading* present_reading(const api::Meter& meter) {
  return meter.latest && meter.latest->period && *meter.latest->period == meter.window.period ? &*meter.latest : nullptr;
}

void list_meters(MeterListing& listing, const std::vector<api::Meter>& meters, const std::vector<std::string>& haystacks, std::uint64_t version,
                 const std::string& filter, const ListLook& look, const std::string& kind, const std::function<bool(const api::Meter&)>& kept) {
  std::string signature = std::to_string(version) + "\n" + filter + "\n" + look.sort + (look.descending ? "<" : ">") + (look.grouped ? "g" : "") + kind;
  if (listing.signature == signature) return;
  listing.signature = std::move(signature);
  listing.rows.clear();
  listing.groups.clear();

  const std::string needle = api::fold(filter);
  std::vector<int> found;
  for (std::size_t i = 0; i < meters.size() && i < haystacks.size(); ++i)
    if ((needle.empty() || haystacks[i].find(needle) != std::string::npos) && kept(meters[i])) found.push_back(int(i));
  listing.found = int(found.size());
  if (!look.sort.empty()) {
    std::vector<SortKey> keys(meters.size());
    for (const int index : found) keys[std::size_t(index)] = key_of(meters[std::size_t(index)], look.sort);
    std::stable_sort(found.begin(), found.end(), [&](int a, int b) {
      return look.descending ? keys[std::size_t(b)] < keys[std::size_t(a)] : keys[std::size_t(a)] < keys[std::size_t(b)];
    });
  }
  if (!look.grouped) {
    listing.rows = std::move(found);
    return;
  }
  std::map<std::string, std::size_t> places;
  std::vector<std::vector<int>> members;
  for (const int index : found) {
    const api::Meter& meter = meters[std::size_t(index)];
    const auto [place, fresh] = places.try_emplace(group_of(meter), members.size());
    if (fresh) {
      members.emplace_back();
      listing.groups.push_back({meter.object_name, meter.object_address, meter.account_number, 0});
    }
    members[place->second].push_back(index);
    ++listing.groups[place->second].count;
  }
  for (std::size_t group = 0; group < members.size(); ++group) {
    listing.rows.push_back(-1 - int(group));
    listing.rows.insert(listing.rows.end(), members[group].begin(), members[group].end());
  }
}

}  // namespace kabinet::ui
