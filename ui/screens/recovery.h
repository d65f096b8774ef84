// «Забыли пароль» (guide E18): asks for a letter; with the letter's link, «Изменение пароля». Individuals, whose passwords are issued in
// the office (K19), read where. The token came after "#" and goes into the request's body only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "api/registration.h"
#include "ui/core/effects.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"
#include "ui/screens/letter_form.h"
#include "ui/screens/new_password.h"

namespace kabinet::ui {

struct RecoveryState {
  bool at_office = false;             // of individuals
  LetterState letter;
  std::string token;                  // of the letter's link; empty: a letter is asked for
  bool sending = false, done = false;
  double since_ms = 0;
  Ticket ticket = 0;
  std::optional<api::Error> error;
  std::vector<api::FieldError> answered;
  std::optional<api::Error> dead;     // why the link does not work
};

struct RecoveryDraft {
  LetterDraft letter;
  NewPasswordDraft password;
  FormMoods moods;
};

struct ResetSubmitted { std::vector<api::FieldError> wrong; };
struct ResetReplied { Ticket ticket; api::Result<api::Nothing> reply; };
struct RecoveryLinkFollowed { std::string path; };
using RecoveryAction = std::variant<ResetSubmitted, ResetReplied, RecoveryLinkFollowed, LetterAction, SecretRevealed>;

// `category`: "individuals" or not; `token` is empty where the address had none.
void enter(RecoveryState& state, RecoveryDraft& draft, std::string_view category, const std::string& token, api::SignInKind kind,
           EffectsFor<RecoveryAction> effects);
std::optional<RecoveryAction> draw(Ui& ui, const Context& context, const RecoveryState& state, RecoveryDraft& draft);
void update(RecoveryState& state, const RecoveryAction& action, EffectsFor<RecoveryAction> effects);

}  // namespace kabinet::ui
