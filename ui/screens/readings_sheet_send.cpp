// Sending the sheet: all that is right in batches of the largest size; what was not taken stays as typed, with what the server said.
#include <algorithm>

#include "api/json.h"
#include "ui/screens/readings_model.h"
#include "ui/screens/readings_send.h"
#include "ui/screens/readings_sheet.h"

namespace kabinet::ui {

namespace {

// The next part of what was asked to be sent. The same part again, after a lost answer, has the same key.
void send_next(ReadingsState& state, ReadingsEffects& effects) {
  SheetState& sheet = state.sheet;
  api::SubmitReadings call;
  const std::size_t count = std::min(kBatchLimit, sheet.waiting.size());
  call.batch.items.assign(sheet.waiting.begin(), sheet.waiting.begin() + std::ptrdiff_t(count));
  std::string body = api::to_json(call.batch);
  if (sheet.key.empty() || body != sheet.body) sheet.key = effects->new_key();
  sheet.body = std::move(body);
  call.idempotency_key = sheet.key;
  const Ticket ticket = sheet.ticket = ++state.tickets;
  effects.call(std::move(call), [ticket](auto reply) { return ReadingsAction{SheetReplied{ticket, std::move(reply)}}; });
}

void take_outcome(ReadingsState& state, const api::BatchItem& item, const std::vector<std::string>& typed, const api::BatchOutcome& outcome) {
  SheetState& sheet = state.sheet;
  auto& items = state.meters.value().items;
  const auto meter = std::find_if(items.begin(), items.end(), [&](const api::Meter& each) { return each.id == item.meter_id; });
  if (outcome.reading) {
    ++sheet.accepted;
    sheet.outcomes.erase(item.meter_id);
    if (meter != items.end()) meter->latest = *outcome.reading;
    return;
  }
  ++sheet.refused;
  SheetOutcome& mine = sheet.outcomes[item.meter_id];
  mine = {};
  mine.values = typed;
  mine.error = outcome.error.value_or(api::ErrorCode::Internal);
  mine.expired = std::any_of(outcome.fields.begin(), outcome.fields.end(), [](const api::FieldError& field) { return field.code == "verification_expired"; });
  if (meter == items.end()) return;
  for (const api::Register& reg : meter->registers)
    for (const api::RegisterJudgement& judgement : outcome.judgements)
      if (judgement.number == reg.number) mine.judged.push_back(judgement.judgement);
}

}  // namespace

void send_sheet(ReadingsState& state, const SheetSendClicked& clicked, ReadingsEffects& effects) {
  SheetState& sheet = state.sheet;
  if (sheet.sending || clicked.items.empty()) return;
  sheet.sending = true;
  sheet.since_ms = effects.now_ms();
  sheet.error.reset();
  sheet.accepted = sheet.refused = 0;
  sheet.said = false;
  sheet.waiting = clicked.items;
  sheet.typed = clicked.typed;
  send_next(state, effects);
}

void take_sheet(ReadingsState& state, const SheetReplied& replied, ReadingsEffects& effects) {
  SheetState& sheet = state.sheet;
  if (!sheet.sending || replied.ticket != sheet.ticket) return;
  if (!replied.reply) {
    sheet.sending = false;
    sheet.error = replied.reply.error();
    if (sheet.accepted > 0) effects->data_changed();
    return;
  }
  const std::size_t count = std::min({kBatchLimit, sheet.waiting.size(), replied.reply->items.size()});
  for (std::size_t i = 0; i < count; ++i) {
    const api::BatchItem& item = sheet.waiting[i];
    const auto typed = sheet.typed.find(item.meter_id);
    take_outcome(state, item, typed == sheet.typed.end() ? std::vector<std::string>{} : typed->second, replied.reply->items[i]);
  }
  ++state.meters_version;  // the order of the list and its rows depend on the latest readings
  sheet.waiting.erase(sheet.waiting.begin(), sheet.waiting.begin() + std::ptrdiff_t(std::min(kBatchLimit, sheet.waiting.size())));
  if (!sheet.waiting.empty() && count > 0) return send_next(state, effects);
  sheet.sending = false;
  sheet.said = true;
  sheet.key.clear();
  sheet.body.clear();
  effects->data_changed();
  if (!state.meter_id.empty()) load_history(state, effects);
}

}  // namespace kabinet::ui
