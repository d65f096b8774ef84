// A reading is judged here first; the server has the last word and its answers are shown the same way.
#include "ui/screens/readings_send.h"

#include <algorithm>

#include "api/json.h"
#include "ui/screens/readings_model.h"

namespace kabinet::ui {

namespace {

api::Meter* change_meter(ReadingsState& state, const std::string& meter_id) { return const_cast<api::Meter*>(find_meter(state, meter_id)); }

void focus_first(const api::Meter& meter, const std::vector<api::Judgement>& judgements, ReadingsEffects& effects) {
  for (std::size_t i = 0; i < judgements.size() && i < meter.registers.size(); ++i) {
    if (judgements[i].verdict == api::Verdict::Accept) continue;
    effects->focus(register_field_id(meter.id, meter.registers[i].number));
    return;
  }
}

// The server's judgements in the order of the registers; empty where it sent none.
std::vector<api::Judgement> judgements_of(const api::Error& error, const api::Meter& meter) {
  if (error.extra.empty()) return {};
  const auto list = api::from_json<api::JudgementList>(error.extra);
  if (!list) return {};
  std::vector<api::Judgement> judgements;
  for (const api::Register& reg : meter.registers) {
    const auto found = std::find_if(list->judgements.begin(), list->judgements.end(), [&](const auto& each) { return each.number == reg.number; });
    if (found == list->judgements.end()) return {};
    judgements.push_back(found->judgement);
  }
  return judgements;
}

void send(const api::Meter& meter, Entry& entry, bool confirmed, Ticket ticket, ReadingsEffects& effects) {
  if (entry.key.empty() || entry.key_confirmed != confirmed) entry.key = effects->new_key();
  entry.key_confirmed = confirmed;
  entry.sending = true;
  entry.since_ms = effects.now_ms();
  entry.error.reset();
  entry.ticket = ticket;
  api::ReadingInput input;
  input.confirmed = confirmed;
  for (std::size_t i = 0; i < meter.registers.size(); ++i) input.values.push_back({meter.registers[i].number, entry.tried[i], {}});
  const auto reply = [meter_id = meter.id, ticket](auto answer) { return ReadingsAction{SendReplied{meter_id, ticket, std::move(answer)}}; };
  if (entry.editing.empty()) effects.call(api::SubmitReading{meter.id, std::move(input), entry.key}, reply);
  else effects.call(api::EditReading{entry.editing, std::move(input), entry.key}, reply);
}

// New digits, as after a success or when the person gives up a change.
void begin_anew(Entry& entry, std::vector<std::string> start = {}, std::string editing = {}) {
  Entry fresh;
  fresh.round = entry.round + 1;
  fresh.start = std::move(start);
  fresh.editing = std::move(editing);
  entry = std::move(fresh);
}

void reload(ReadingsState& state, ReadingsEffects& effects) {
  load_meters(state, effects);
  load_history(state, effects);
}

bool stale(api::ErrorCode code) {
  return code == api::ErrorCode::Conflict || code == api::ErrorCode::EditExpired || code == api::ErrorCode::NotFound || code == api::ErrorCode::WindowClosed;
}

}  // namespace

std::string register_field_id(std::string_view meter_id, int register_number) {
  return "readings.meter." + std::string(meter_id) + ".t" + std::to_string(register_number);
}
std::string fix_button_id(std::string_view meter_id) { return "readings.meter." + std::string(meter_id) + ".fix"; }

void send_reading(ReadingsState& state, const SendClicked& clicked, ReadingsEffects& effects) {
  const api::Meter* meter = find_meter(state, clicked.meter_id);
  if (meter == nullptr || meter->registers.empty()) return;
  Entry& entry = state.entries[clicked.meter_id];
  if (entry.sending) return;
  const Sheet sheet = fill_in(*meter, entry, clicked.values, {});
  if (entry.tried != sheet.values) {
    entry.key.clear();
    entry.judged.clear();
  }
  entry.tried = sheet.values;
  entry.error.reset();
  entry.outcome = Outcome::None;
  entry.asking = sheet.verdict == api::Verdict::Confirm;
  if (sheet.verdict == api::Verdict::Accept) send(*meter, entry, false, ++state.tickets, effects);
  else if (entry.asking) effects->focus(fix_button_id(meter->id));
  else focus_first(*meter, sheet.judgements, effects);
  choose_meter(state, clicked.meter_id, effects);  // now and not with the reply: by then the person may be elsewhere
}

void confirm_reading(ReadingsState& state, const std::string& meter_id, ReadingsEffects& effects) {
  const api::Meter* meter = find_meter(state, meter_id);
  Entry& entry = state.entries[meter_id];
  if (meter == nullptr || entry.sending || !entry.asking || entry.tried.size() != meter->registers.size()) return;
  send(*meter, entry, true, ++state.tickets, effects);
}

void back_to_digits(ReadingsState& state, const std::string& meter_id, ReadingsEffects& effects) {
  const api::Meter* meter = find_meter(state, meter_id);
  Entry& entry = state.entries[meter_id];
  if (entry.sending) return;
  entry.asking = false;
  entry.error.reset();
  if (meter != nullptr) focus_first(*meter, fill_in(*meter, entry, entry.tried, {}).judgements, effects);
}

void take_reading(ReadingsState& state, const SendReplied& replied, ReadingsEffects& effects) {
  Entry& entry = state.entries[replied.meter_id];
  if (!entry.sending || replied.ticket != entry.ticket) return;
  entry.sending = false;
  api::Meter* meter = change_meter(state, replied.meter_id);
  if (!replied.reply) {
    const api::Error& error = replied.reply.error();
    if (meter != nullptr && (error.code == api::ErrorCode::NeedsConfirmation || error.code == api::ErrorCode::Refused)) {
      entry.judged = judgements_of(error, *meter);
      entry.asking = error.code == api::ErrorCode::NeedsConfirmation;
      if (entry.asking) return effects->focus(fix_button_id(meter->id));
      focus_first(*meter, entry.judged, effects);
    }
    entry.error = error;
    if (stale(error.code)) reload(state, effects);
    return;
  }
  const api::Reading& reading = *replied.reply;
  const std::string replaced = entry.editing;
  begin_anew(entry);
  entry.outcome = replaced.empty() ? Outcome::Submitted : Outcome::Changed;
  entry.expected_by = reading.expected_by;
  if (meter != nullptr) meter->latest = reading;
  ++state.meters_version;
  if (state.window_of == replied.meter_id) state.window_of.clear();
  History& history = state.history;
  if (history.meter_id == replied.meter_id && history.list.ready()) {
    auto& items = history.list.value().items;
    for (api::Reading& item : items)
      if (item.id == replaced) item.status = api::ReadingStatus::Superseded;
    items.insert(items.begin(), reading);
  }
  effects->data_changed();
  if (state.meter_id == replied.meter_id) load_history(state, effects);
}

void begin_edit(ReadingsState& state, const EditClicked& clicked, ReadingsEffects& effects) {
  const api::Meter* meter = find_meter(state, clicked.meter_id);
  if (meter == nullptr || !meter->latest) return;
  begin_anew(state.entries[meter->id], digits_of(*meter, *meter->latest), meter->latest->id);
  if (clicked.in_window) state.window_of = meter->id;
  if (!meter->registers.empty()) effects->focus(register_field_id(meter->id, meter->registers.front().number));
}

void cancel_edit(ReadingsState& state, const std::string& meter_id) {
  if (state.window_of == meter_id) state.window_of.clear();
  Entry& entry = state.entries[meter_id];
  if (!entry.sending && !entry.editing.empty()) begin_anew(entry);
}

void ask_to_delete(ReadingsState& state, const std::string& meter_id) {
  const api::Meter* meter = find_meter(state, meter_id);
  if (meter == nullptr || !meter->latest) return;
  Deleting deleting;
  deleting.meter_id = meter_id;
  deleting.reading_id = meter->latest->id;
  state.deleting = std::move(deleting);
}

void delete_reading(ReadingsState& state, ReadingsEffects& effects) {
  if (!state.deleting || state.deleting->sending) return;
  Deleting& deleting = *state.deleting;
  deleting.sending = true;
  deleting.since_ms = effects.now_ms();
  deleting.error.reset();
  const Ticket ticket = deleting.ticket = ++state.tickets;
  effects.call(api::DeleteReading{deleting.reading_id}, [ticket](auto reply) { return ReadingsAction{DeleteReplied{ticket, std::move(reply)}}; });
}

void take_deleted(ReadingsState& state, const DeleteReplied& replied, ReadingsEffects& effects) {
  if (!state.deleting || state.deleting->ticket != replied.ticket || !state.deleting->sending) return;
  state.deleting->sending = false;
  if (!replied.reply) {
    state.deleting->error = replied.reply.error();
    if (stale(replied.reply.error().code)) reload(state, effects);
    return;
  }
  const Deleting done = *std::exchange(state.deleting, {});
  Entry& entry = state.entries[done.meter_id];
  begin_anew(entry);
  entry.outcome = Outcome::Deleted;
  if (api::Meter* meter = change_meter(state, done.meter_id); meter != nullptr && meter->latest && meter->latest->id == done.reading_id) meter->latest.reset();
  ++state.meters_version;
  if (state.history.meter_id == done.meter_id && state.history.list.ready()) {
    for (api::Reading& item : state.history.list.value().items)
      if (item.id == done.reading_id) item.status = api::ReadingStatus::Withdrawn;
  }
  effects->data_changed();
  reload(state, effects);  // what counted before the deleted one counts again
}

}  // namespace kabinet::ui
