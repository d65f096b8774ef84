#include "server/handlers/meter_view.h"

#include <algorithm>
#include <vector>

#include "server/store/meters.h"
#include "server/store/readings.h"
#include "server/store/usage.h"

namespace kabinet::server {
namespace {

constexpr int kUsualPeriods = 6, kUsualAtLeast = 3;  // домен: среднее за 3–6 периодов
constexpr int kHistory = 16;                         // room for control readings between those of the periods

int months_between(api::Period from, api::Period to) { return (to.year - from.year) * 12 + to.month - from.month; }

// To the places the register shows: an average of 145,333 on a meter of whole units is 145.
api::Volume rounded(std::int64_t milli, int decimals) {
  std::int64_t step = 1;
  for (int i = decimals; i < 3; ++i) step *= 10;
  return {(milli + step / 2) / step * step};
}

const api::Volume* value_of(const store::CountingReading& reading, int number) {
  for (const auto& [register_number, value] : reading.values)
    if (register_number == number) return &value;
  return nullptr;
}

void fill_usual(api::Register& reg, const std::vector<store::CountingReading>& by_period, int elapsed) {
  std::vector<std::int64_t> uses;
  for (std::size_t i = 0; i + 1 < by_period.size() && uses.size() < kUsualPeriods; ++i) {
    const auto* later = value_of(by_period[i], reg.number);
    const auto* earlier = value_of(by_period[i + 1], reg.number);
    if (!later || !earlier) continue;
    const int months = std::max(1, months_between(by_period[i + 1].period, by_period[i].period));
    uses.push_back(store::used_between(*earlier, *later, reg.digits).milli / months);
  }
  if (uses.size() < kUsualAtLeast) return;
  std::int64_t sum = 0;
  for (const auto use : uses) sum += use;
  if (sum == 0) return;  // heat in summer says nothing of the autumn
  const auto [low, high] = std::minmax_element(uses.begin(), uses.end());
  reg.usual = rounded(sum * elapsed / static_cast<std::int64_t>(uses.size()), reg.decimals);
  reg.usual_low = rounded(*low * elapsed, reg.decimals);
  reg.usual_high = rounded(*high * elapsed, reg.decimals);
}

}  // namespace

api::Verification verification_of(const std::optional<api::Date>& verified_until, const api::Date& today, int near_days) {
  if (!verified_until) return api::Verification::Unknown;
  if (*verified_until < today) return api::Verification::Expired;
  return *verified_until <= api::add_days(today, near_days) ? api::Verification::Near : api::Verification::Valid;
}

void fill_registers(store::Connection& sql, const Viewer& viewer, store::MeterRow& row, api::Period period) {
  const auto history = store::history_before(sql, row.id, period, kHistory);
  std::vector<store::CountingReading> by_period;  // the last reading of each period, newest first
  for (const auto& reading : history)
    if (by_period.empty() || by_period.back().period != reading.period) by_period.push_back(reading);
  const int elapsed = by_period.empty() ? 1 : std::max(1, months_between(by_period.front().period, period));
  const api::Volume limit = viewer.utility.settings.hard_limit(row.account_kind, row.meter.service);

  for (auto& reg : row.meter.registers) {
    const api::Volume* previous = by_period.empty() ? nullptr : value_of(by_period.front(), reg.number);
    reg.previous = api::pad_reading(previous ? *previous : api::Volume{}, reg.digits, reg.decimals);
    if (!previous) {  // nothing to compare with: the first value can be anything
      reg.hard_limit = {};
      continue;
    }
    reg.previous_date = by_period.front().taken_on;
    if (reg.hard_limit.milli == 0) reg.hard_limit = limit;
    reg.hard_limit.milli *= elapsed;
    fill_usual(reg, by_period, elapsed);
  }
}

api::Meter complete_meter(store::Connection& sql, const Viewer& viewer, store::MeterRow row) {
  const api::Date today = viewer.today();
  const auto& settings = viewer.utility.settings;
  row.meter.window = settings.window(row.account_kind, {row.meter.service}, today);
  row.meter.verification = verification_of(row.meter.verified_until, today, settings.verification_near_days);
  row.meter.tariff = store::tariff_of(sql, row, today);
  fill_registers(sql, viewer, row, row.meter.window.period);
  if (auto latest = store::latest_counting(sql, row.id)) row.meter.latest = complete_reading(viewer, std::move(*latest));
  return std::move(row.meter);
}

bool is_editable(const Viewer& viewer, const store::ReadingRow& row) {
  const std::int64_t until = row.entered_at.ms + std::int64_t{viewer.utility.profile.edit_hours} * 3'600'000;
  return row.reading.status == api::ReadingStatus::Submitted && row.reading.source == api::ReadingSource::Cabinet &&
         row.subscriber_id == viewer.subscriber_id && viewer.now.ms <= until;
}

api::Reading complete_reading(const Viewer& viewer, store::ReadingRow row) {
  if (is_editable(viewer, row))
    row.reading.editable_until = api::Instant{row.entered_at.ms + std::int64_t{viewer.utility.profile.edit_hours} * 3'600'000};
  return std::move(row.reading);
}

}  // namespace kabinet::server
