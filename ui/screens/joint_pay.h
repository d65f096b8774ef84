// Paying several accounts at once: a window with a checkbox and a sum for each, one page of the bank for all. As in the window for one
// account the same wish keeps its key, so that nothing is paid twice. A part of «Мои счета». Must not know how money is divided.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "api/payment.h"
#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

struct JointLine {                      // of one account, as typed
  std::string account_id;
  bool chosen = false;
  std::string amount;
};

struct JointPayDraft {
  std::vector<JointLine> lines;
  std::string email;
};

// The draft as it would be sent, and what is wrong with it: FieldError codes, empty = fine.
struct JointWish {
  api::JointPaymentInput input;
  api::Money total;                     // of the lines that are fine
  std::vector<std::string> amounts;     // by line
  std::string shares, sum, email;
  bool fine() const;
};
JointWish check(const JointPayDraft& draft, const api::PaymentLimits& limits);

struct JointPayState {
  std::vector<api::Account> accounts;   // empty: closed
  bool tried = false;                   // sent once: wrong fields are marked from now on
  bool sending = false;
  double since_ms = 0;
  double leaving_until_ms = 0;          // the bank's page is being opened
  Ticket ticket = 0;
  std::string key, key_of;              // Idempotency-Key, and the wish that it stands for
  std::optional<api::Error> error;
  std::optional<api::Payment> unfinished, paid;  // in the way: waits to be paid; turned out to be paid
};

struct JointOpened { std::vector<api::Account> accounts; };
struct JointDismissed {};
struct JointEdited {};
struct JointSubmitted { JointWish wish; };
struct JointReplied { Ticket ticket; api::Result<api::JointPayment> reply; };
struct JointContinued { std::string url; };
struct JointResultOpened { std::string payment_id; };
using JointPayAction = std::variant<JointOpened, JointDismissed, JointEdited, JointSubmitted, JointReplied, JointContinued, JointResultOpened>;

// Accounts that owe something: what they would be paid for together. Fewer than two: there is nothing to do together.
std::vector<api::Account> owing(const std::vector<api::Account>& accounts);
// What is due, all chosen, the session's e-mail.
void prefill(JointPayDraft& draft, const Context& context, const std::vector<api::Account>& accounts);
std::optional<JointPayAction> draw_joint_window(Ui& ui, const Context& context, const JointPayState& state, JointPayDraft& draft);
void update_joint(JointPayState& state, const JointPayAction& action, EffectsFor<JointPayAction> effects);

}  // namespace kabinet::ui
