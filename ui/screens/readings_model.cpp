// Facts about meters, readings and typed digits.
#include "ui/screens/readings_model.h"

#include <algorithm>

#include "api/rules.h"

namespace kabinet::ui {

namespace {

std::string padded(const std::string& typed, const api::RegisterRule& rule) {
  const auto value = api::parse_reading(typed, rule.digits, rule.decimals);
  return value ? api::pad_reading(*value, rule.digits, rule.decimals) : typed;
}

std::int64_t dial(const api::RegisterRule& rule) {
  std::int64_t size = 1000;
  for (int i = 0; i < rule.digits; ++i) size *= 10;
  return size;
}

bool usable(const api::Judgement& judgement) {
  return judgement.verdict == api::Verdict::Accept || judgement.verdict == api::Verdict::Confirm;
}

}  // namespace

const api::Meter* find_meter(const ReadingsState& state, std::string_view meter_id) {
  if (!state.meters.ready()) return nullptr;
  const auto& items = state.meters.value().items;
  const auto found = std::find_if(items.begin(), items.end(), [&](const api::Meter& meter) { return meter.id == meter_id; });
  return found == items.end() ? nullptr : &*found;
}

const Entry& entry_of(const ReadingsState& state, std::string_view meter_id) {
  static const Entry kNone;
  const auto found = state.entries.find(meter_id);
  return found == state.entries.end() ? kNone : found->second;
}

bool editable(const api::Reading& reading, api::Instant now) { return reading.editable_until && now < *reading.editable_until; }

const api::Reading* shown_reading(const api::Meter& meter, api::Instant now) {
  if (!meter.latest) return nullptr;
  const bool present = meter.latest->period && *meter.latest->period == meter.window.period;
  return present || editable(*meter.latest, now) ? &*meter.latest : nullptr;
}

bool takes_reading(const api::Meter& meter) {
  if (meter.closed_on || (!meter.window.open && !meter.window.accepts_outside)) return false;
  // A control reading of an inspector does not stand in the way of the subscriber's own.
  const auto& latest = meter.latest;
  const bool counted = latest && (latest->status == api::ReadingStatus::Submitted || latest->status == api::ReadingStatus::Accepted);
  return !counted || !latest->period || *latest->period < meter.window.period;
}

std::vector<api::RegisterRule> rules_of(const api::Meter& meter, const Entry& entry) {
  std::vector<api::RegisterRule> rules;
  const bool earlier = !entry.editing.empty() && meter.latest && meter.latest->id == entry.editing && meter.latest->period &&
                       *meter.latest->period != meter.window.period;
  for (const api::Register& reg : meter.registers) {
    api::RegisterRule rule = api::rule_of(reg);
    if (earlier) {
      for (const api::RegisterValue& value : meter.latest->values) {
        const auto shown = api::parse_decimal(value.value);
        if (value.number != reg.number || !shown) continue;
        rule.previous.milli = shown->milli - value.used.milli / std::max(1, meter.multiplier);
        if (rule.previous.milli < 0) rule.previous.milli += dial(rule);  // it had rolled over
      }
    }
    rules.push_back(rule);
  }
  return rules;
}

std::string value_of(const api::Reading& reading, int register_number) {
  for (const api::RegisterValue& value : reading.values)
    if (value.number == register_number) return value.value;
  return {};
}

std::vector<std::string> digits_of(const api::Meter& meter, const api::Reading& reading) {
  std::vector<std::string> digits;
  for (const api::Register& reg : meter.registers) {
    const auto value = api::parse_decimal(value_of(reading, reg.number));
    digits.push_back(value ? api::pad_reading(*value, reg.digits, reg.decimals) : "");
  }
  return digits;
}

Sheet fill_in(const api::Meter& meter, const Entry& entry, const std::vector<std::string>& typed, const api::Date& today) {
  Sheet sheet;
  sheet.rules = rules_of(meter, entry);
  for (std::size_t i = 0; i < sheet.rules.size(); ++i) sheet.values.push_back(i < typed.size() ? padded(typed[i], sheet.rules[i]) : "");
  sheet.said = !sheet.values.empty() && sheet.values == entry.tried;
  sheet.judgements = sheet.said && entry.judged.size() == sheet.values.size() ? entry.judged : api::judge_all(sheet.values, sheet.rules);
  sheet.verdict = api::overall(sheet.judgements);
  sheet.complete = !sheet.judgements.empty() && std::all_of(sheet.judgements.begin(), sheet.judgements.end(), usable);
  if (!sheet.complete) return sheet;
  std::vector<api::Volume> volumes;
  std::vector<int> zones;
  for (std::size_t i = 0; i < sheet.judgements.size(); ++i) {
    volumes.push_back({sheet.judgements[i].used.milli * meter.multiplier});
    zones.push_back(meter.registers[i].number);
  }
  sheet.charge = api::preview_charge(volumes, zones, meter.tariff, today);
  return sheet;
}

std::vector<std::string> corrected(const Sheet& sheet, std::size_t index) {
  std::vector<std::string> values = sheet.values;
  const bool swapped = sheet.judgements[index].diagnosis == api::Diagnosis::SwappedZones;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const api::Judgement& judgement = sheet.judgements[i];
    if (!judgement.suggestion || (i != index && !(swapped && judgement.diagnosis == api::Diagnosis::SwappedZones))) continue;
    values[i] = api::pad_reading(*judgement.suggestion, sheet.rules[i].digits, sheet.rules[i].decimals);
  }
  return values;
}

std::vector<AccountMeters> by_account(const std::vector<api::Meter>& meters) {
  std::vector<AccountMeters> accounts;
  for (std::size_t i = 0; i < meters.size(); ++i) {
    const api::Meter& meter = meters[i];
    auto found = std::find_if(accounts.begin(), accounts.end(), [&](const AccountMeters& account) { return account.account_id == meter.account_id; });
    if (found == accounts.end()) found = accounts.insert(found, {meter.account_id, meter.account_number, meter.object_address, {}});
    found->meters.push_back(i);
  }
  return accounts;
}

std::string haystack_of(const api::Meter& meter) {
  return api::fold(meter.object_name + "\n" + meter.object_address + "\n" + meter.model + "\n" + meter.serial + "\n" + meter.account_number);
}

}  // namespace kabinet::ui
