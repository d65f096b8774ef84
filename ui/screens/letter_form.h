// A request for a letter: the activation link again (guide K6), the recovery of a password (E18). A login or e-mail and the code from the
// picture; the answer is the same whether anybody is known by that name. Part of screens, not one.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "api/registration.h"
#include "ui/screens/captcha.h"
#include "ui/screens/context.h"
#include "ui/screens/form.h"

namespace kabinet::ui {

struct LetterState {
  api::SignInKind kind = api::SignInKind::Email;
  CaptchaState captcha;
  bool sending = false;
  double since_ms = 0;
  Ticket ticket = 0;
  std::optional<api::Error> error;
  std::vector<api::FieldError> answered;
  bool done = false;
};

struct LetterDraft {
  std::string login;
  CaptchaDraft captcha;
  FormMoods moods;
};

struct LetterSubmitted { api::LetterRequest request; std::vector<api::FieldError> wrong; };
struct LetterReplied { Ticket ticket; api::Result<api::Nothing> reply; };
using LetterAction = std::variant<LetterSubmitted, LetterReplied, CaptchaAction>;

// `form`: the id of its node and of its fields. When it is done it says so in its own place.
std::optional<LetterAction> draw_letter_form(Ui& ui, const Context& context, const std::string& form, Text submit, const LetterState& state, LetterDraft& draft);

template <class Action>
void enter_letter(LetterState& state, LetterDraft& draft, api::SignInKind kind, EffectsFor<Action>& effects) {
  if (state.kind != kind || state.done) {
    state = {};
    draft = {};
    state.kind = kind;
  }
  if (!state.sending) enter_captcha(state.captcha, effects);
}

// `Endpoint`: ResendActivation or RequestRecovery.
template <class Endpoint, class Action>
void update_letter(LetterState& state, const LetterAction& action, const std::string& form, EffectsFor<Action>& effects) {
  if (const auto* captcha = std::get_if<CaptchaAction>(&action)) return update_captcha(state.captcha, *captcha, form, effects);
  if (const auto* submitted = std::get_if<LetterSubmitted>(&action)) {
    if (state.sending) return;
    state.error.reset();
    state.answered.clear();
    if (!submitted->wrong.empty()) return effects->focus(form + ".summary");
    state.sending = true;
    state.since_ms = effects.now_ms();
    const Ticket ticket = state.ticket = next_ticket();
    effects.call(Endpoint{submitted->request},
                 [ticket](api::Result<api::Nothing> reply) { return Action{LetterAction{LetterReplied{ticket, std::move(reply)}}}; });
    return;
  }
  const auto& replied = std::get<LetterReplied>(action);
  if (replied.ticket != state.ticket) return;
  state.sending = false;
  if (replied.reply) {
    state.done = true;
    return effects->focus(form + ".done");
  }
  const api::Error& error = replied.reply.error();
  const bool fields = error.code == api::ErrorCode::Invalid && !error.fields.empty();
  if (fields) state.answered = error.fields;
  else state.error = error;
  if (spent(error.fields)) load_captcha(state.captcha, effects);
  effects->focus(form + (fields ? ".summary" : ".error"));
}

}  // namespace kabinet::ui
