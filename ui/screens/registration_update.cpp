// What happens in «Регистрация».
#include "ui/screens/registration.h"

namespace kabinet::ui {

namespace {

template <class Reply>
void load_text(Remote<api::LegalText>& text, const char* id, EffectsFor<RegistrationAction>& effects) {
  if (text.loading()) return;
  const Ticket ticket = text.start(effects.now_ms());
  effects.call(api::GetLegalText{id}, [ticket](api::Result<api::LegalText> reply) { return RegistrationAction{Reply{ticket, std::move(reply)}}; });
}

void load_texts(RegistrationState& state, EffectsFor<RegistrationAction>& effects) {
  load_text<AgreementReplied>(state.agreement, "agreement", effects);
  load_text<ConsentReplied>(state.consent, "consent", effects);
}

bool has_code(const std::vector<api::FieldError>& errors, std::string_view code) {
  for (const api::FieldError& error : errors)
    if (error.code == code) return true;
  return false;
}

void submit(RegistrationState& state, const RegistrationSubmitted& submitted, EffectsFor<RegistrationAction>& effects) {
  if (state.sending) return;
  state.error.reset();
  state.answered.clear();
  if (!submitted.wrong.empty()) return effects->focus(std::string(kRegistrationForm) + ".summary");
  state.sending = true;
  state.since_ms = effects.now_ms();
  state.sent = submitted.input;
  const Ticket ticket = state.ticket = next_ticket();
  effects.call(api::RegisterSubscriber{submitted.input},
               [ticket](api::Result<api::Nothing> reply) { return RegistrationAction{RegistrationReplied{ticket, std::move(reply)}}; },
               secrets_of(kRegistrationForm));
}

void take_reply(RegistrationState& state, const RegistrationReplied& replied, EffectsFor<RegistrationAction>& effects) {
  if (replied.ticket != state.ticket) return;
  state.sending = false;
  if (replied.reply) {
    for (const api::SecretField& secret : secrets_of(kRegistrationForm)) effects->clear_secret(secret.node_id);
    state.done = true;
    return;
  }
  const api::Error& error = replied.reply.error();
  if (error.code == api::ErrorCode::Invalid && !error.fields.empty()) {
    state.answered = error.fields;
    if (spent(error.fields)) load_captcha(state.captcha, effects);
    if (has_code(error.fields, "old_version")) load_texts(state, effects);
    effects->focus(std::string(kRegistrationForm) + ".summary");
  } else {
    state.error = error;
    effects->focus("registration.error");
  }
}

}  // namespace

void enter(RegistrationState& state, RegistrationDraft& draft, api::SignInKind kind, EffectsFor<RegistrationAction> effects) {
  if (state.kind != kind || state.done) {
    state = {};
    draft = {};
    state.kind = kind;
  }
  if (!state.agreement.ready() || !state.consent.ready()) load_texts(state, effects);
  if (!state.sending) enter_captcha(state.captcha, effects);
}

void update(RegistrationState& state, const RegistrationAction& action, EffectsFor<RegistrationAction> effects) {
  if (const auto* submitted = std::get_if<RegistrationSubmitted>(&action)) {
    submit(state, *submitted, effects);
  } else if (const auto* replied = std::get_if<RegistrationReplied>(&action)) {
    take_reply(state, *replied, effects);
  } else if (const auto* agreement = std::get_if<AgreementReplied>(&action)) {
    state.agreement.finish(agreement->ticket, agreement->reply);
  } else if (const auto* consent = std::get_if<ConsentReplied>(&action)) {
    state.consent.finish(consent->ticket, consent->reply);
  } else if (std::holds_alternative<LegalTextsRetried>(action)) {
    load_texts(state, effects);
  } else if (std::holds_alternative<LetterWanted>(action)) {
    effects->offer_letter(state.kind == api::SignInKind::Email ? state.sent.email : state.sent.login);
  } else if (const auto* followed = std::get_if<RegistrationLinkFollowed>(&action)) {
    effects->go(followed->path);
  } else if (const auto* captcha = std::get_if<CaptchaAction>(&action)) {
    update_captcha(state.captcha, *captcha, kRegistrationForm, effects);
  } else if (const auto* revealed = std::get_if<SecretRevealed>(&action)) {
    effects->reveal_secret(revealed->node_id, revealed->revealed);
  }
}

}  // namespace kabinet::ui
