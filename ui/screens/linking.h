// Adding accounts to a profile and removing them (E6–E10): the form with region, number and a secret that only the owner knows, requests
// («заявка») where the secret did not fit, «Убрать» with undo. A part of «Мои счета»: its actions are among those of the screen. It never
// tells which part of a request was wrong. Must not know the list of accounts.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

struct LinkForm {                       // as typed
  std::string region, number, payment, surname;
  bool by_surname = false;              // the sum is not known
};

// The form as it would be sent, and what is wrong with it: FieldError codes, empty = fine.
struct LinkWish {
  api::LinkInput input;
  std::string region, number, payment, surname;
  bool fine() const { return region.empty() && number.empty() && payment.empty() && surname.empty(); }
};
LinkWish check(const LinkForm& form, const api::Profile& profile);

struct LinkWindow {                     // «Добавление лицевого счета», «Редактирование заявки»
  std::string request_id;               // empty: a new account
  bool tried = false;                   // sent once: wrong fields are marked from now on
  bool sending = false;
  double since_ms = 0;
  Ticket ticket = 0;
  std::optional<api::Error> error;
  bool still_waits = false;             // it was sent, and did not fit again
};

struct LinkQuestion {                   // «Убрать лицевой счет?», «Отозвать заявку?»
  std::optional<api::Account> account;
  std::optional<api::LinkRequest> request;
  bool sending = false;
  double since_ms = 0;
  Ticket ticket = 0;
  std::optional<api::Error> error;
};

enum class LinkEvent { Linked, Requested, RequestLinked, Removed, Restored, Withdrawn, Decided };

struct LinkNews {                       // what happened last
  LinkEvent event = LinkEvent::Linked;
  std::optional<api::Account> account;  // Removed: may be brought back
  bool restoring = false;
  Ticket ticket = 0;
  std::optional<api::Error> error;
};

struct LinkingState {
  Remote<api::LinkRequestList> requests;
  std::optional<LinkWindow> window;
  std::optional<LinkQuestion> question;
  std::optional<LinkNews> news;
  int round = 0;                        // grows when the form for a new account begins anew
};

struct LinkingDraft {
  LinkForm add, edit;
  int round = 0;
};

struct LinkRequestsReplied { Ticket ticket; api::Result<api::LinkRequestList> reply; };
struct LinkRequestsRetried {};
struct LinkOpened { std::string request_id; };
struct LinkDismissed {};
struct LinkEdited {};
struct LinkSubmitted { LinkWish wish; };
struct LinkReplied { Ticket ticket; api::Result<api::LinkResult> reply; };
struct RemovalAsked { api::Account account; };
struct WithdrawalAsked { api::LinkRequest request; };
struct LinkQuestionConfirmed {};
struct LinkQuestionDismissed {};
struct LinkQuestionReplied { Ticket ticket; api::Result<api::Nothing> reply; };
struct RestoreClicked {};
struct RestoreReplied { Ticket ticket; api::Result<api::Account> reply; };
using LinkingAction = std::variant<LinkRequestsReplied, LinkRequestsRetried, LinkOpened, LinkDismissed, LinkEdited, LinkSubmitted, LinkReplied, RemovalAsked,
                                   WithdrawalAsked, LinkQuestionConfirmed, LinkQuestionDismissed, LinkQuestionReplied, RestoreClicked, RestoreReplied>;

inline bool can_link(const Context& context) {
  return !context.profile.regions.empty() && context.session != nullptr && context.session->kind == api::SignInKind::Email;
}

void enter_linking(LinkingState& state, EffectsFor<LinkingAction> effects);
// «Добавить лицевой счет».
bool draw_add_button(Ui& ui, const std::string& id, bool primary);
float add_button_width(const Ui& ui);
// What happened last; «Вернуть».
std::optional<LinkingAction> draw_link_news(Ui& ui, const LinkingState& state);
// «Заявки».
std::optional<LinkingAction> draw_link_requests(Ui& ui, const LinkingState& state, LinkingDraft& draft);
// The windows, over everything.
std::optional<LinkingAction> draw_link_windows(Ui& ui, const Context& context, const LinkingState& state, LinkingDraft& draft);
// True: the list of accounts is another one now.
bool update_linking(LinkingState& state, const LinkingAction& action, EffectsFor<LinkingAction> effects);

}  // namespace kabinet::ui
