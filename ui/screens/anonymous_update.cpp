// What happens to a reading without registration.
#include <algorithm>

#include "api/json.h"
#include "ui/screens/anonymous.h"

namespace kabinet::ui {

namespace {

void search(AnonymousState& state, const MeterSearched& action, EffectsFor<AnonymousAction>& effects) {
  if (state.searching) return;
  state.search_error.reset();
  state.answered.clear();
  if (!action.wrong.empty()) return effects->focus("anonymous.summary");
  state.searching = true;
  state.since_ms = effects.now_ms();
  state.number = action.search.number;
  const Ticket ticket = state.ticket = next_ticket();
  effects.call(api::FindAnonymousMeter{action.search},
               [ticket](api::Result<api::AnonymousMeter> reply) { return AnonymousAction{MeterFound{ticket, std::move(reply)}}; });
}

void found(AnonymousState& state, const MeterFound& action, EffectsFor<AnonymousAction>& effects) {
  if (action.ticket != state.ticket || !state.searching) return;
  state.searching = false;
  if (action.reply) {
    state.meter = *action.reply;
    state.confirmed = false;
    state.tried.clear();
    state.judged.clear();
    state.asking = false;
    state.error.reset();
    ++state.round;
    return effects->focus("anonymous.found.title");
  }
  const api::Error& error = action.reply.error();
  const bool captcha = std::any_of(error.fields.begin(), error.fields.end(), [](const api::FieldError& each) { return each.field == "captcha_answer"; });
  if (captcha && !state.captcha_wanted) {  // asked for from now on: no mistake of the person's
    state.captcha_wanted = true;
    load_captcha(state.captcha, effects);
    return effects->focus("anonymous.captcha_answer");
  }
  if (state.captcha_wanted) load_captcha(state.captcha, effects);  // a code serves once
  const bool fields = error.code == api::ErrorCode::Invalid && !error.fields.empty();
  if (fields) state.answered = error.fields;
  else state.search_error = error;
  effects->focus(fields ? "anonymous.summary" : "anonymous.number");
}

void back_to_search(AnonymousState& state, EffectsFor<AnonymousAction>& effects) {
  state.meter.reset();
  state.receipt.reset();
  state.error.reset();
  state.search_error.reset();
  if (state.captcha_wanted) load_captcha(state.captcha, effects);
  effects->focus("anonymous.number");
}

void submit(AnonymousState& state, const AnonymousSubmitted& action, EffectsFor<AnonymousAction>& effects) {
  if (!state.meter || state.sending) return;
  const auto& registers = state.meter->registers;
  state.error.reset();
  state.judged.clear();
  state.asking = false;
  state.tried = action.values;
  state.tried.resize(registers.size());
  api::AnonymousReading reading;
  reading.ticket = state.meter->ticket;
  reading.confirmed = action.confirmed;
  for (std::size_t i = 0; i < registers.size(); ++i) {
    const auto value = api::parse_reading(state.tried[i], registers[i].digits, registers[i].decimals);
    if (!value) return effects->focus("anonymous.register." + std::to_string(registers[i].number));
    reading.values.push_back({registers[i].number, api::pad_reading(*value, registers[i].digits, registers[i].decimals), {}});
  }
  state.sending = true;
  state.since_ms = effects.now_ms();
  const Ticket ticket = state.ticket = next_ticket();
  effects.call(api::SubmitAnonymousReading{std::move(reading)},
               [ticket](api::Result<api::AnonymousReceipt> reply) { return AnonymousAction{AnonymousReplied{ticket, std::move(reply)}}; });
}

void replied(AnonymousState& state, const AnonymousReplied& action, EffectsFor<AnonymousAction>& effects) {
  if (action.ticket != state.ticket || !state.sending) return;
  state.sending = false;
  if (action.reply) {
    state.receipt = *action.reply;
    return effects->focus("anonymous.done.title");
  }
  const api::Error& error = action.reply.error();
  if (error.code == api::ErrorCode::Refused || error.code == api::ErrorCode::NeedsConfirmation) {
    if (auto list = api::from_json<api::JudgementList>(error.extra)) state.judged = std::move(list->judgements);
    if (state.judged.empty()) state.error = error;  // not the digits are refused: the verification has run out
    state.asking = error.code == api::ErrorCode::NeedsConfirmation;
    return effects->focus(state.asking ? "anonymous.confirm" : "anonymous.register." + std::to_string(state.meter->registers.front().number));
  }
  state.error = error;
}

}  // namespace

void enter(AnonymousState& state, AnonymousDraft&, EffectsFor<AnonymousAction> effects) {
  if (state.captcha_wanted && !state.meter) enter_captcha(state.captcha, effects);
}

void update(AnonymousState& state, const AnonymousAction& action, EffectsFor<AnonymousAction> effects) {
  if (const auto* searched = std::get_if<MeterSearched>(&action)) {
    search(state, *searched, effects);
  } else if (const auto* meter = std::get_if<MeterFound>(&action)) {
    found(state, *meter, effects);
  } else if (std::holds_alternative<AddressConfirmed>(action)) {
    state.confirmed = true;
    if (state.meter) effects->focus("anonymous.register." + std::to_string(state.meter->registers.front().number));
  } else if (std::holds_alternative<AddressDenied>(action) || std::holds_alternative<AnonymousAnew>(action)) {
    back_to_search(state, effects);
  } else if (const auto* submitted = std::get_if<AnonymousSubmitted>(&action)) {
    submit(state, *submitted, effects);
  } else if (std::holds_alternative<AnonymousCorrected>(action)) {
    state.asking = false;
    if (state.meter) effects->focus("anonymous.register." + std::to_string(state.meter->registers.front().number));
  } else if (const auto* receipt = std::get_if<AnonymousReplied>(&action)) {
    replied(state, *receipt, effects);
  } else if (std::holds_alternative<AnonymousPrinted>(action)) {
    effects->print();
  } else if (const auto* captcha = std::get_if<CaptchaAction>(&action)) {
    update_captcha(state.captcha, *captcha, kAnonymousForm, effects);
  }
}

}  // namespace kabinet::ui
