// «Регистрация» of an organisation (guide K4, K5) and of a subscriber by e-mail (E3), with the letter that follows. Passwords stay in
// their native inputs. Must not know other screens.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "api/registration.h"
#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/captcha.h"
#include "ui/screens/context.h"
#include "ui/screens/new_password.h"

namespace kabinet::ui {

struct RegistrationState {
  api::SignInKind kind = api::SignInKind::Email;
  Remote<api::LegalText> agreement, consent;  // the editions that are agreed to
  CaptchaState captcha;
  bool sending = false;
  double since_ms = 0;
  Ticket ticket = 0;
  std::optional<api::Error> error;
  std::vector<api::FieldError> answered;      // wrong fields as the server found them
  api::RegistrationInput sent;                // without passwords
  bool done = false;
};

struct RegistrationDraft {
  api::RegistrationInput input;
  std::string agreed, consented;   // the editions that were ticked; a newer one is ticked anew
  CaptchaDraft captcha;
  NewPasswordDraft password;
  FormMoods moods;
};

struct RegistrationSubmitted { api::RegistrationInput input; std::vector<api::FieldError> wrong; };
struct RegistrationReplied { Ticket ticket; api::Result<api::Nothing> reply; };
struct AgreementReplied { Ticket ticket; api::Result<api::LegalText> reply; };
struct ConsentReplied { Ticket ticket; api::Result<api::LegalText> reply; };
struct LegalTextsRetried {};
struct LetterWanted {};
struct RegistrationLinkFollowed { std::string path; };
using RegistrationAction = std::variant<RegistrationSubmitted, RegistrationReplied, AgreementReplied, ConsentReplied, LegalTextsRetried, LetterWanted,
                                        RegistrationLinkFollowed, CaptchaAction, SecretRevealed>;

// `kind`: who may register by themselves at this utility.
void enter(RegistrationState& state, RegistrationDraft& draft, api::SignInKind kind, EffectsFor<RegistrationAction> effects);
std::optional<RegistrationAction> draw(Ui& ui, const Context& context, const RegistrationState& state, RegistrationDraft& draft);
void update(RegistrationState& state, const RegistrationAction& action, EffectsFor<RegistrationAction> effects);

inline constexpr const char* kRegistrationForm = "registration.form";

}  // namespace kabinet::ui
