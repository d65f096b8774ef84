// What is filled in to pay: sum, receipt, comment; used by the payment window and by the contract's «Оплата». It makes sure that a sum is
// not sent twice: one key per wish, a second press while sending is nothing. Must not know where it is drawn.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "api/account.h"
#include "api/payment.h"
#include "api/profile.h"
#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

struct PayFormDraft {
  std::string account_id;               // whose values these are; empty: not filled in yet
  std::string amount, email, comment;
};

struct PayFormState {
  std::string id = "pay";               // prefix of the nodes
  bool tried = false;                   // sent once: wrong fields are marked from now on
  bool sending = false;
  double since_ms = 0;
  double leaving_until_ms = 0;          // the bank's page is being opened; after that one may press again
  Ticket ticket = 0;
  std::string key, key_of;              // Idempotency-Key, and the wish that it stands for
  std::optional<api::Error> error;
  std::optional<api::Payment> unfinished;  // another one waits to be paid
  std::optional<api::Payment> paid;        // the earlier one turned out to be paid
  bool done = false;                    // the person was sent on: nothing is left to do here
};

// The draft as it would be sent, and what is wrong with it: FieldError codes, empty = fine.
struct PayWish {
  api::PaymentInput input;
  std::string amount, email, comment;
  bool fine() const { return amount.empty() && email.empty() && comment.empty(); }
};
PayWish check(const PayFormDraft& draft, const api::PaymentLimits& limits);

struct PaySubmitted { std::string account_id; PayWish wish; };
struct PayEdited {};
struct PayReplied { Ticket ticket; api::Result<api::Payment> reply; };
struct PayContinued { api::Payment payment; };         // the unfinished one goes on at the bank
struct PayResultOpened { std::string payment_id; };
using PayFormAction = std::variant<PaySubmitted, PayEdited, PayReplied, PayContinued, PayResultOpened>;

// What is due, the session's e-mail.
void prefill(PayFormDraft& draft, const Context& context, const api::Account& account, const std::string& comment);
std::optional<PayFormAction> draw_form(Ui& ui, const Context& context, const api::Account& account, const PayFormState& state, PayFormDraft& draft);
// `send` makes the call; its reply comes back as PayReplied with the given ticket.
void update_form(PayFormState& state, const PayFormAction& action, Effects& effects,
                 const std::function<void(api::StartPayment, Ticket)>& send);

}  // namespace kabinet::ui
