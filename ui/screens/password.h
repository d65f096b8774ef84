// «Изменение пароля» of who is signed in (guide E16). A password issued in the office (K19) leads here first and nowhere else. Passwords
// stay in their native inputs. Must not know other screens.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "api/registration.h"
#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"
#include "ui/screens/new_password.h"

namespace kabinet::ui {

struct PasswordState {
  bool sending = false, done = false;
  double since_ms = 0;
  Ticket ticket = 0;
  std::optional<api::Error> error;
  std::vector<api::FieldError> answered;
};

struct PasswordDraft {
  bool revealed = false;              // the present one
  NewPasswordDraft password;
  FormMoods moods;
};

struct PasswordSubmitted { std::vector<api::FieldError> wrong; };
struct PasswordReplied { Ticket ticket; api::Result<api::Session> reply; };
using PasswordAction = std::variant<PasswordSubmitted, PasswordReplied, SecretRevealed>;

void enter(PasswordState& state, PasswordDraft& draft, EffectsFor<PasswordAction> effects);
std::optional<PasswordAction> draw(Ui& ui, const Context& context, const PasswordState& state, PasswordDraft& draft);
void update(PasswordState& state, const PasswordAction& action, EffectsFor<PasswordAction> effects);

}  // namespace kabinet::ui
