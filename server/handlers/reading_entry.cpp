// The rules of one reading; see reading_entry.h.
#include "server/handlers/reading_entry.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "api/names.h"
#include "server/store/database.h"
#include "server/store/meters.h"
#include "server/store/readings.h"

namespace kabinet::server {
namespace {

using api::ErrorCode;
using api::make_error;

api::Error no_meter() { return make_error(ErrorCode::NotFound, "прибор учёта не найден"); }
api::Error no_reading() { return make_error(ErrorCode::NotFound, "показание не найдено"); }

// The typed values in the order of the registers; every register exactly once.
api::Result<std::vector<std::string>> texts_of(const api::ReadingInput& input, const std::vector<api::Register>& registers) {
  api::Error wrong = make_error(ErrorCode::Invalid, "показания не соответствуют шкалам прибора");
  std::vector<std::string> texts;
  for (const auto& reg : registers) {
    const auto is_it = [&](const api::RegisterValue& value) { return value.number == reg.number; };
    const auto found = std::find_if(input.values.begin(), input.values.end(), is_it);
    if (found == input.values.end() || found->value.empty()) wrong.fields.push_back({fmt::format("values.{}", reg.number), "required"});
    else if (std::count_if(input.values.begin(), input.values.end(), is_it) > 1)
      wrong.fields.push_back({fmt::format("values.{}", reg.number), "duplicate"});
    else texts.push_back(found->value);
  }
  for (const auto& value : input.values)
    if (std::none_of(registers.begin(), registers.end(), [&](const api::Register& reg) { return reg.number == value.number; }))
      wrong.fields.push_back({fmt::format("values.{}", value.number), "unknown"});
  if (!wrong.fields.empty()) return wrong;
  return texts;
}

// {"judgements":[{"number":1,"verdict":"confirm","diagnosis":"unusually_high","value":"09412","used":"1000","suggestion":"08512"}]}
std::string judgements_json(const std::vector<api::Judgement>& judgements, const std::vector<api::Register>& registers) {
  auto list = nlohmann::json::array();
  for (std::size_t i = 0; i < judgements.size(); ++i) {
    const auto& judgement = judgements[i];
    const auto& reg = registers[i];
    nlohmann::json one = {{"number", reg.number},
                          {"verdict", api::to_name(judgement.verdict)},
                          {"diagnosis", api::to_name(judgement.diagnosis)},
                          {"value", api::pad_reading(judgement.value, reg.digits, reg.decimals)},
                          {"used", api::to_decimal(judgement.used, reg.decimals)}};
    if (judgement.suggestion) one["suggestion"] = api::pad_reading(*judgement.suggestion, reg.digits, reg.decimals);
    list.push_back(std::move(one));
  }
  return nlohmann::json{{"judgements", std::move(list)}}.dump();
}

// What was typed, judged against what the meter had before `period`. On success `reading` has values, estimate and the review mark.
api::Result<api::Nothing> take_values(const Viewer& viewer, const api::ReadingInput& input, const store::MeterRow& row,
                                      const std::vector<api::TariffRate>& tariff, store::NewReading& reading) {
  const auto& registers = row.meter.registers;
  auto texts = texts_of(input, registers);
  if (!texts) return texts.error();
  std::vector<api::RegisterRule> rules;
  for (const auto& reg : registers) rules.push_back(api::rule_of(reg));
  const auto judgements = api::judge_all(*texts, rules);
  const api::Verdict verdict = api::overall(judgements);
  if (verdict == api::Verdict::Refuse || verdict == api::Verdict::Empty || (verdict == api::Verdict::Confirm && !input.confirmed)) {
    api::Error error = verdict == api::Verdict::Confirm ? make_error(ErrorCode::NeedsConfirmation, "неправдоподобное показание")
                                                        : make_error(ErrorCode::Refused, "показание не может быть верным");
    for (std::size_t i = 0; i < judgements.size(); ++i)
      if (judgements[i].verdict != api::Verdict::Accept)
        error.fields.push_back({fmt::format("values.{}", registers[i].number), std::string(api::to_string(judgements[i].diagnosis))});
    error.extra = judgements_json(judgements, registers);
    return error;
  }

  const auto& settings = viewer.utility.settings;
  if (verification_of(row.meter.verified_until, viewer.today(), settings.verification_near_days) == api::Verification::Expired) {
    if (settings.expired_verification == ExpiredVerification::Refuse) {
      api::Error error = make_error(ErrorCode::Refused, "истёк срок поверки прибора");
      error.fields.push_back({"verified_until", "verification_expired"});
      error.extra = R"({"reason":"verification_expired"})";
      return error;
    }
    reading.for_review = true;  // the inspector decides whether billing may use it
  }
  reading.for_review = reading.for_review || verdict == api::Verdict::Confirm;

  std::vector<api::Volume> volumes;
  std::vector<int> zones;
  for (std::size_t i = 0; i < judgements.size(); ++i) {
    reading.values.emplace_back(registers[i].number, judgements[i].value);
    volumes.push_back({judgements[i].used.milli * row.meter.multiplier});
    zones.push_back(registers[i].number);
  }
  if (!tariff.empty()) reading.estimate = api::total(api::preview_charge(volumes, zones, tariff, reading.taken_on));
  return api::Nothing{};
}

// Judges and stores.
api::Result<std::int64_t> judge_and_insert(store::Connection& sql, const Viewer& viewer, const api::ReadingInput& input, store::MeterRow& row,
                                           store::NewReading reading) {
  fill_registers(sql, viewer, row, reading.period);
  if (auto taken = take_values(viewer, input, row, store::tariff_of(sql, row, viewer.today()), reading); !taken) return taken.error();
  reading.meter_id = row.id;
  reading.submitted_at = viewer.now;
  reading.expected_by = viewer.utility.expected_by(viewer.now);
  return store::insert_reading(sql, reading);
}

api::Result<api::Reading> save(store::Connection& sql, const Viewer& viewer, const api::ReadingInput& input, store::MeterRow& row,
                               store::NewReading reading) {
  reading.subscriber_id = viewer.subscriber_id;
  const auto id = judge_and_insert(sql, viewer, input, row, std::move(reading));
  if (!id) return id.error();
  auto stored = store::find_reading(sql, viewer.subscriber_id, std::to_string(*id));
  if (!stored) return make_error(ErrorCode::Internal, "показание не прочитано после записи");
  return complete_reading(viewer, std::move(*stored));
}

// Superseded or withdrawn meanwhile is a conflict; anything else that is no longer the person's to change has expired.
std::optional<api::Error> why_not_editable(const Viewer& viewer, const store::ReadingRow& row) {
  if (row.reading.status == api::ReadingStatus::Superseded || row.reading.status == api::ReadingStatus::Withdrawn)
    return make_error(ErrorCode::Conflict, "показание уже изменено");
  if (!is_editable(viewer, row)) return make_error(ErrorCode::EditExpired, "показание больше нельзя изменить");
  return std::nullopt;
}

}  // namespace

api::Result<api::Reading> submit_one(store::Connection& sql, const Viewer& viewer, std::string_view meter_id, const api::ReadingInput& input) {
  auto row = store::find_meter(sql, viewer.subscriber_id, meter_id);
  if (!row) return no_meter();
  if (row->meter.closed_on) return make_error(ErrorCode::Conflict, "прибор учёта заменён");
  const api::Window window = viewer.utility.settings.window(row->account_kind, {row->meter.service}, viewer.today());
  if (!window.open && !window.accepts_outside) return make_error(ErrorCode::WindowClosed, "показания сегодня не принимаются");

  store::NewReading reading;
  reading.period = window.period;
  reading.taken_on = viewer.today();
  reading.entered_at = viewer.now;
  if (const auto first = store::reading_of_period(sql, row->id, window.period)) {
    // A second submission is an edit of the first: the same day, the same person. What somebody gave without registration gives way to the
    // account's own people: else a stranger could keep them from submitting.
    const bool strangers = first->reading.source == api::ReadingSource::Anonymous && first->reading.status == api::ReadingStatus::Submitted;
    if (!strangers && !is_editable(viewer, *first)) {
      return first->reading.status == api::ReadingStatus::Accepted || first->subscriber_id != viewer.subscriber_id
                 ? make_error(ErrorCode::Conflict, "показание за этот период уже есть")
                 : make_error(ErrorCode::EditExpired, "показание за этот период больше нельзя изменить");
    }
    reading.supersedes = first->id;
    if (!strangers) reading.entered_at = first->entered_at;
  }
  return save(sql, viewer, input, *row, std::move(reading));
}

api::Result<std::int64_t> submit_anonymous(store::Connection& sql, const Utility& utility, api::Instant now, std::int64_t meter_id,
                                           const api::ReadingInput& input) {
  auto row = store::find_meter_by_id(sql, meter_id);
  if (!row) return no_meter();
  const Viewer nobody{utility, 0, now};
  if (row->meter.closed_on) return make_error(ErrorCode::Conflict, "прибор учёта заменён");
  const api::Window window = utility.settings.window(row->account_kind, {row->meter.service}, nobody.today());
  if (!window.open && !window.accepts_outside) return make_error(ErrorCode::WindowClosed, "показания сегодня не принимаются");
  if (store::reading_of_period(sql, row->id, window.period)) return make_error(ErrorCode::Conflict, "показание за этот период уже есть");
  store::NewReading reading;
  reading.source = api::ReadingSource::Anonymous;
  reading.period = window.period;
  reading.taken_on = nobody.today();
  reading.entered_at = now;
  return judge_and_insert(sql, nobody, input, *row, std::move(reading));
}

api::Result<api::Reading> edit_one(store::Connection& sql, const Viewer& viewer, std::string_view reading_id, const api::ReadingInput& input) {
  const auto old = store::find_reading(sql, viewer.subscriber_id, reading_id);
  if (!old) return no_reading();
  if (auto error = why_not_editable(viewer, *old)) return *error;
  auto row = store::find_meter(sql, viewer.subscriber_id, old->reading.meter_id);
  if (!row) return no_meter();
  store::NewReading reading;
  reading.period = *old->reading.period;
  reading.taken_on = old->reading.date;  // a typing mistake corrected, not a new look at the meter
  reading.entered_at = old->entered_at;
  reading.supersedes = old->id;
  return save(sql, viewer, input, *row, std::move(reading));
}

api::Result<api::Nothing> delete_one(store::Connection& sql, const Viewer& viewer, std::string_view reading_id) {
  const auto row = store::find_reading(sql, viewer.subscriber_id, reading_id);
  if (!row) return no_reading();
  // Asked again because the first answer was lost: it is done.
  if (row->reading.status == api::ReadingStatus::Withdrawn && row->subscriber_id == viewer.subscriber_id) return api::Nothing{};
  if (auto error = why_not_editable(viewer, *row)) return *error;
  store::withdraw_reading(sql, row->id, viewer.now);
  return api::Nothing{};
}

}  // namespace kabinet::server
