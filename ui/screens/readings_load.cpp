// Meters come in pages of the largest size, one after another: the filter has to look through all of them.
#include "ui/screens/readings_load.h"

#include <iterator>

#include "api/http.h"
#include "ui/screens/readings_model.h"

namespace kabinet::ui {

namespace {

constexpr int kMetersPage = 500, kHistoryPage = 24;

void ask_meters(const std::string& cursor, Ticket ticket, ReadingsEffects& effects) {
  api::GetMeters call;
  call.cursor = cursor;
  call.limit = kMetersPage;
  effects.call(std::move(call), [ticket](auto reply) { return ReadingsAction{MetersReplied{ticket, std::move(reply)}}; });
}

void all_meters_there(ReadingsState& state) {
  state.haystacks.clear();
  ++state.meters_version;
  for (const api::Meter& meter : state.meters.value().items) state.haystacks.push_back(haystack_of(meter));
  if (state.meter_id.empty() || find_meter(state, state.meter_id) != nullptr) return;
  state.unknown_meter = true;
  state.meter_id.clear();
  state.history = {};
}

}  // namespace

void load_meters(ReadingsState& state, ReadingsEffects& effects) {
  state.meters_ticket = state.meters.start(effects.now_ms());
  state.gathered = {};
  ask_meters({}, state.meters_ticket, effects);
}

void take_meters(ReadingsState& state, const MetersReplied& replied, ReadingsEffects& effects) {
  if (replied.ticket != state.meters_ticket) return;
  if (!replied.reply) {
    state.gathered = {};
    state.meters.finish(replied.ticket, replied.reply.error());
    return;
  }
  const api::MeterList& page = *replied.reply;
  state.gathered.items.insert(state.gathered.items.end(), page.items.begin(), page.items.end());
  const bool stuck = page.next_cursor == state.gathered.next_cursor;  // a server that repeats itself must not keep us asking
  state.gathered.next_cursor = page.next_cursor;
  if (!page.next_cursor.empty() && !stuck) return ask_meters(page.next_cursor, replied.ticket, effects);
  if (state.meters.finish(replied.ticket, std::move(state.gathered))) all_meters_there(state);
  state.gathered = {};
}

void load_history(ReadingsState& state, ReadingsEffects& effects) {
  History& history = state.history;
  if (state.meter_id.empty()) return;
  if (history.meter_id != state.meter_id) {
    history.list.reset();
    history.meter_id = state.meter_id;
  }
  history.more_loading = false;
  history.more_error.reset();
  ++history.more_ticket;
  const Ticket ticket = history.list.start(effects.now_ms());
  api::GetReadings call;
  call.meter_id = state.meter_id;
  call.limit = kHistoryPage;
  effects.call(std::move(call), [ticket](auto reply) { return ReadingsAction{HistoryReplied{ticket, std::move(reply)}}; });
}

void load_more(ReadingsState& state, ReadingsEffects& effects) {
  History& history = state.history;
  if (!history.list.ready() || history.more_loading || history.list.value().next_cursor.empty()) return;
  history.more_loading = true;
  history.more_since_ms = effects.now_ms();
  history.more_error.reset();
  const Ticket ticket = ++history.more_ticket;
  api::GetReadings call;
  call.meter_id = history.meter_id;
  call.cursor = history.list.value().next_cursor;
  call.limit = kHistoryPage;
  effects.call(std::move(call), [ticket](auto reply) { return ReadingsAction{MoreReplied{ticket, std::move(reply)}}; });
}

void take_more(ReadingsState& state, const MoreReplied& replied) {
  History& history = state.history;
  if (replied.ticket != history.more_ticket || !history.more_loading || !history.list.ready()) return;
  history.more_loading = false;
  if (!replied.reply) {
    history.more_error = replied.reply.error();
    return;
  }
  api::ReadingList& list = history.list.value();
  list.items.insert(list.items.end(), replied.reply->items.begin(), replied.reply->items.end());
  list.next_cursor = replied.reply->next_cursor;
}

void choose_meter(ReadingsState& state, const std::string& meter_id, ReadingsEffects& effects) {
  state.unknown_meter = false;
  const bool other = state.meter_id != meter_id;
  state.meter_id = meter_id;
  if (other) load_history(state, effects);
  if (state.argument == meter_id) return;
  state.argument = meter_id;
  state.expected = meter_id;
  effects->replace("/readings/" + api::percent_encode(meter_id));
}

}  // namespace kabinet::ui
