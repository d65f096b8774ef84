// «Авторизация» of each kind (guide E2, E4, K7, K18): organisation by «Логин», individual by «Лицевой счет», subscriber by e-mail.
// The password stays in its native input. Must not know other screens.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "api/session.h"
#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

struct SignInState {
  api::SignInKind kind = api::SignInKind::Email;
  bool sending = false;
  double since_ms = 0;
  Ticket ticket = 0;
  std::optional<api::Error> error;
  std::string login_error, password_error;  // codes, empty = fine
  std::string sent_login;
  bool session_lost = false;                // says why one is here again
  bool profile_deleted = false;
  bool offered = false;                     // the login is known already: the password is next
};

struct SignInDraft {
  std::string login;
  bool revealed = false;
};

struct SignInClicked { std::string login; bool has_password; };
struct SignInReplied { Ticket ticket; api::Result<api::Session> reply; };
struct PasswordRevealToggled { bool revealed; };
struct SignInLinkFollowed { std::string path; };
struct ActivationLetterWanted { std::string login; };   // of who has not followed the letter's link yet (K6)
using SignInAction = std::variant<SignInClicked, SignInReplied, PasswordRevealToggled, SignInLinkFollowed,
                                  ActivationLetterWanted>;

std::optional<SignInAction> draw(Ui& ui, const Context& context, const SignInState& state, SignInDraft& draft);
void update(SignInState& state, const SignInAction& action, EffectsFor<SignInAction> effects);

inline constexpr const char* kSignInPassword = "sign_in.password";

}  // namespace kabinet::ui
