// What is measured: meters, their registers, readings.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "api/readings.h"
#include "server/exchange/import_job.h"

namespace kabinet::server::exchange {

std::optional<store::MeterRef> Import::meter_of(Table& table, const store::AccountRef& account) {
  const std::string serial = table.text("meter", 60);
  if (serial != meter_serial_ || account.id != meter_account_ || meter_file_ != table.file()) {
    meter_ = writer_.find_meter(account.id, serial);
    meter_serial_ = serial;
    meter_account_ = account.id;
    meter_file_ = table.file();  // registers.csv changes what readings.csv must see
  }
  if (!meter_) table.fail("meter", fmt::format("у счёта нет прибора учёта № «{}»", serial));
  else table.set_window(window_of(account.kind, {meter_->service}));
  return meter_;
}

// Ктт × Ктн is what readings are multiplied by. A set may name the product, the two, or both if they agree.
void Import::read_ratios(Table& table, store::MeterRecord& record) {
  constexpr long long kMost = 1'000'000;
  record.current_ratio = static_cast<int>(table.whole("current_ratio", 1, kMost, 1));
  record.voltage_ratio = static_cast<int>(table.whole("voltage_ratio", 1, kMost, 1));
  const long long product = static_cast<long long>(record.current_ratio) * record.voltage_ratio;
  const bool named = table.has("current_ratio") || table.has("voltage_ratio");
  record.multiplier = static_cast<int>(table.whole("multiplier", 1, kMost, std::min(product, kMost)));
  if (!table.ok() || !named) return;
  if (product > kMost) table.fail("voltage_ratio", fmt::format("произведение Ктт × Ктн больше {}", kMost));
  else if (record.multiplier != product)
    table.fail("multiplier", fmt::format("коэффициент {} не равен произведению Ктт × Ктн = {}", record.multiplier, product));
}

void Import::meters() {
  Table table = open("meters.csv", {{"account"}, {"object", Need::Optional}, {"serial"}, {"model"}, {"service"},
                                    {"multiplier", Need::Optional}, {"installed_on", Need::Optional}, {"verified_until", Need::Optional},
                                    {"closed_on", Need::Optional}, {"current_ratio", Need::Optional}, {"voltage_ratio", Need::Optional}});
  std::unordered_set<std::string> seen;
  while (table.next()) {
    store::MeterRecord record;
    const auto account = account_of(table);
    record.serial = table.text("serial", 60);
    record.model = table.text("model", 100);
    record.service = table.name("service", api::Service::Electricity);
    if (account) table.set_window(window_of(account->kind, {record.service}));
    read_ratios(table, record);
    record.installed_on = table.date("installed_on");
    record.verified_until = table.date("verified_until");
    record.closed_on = table.date("closed_on");
    if (account && table.has("object")) {
      record.object_id = writer_.find_object(account->id, table.text("object", 60));
      if (!record.object_id) table.fail("object", "у счёта нет такого объекта");
    }
    if (account && std::find(account->services.begin(), account->services.end(), record.service) == account->services.end())
      table.fail("service", "у счёта нет такой услуги");
    first_time(table, seen, account_number_ + '\n' + record.serial, "serial");
    if (!table.ok()) continue;
    record.account_id = account->id;
    writer_.put_meter(record);
    taken(table);
  }
}

void Import::registers() {
  Table table = open("registers.csv", {{"account"}, {"meter"}, {"number"}, {"zone"}, {"digits"}, {"decimals", Need::Optional},
                                       {"hard_limit", Need::Optional}});
  std::unordered_set<std::string> seen;
  while (table.next()) {
    store::RegisterRecord record;
    const auto account = account_of(table);
    const auto meter = account ? meter_of(table, *account) : std::nullopt;
    record.reg.number = static_cast<int>(table.whole("number", 1, 9, 1));
    record.reg.zone = table.name("zone", api::Zone::Single);
    record.reg.digits = static_cast<int>(table.whole("digits", 1, 9, 5));
    record.reg.decimals = static_cast<int>(table.whole("decimals", 0, 3, 0));
    record.reg.hard_limit = table.volume("hard_limit");
    if (!table.ok()) continue;
    if (!first_time(table, seen, fmt::format("{}\n{}", meter->id, record.reg.number), "number")) continue;
    record.meter_id = meter->id;
    writer_.put_register(record);
    taken(table);
  }
}

std::vector<std::pair<int, api::Volume>> Import::values_of(Table& table, const store::MeterRef& meter) {
  static constexpr std::array<std::string_view, 4> kColumns = {"t1", "t2", "t3", "t4"};
  std::vector<std::pair<int, api::Volume>> values;
  if (meter.registers.empty()) table.fail("meter", "у прибора учёта нет шкал в registers.csv");
  for (const auto& reg : meter.registers) {
    if (reg.number > static_cast<int>(kColumns.size())) continue;
    const auto column = kColumns[static_cast<std::size_t>(reg.number) - 1];
    if (!table.has(column)) {
      table.fail(column, fmt::format("нет показания шкалы {}", reg.number));
      continue;
    }
    const auto value = api::parse_reading(table.raw(column), reg.digits, reg.decimals);
    if (!value) table.fail(column, fmt::format("не показание шкалы из {} знаков и {} после запятой", reg.digits, reg.decimals));
    else values.emplace_back(reg.number, *value);
  }
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    const bool known = std::any_of(meter.registers.begin(), meter.registers.end(),
                                   [&](const api::Register& reg) { return reg.number == static_cast<int>(i) + 1; });
    if (!known && table.has(kColumns[i])) table.fail(kColumns[i], "у прибора учёта нет такой шкалы");
  }
  return values;
}

void Import::readings() {
  Table table = open("readings.csv", {{"id"}, {"account"}, {"meter"}, {"period"}, {"taken_on"}, {"submitted_at", Need::Optional},
                                      {"source"}, {"status"}, {"reason", Need::Optional}, {"expected_by", Need::Optional}, {"t1"},
                                      {"t2", Need::Optional}, {"t3", Need::Optional}, {"t4", Need::Optional}});
  std::unordered_set<std::string> seen, seen_periods;
  while (table.next()) {
    store::ReadingRecord record;
    record.external_id = table.text("id", 60);
    first_time(table, seen, record.external_id, "id");
    const auto account = account_of(table);
    const auto meter = account ? meter_of(table, *account) : std::nullopt;
    const auto period = table.period("period");
    const auto taken_on = table.date("taken_on");
    record.source = table.name("source", api::ReadingSource::Import);
    record.status = table.name("status", api::ReadingStatus::Accepted);
    record.reason = table.text("reason");
    record.expected_by = table.date("expected_by");
    const auto submitted_at = table.time("submitted_at");
    if (record.status == api::ReadingStatus::Superseded || record.status == api::ReadingStatus::Withdrawn)
      table.fail("status", "загружаются submitted, accepted, rejected и control");
    if (taken_on && *taken_on > options_.as_of) table.fail("taken_on", "дата показания в будущем");
    if (meter) record.values = values_of(table, *meter);
    if (!table.ok()) continue;
    record.meter_id = meter->id;
    record.period = *period;
    record.taken_on = *taken_on;
    record.submitted_at = submitted_at.value_or(api::Instant{(api::to_days(*taken_on) * 1440 + 720 - options_.utc_offset_minutes) * 60'000});
    if (record.status == api::ReadingStatus::Submitted && !record.expected_by)
      record.expected_by = options_.settings->add_working_days(*taken_on, 3);
    const bool counts_once = record.status == api::ReadingStatus::Submitted || record.status == api::ReadingStatus::Accepted;
    if (counts_once && !first_time(table, seen_periods, fmt::format("{} {}", meter->id, api::to_iso(*period)), "period")) continue;
    switch (writer_.put_reading(record)) {
      case store::ImportWriter::ReadingOutcome::Stored: taken(table); break;
      case store::ImportWriter::ReadingOutcome::Answered: ++report_.readings_answered; break;
      case store::ImportWriter::ReadingOutcome::Kept: ++report_.readings_kept; break;
    }
  }
}

}  // namespace kabinet::server::exchange
