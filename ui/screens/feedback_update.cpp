// What happens on «Обратная связь».
#include "api/json.h"
#include "ui/screens/feedback.h"

namespace kabinet::ui {

namespace {

void load_letters(FeedbackState& state, EffectsFor<FeedbackAction>& effects) {
  const Ticket ticket = state.letters.start(effects.now_ms());
  effects.call(api::GetFeedback{}, [ticket](api::Result<api::FeedbackList> reply) { return FeedbackAction{LettersReplied{ticket, std::move(reply)}}; });
}

void submit(FeedbackState& state, const FeedbackSubmitted& action, EffectsFor<FeedbackAction>& effects) {
  if (state.sending) return;
  state.error.reset();
  state.answered.clear();
  if (!action.wrong.empty()) return effects->focus("feedback.summary");
  std::string key_of = api::to_json(action.input) + "\n" + action.files;
  if (state.key.empty() || state.key_of != key_of) {
    state.key = effects->new_key();
    state.key_of = std::move(key_of);
  }
  state.sending = true;
  state.since_ms = effects.now_ms();
  state.answer_to = action.answer_to;
  const Ticket ticket = state.ticket = next_ticket();
  std::vector<api::SecretField> attached;
  if (!action.files.empty()) attached.push_back({"attachments", kFeedbackFiles});
  effects.call(api::SendFeedback{action.input, state.key},
               [ticket](api::Result<api::FeedbackReceipt> reply) { return FeedbackAction{FeedbackReplied{ticket, std::move(reply)}}; }, std::move(attached));
}

void replied(FeedbackState& state, const FeedbackReplied& action, EffectsFor<FeedbackAction>& effects) {
  if (action.ticket != state.ticket || !state.sending) return;
  state.sending = false;
  if (action.reply) {
    state.key.clear();
    state.number = action.reply->number;
    ++state.round;
    if (state.signed_in) load_letters(state, effects);
    return effects->focus("feedback.done.title");
  }
  const api::Error& error = action.reply.error();
  const bool fields = error.code == api::ErrorCode::Invalid && !error.fields.empty();
  if (fields) state.answered = error.fields;
  else state.error = error;
  if (spent(error.fields)) load_captcha(state.captcha, effects);
  effects->focus(fields ? "feedback.summary" : "feedback.error");
}

}  // namespace

void enter(FeedbackState& state, FeedbackDraft&, bool signed_in, EffectsFor<FeedbackAction> effects) {
  if (state.signed_in != signed_in) {
    state.signed_in = signed_in;
    state.number.clear();
    state.letters.reset();
  }
  if (signed_in && !state.letters.loading()) load_letters(state, effects);
  if (!signed_in && !state.sending) enter_captcha(state.captcha, effects);
}

void update(FeedbackState& state, const FeedbackAction& action, EffectsFor<FeedbackAction> effects) {
  if (const auto* submitted = std::get_if<FeedbackSubmitted>(&action)) {
    submit(state, *submitted, effects);
  } else if (const auto* answer = std::get_if<FeedbackReplied>(&action)) {
    replied(state, *answer, effects);
  } else if (std::holds_alternative<FeedbackAnew>(action)) {
    state.number.clear();
    if (!state.signed_in) load_captcha(state.captcha, effects);
    effects->focus("feedback.topic");
  } else if (const auto* letters = std::get_if<LettersReplied>(&action)) {
    state.letters.finish(letters->ticket, letters->reply);
  } else if (std::holds_alternative<LettersRetried>(action)) {
    load_letters(state, effects);
  } else if (const auto* captcha = std::get_if<CaptchaAction>(&action)) {
    update_captcha(state.captcha, *captcha, kFeedbackForm, effects);
  }
}

}  // namespace kabinet::ui
