// «Введите код с картинки»: the picture, another one, and the same code in words for who cannot see it. Part of forms, not a screen: its
// actions are among those of the form's screen. Must not know which form it is.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "api/registration.h"
#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/screens/context.h"
#include "ui/screens/form.h"

namespace kabinet::ui {

struct CaptchaState {
  Remote<api::Captcha> given;
  bool in_words = false;
};

struct CaptchaDraft {
  std::string typed;
  std::string of;     // the captcha it was typed for; another one is answered anew
};

struct CaptchaRenewed { bool by_person = true; };   // «Другой код», or the code has grown old
struct CaptchaReplied { Ticket ticket; api::Result<api::Captcha> reply; };
struct CaptchaWordsAsked {};
using CaptchaAction = std::variant<CaptchaRenewed, CaptchaReplied, CaptchaWordsAsked>;

// Field "captcha_answer" of the form.
std::optional<CaptchaAction> draw_captcha(Form& form, const Context& context, const CaptchaState& state, CaptchaDraft& draft);
// The server looked at the code and will not take it again.
bool spent(const std::vector<api::FieldError>& errors);

template <class Action>
void load_captcha(CaptchaState& state, EffectsFor<Action>& effects) {
  if (state.given.loading()) return;
  const Ticket ticket = state.given.start(effects.now_ms());
  effects.call(api::StartCaptcha{},
               [ticket](api::Result<api::Captcha> reply) { return Action{CaptchaAction{CaptchaReplied{ticket, std::move(reply)}}}; });
}

// On arrival at the form: a code that is still good is kept.
template <class Action>
void enter_captcha(CaptchaState& state, EffectsFor<Action>& effects) {
  if (!state.given.ready() || state.given.value().expires_at.ms <= effects->now().ms) load_captcha(state, effects);
}

template <class Action>
void update_captcha(CaptchaState& state, const CaptchaAction& action, const std::string& form, EffectsFor<Action>& effects) {
  if (const auto* replied = std::get_if<CaptchaReplied>(&action)) {
    state.given.finish(replied->ticket, replied->reply);
  } else if (const auto* renewed = std::get_if<CaptchaRenewed>(&action)) {
    if (renewed->by_person) effects->focus(form + ".captcha_answer");
    load_captcha(state, effects);
  } else {
    state.in_words = true;
  }
}

}  // namespace kabinet::ui
