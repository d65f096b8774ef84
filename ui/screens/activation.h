// What a letter's activation link leads to (guide K6): says what happened with the link; without one, or with an old one, the letter can be
// asked for again. The token came after "#" and goes into the request's body only.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "api/registration.h"
#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"
#include "ui/screens/letter_form.h"

namespace kabinet::ui {

struct ActivationState {
  std::string token;                  // being asked about, for «Повторить»
  Remote<api::Activation> answer;
  LetterState letter;
};

struct ActivationDraft {
  LetterDraft letter;
};

struct ActivationReplied { Ticket ticket; api::Result<api::Activation> reply; };
struct ActivationRetried {};
struct ActivationDone {};             // «Войти»
struct ActivationLinkFollowed { std::string path; };
using ActivationAction = std::variant<ActivationReplied, ActivationRetried, ActivationDone, ActivationLinkFollowed, LetterAction>;

// `token` is empty where the address had none.
void enter(ActivationState& state, ActivationDraft& draft, const std::string& token, api::SignInKind kind, EffectsFor<ActivationAction> effects);
std::optional<ActivationAction> draw(Ui& ui, const Context& context, const ActivationState& state, ActivationDraft& draft);
void update(ActivationState& state, const ActivationAction& action, EffectsFor<ActivationAction> effects);

}  // namespace kabinet::ui
