// «Платежи» (E11, K20): payments made, with where each stands; paying from here too (E12).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

struct PaymentsState {
  Remote<api::PaymentList> list;           // next_cursor: of what is still to come
  Remote<api::PaymentList> more;
  Remote<api::AccountList> accounts;
  std::string account;                     // chosen to be paid
};
struct PaymentsDraft {};

struct PaymentsReplied { Ticket ticket; api::Result<api::PaymentList> reply; };
struct PaymentsMoreReplied { Ticket ticket; api::Result<api::PaymentList> reply; };
struct PaymentAccountsReplied { Ticket ticket; api::Result<api::AccountList> reply; };
struct PaymentsRetried {};
struct PaymentAccountsRetried {};
struct PaymentsMoreClicked {};
struct PaymentAccountChosen { std::string id; };
struct PaymentsPayClicked { api::Account account; };
struct PaymentGoesOn { std::string url; };       // «Продолжить оплату»
struct PaymentOpened { std::string id; };
using PaymentsAction = std::variant<PaymentsReplied, PaymentsMoreReplied, PaymentAccountsReplied, PaymentsRetried, PaymentAccountsRetried,
                                    PaymentsMoreClicked, PaymentAccountChosen, PaymentsPayClicked, PaymentGoesOn, PaymentOpened>;

// Called when the screen is entered by address; `argument` is the id in the path, or empty.
void enter(PaymentsState& state, PaymentsDraft& draft, std::string_view argument, EffectsFor<PaymentsAction> effects);
std::optional<PaymentsAction> draw(Ui& ui, const Context& context, const PaymentsState& state, PaymentsDraft& draft);
void update(PaymentsState& state, const PaymentsAction& action, EffectsFor<PaymentsAction> effects);

}  // namespace kabinet::ui
