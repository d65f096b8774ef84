// The return from the bank's page: «Оплата прошла успешно» or why not. The bank's word is asked for by the server; while the bank has none
// the question is repeated with growing pauses for about two minutes, then it rests.
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

struct PaymentResultState {
  std::string id;
  Remote<api::Payment> payment;
  int checks = 0;                           // questions asked in this series
  double next_check_ms = 0;                 // wall time of the next one; 0: none
  std::optional<api::Error> trouble;        // why the last question got no answer; stays while it is asked again
  Ticket retry_ticket = 0;                  // «Попробовать ещё раз»: the account is being fetched
  bool retrying = false;
  std::optional<api::Error> retry_error;
};
struct PaymentResultDraft {};

struct PaymentChecked { Ticket ticket; api::Result<api::Payment> reply; };
struct PaymentCheckDue {};
struct PaymentCheckClicked {};
struct PaymentPayOnClicked { std::string url; };
struct PaymentRetryClicked { std::string account_id; };
struct PaymentRetryReplied { Ticket ticket; api::Result<api::Account> reply; };
struct PaymentResultLeft { std::string path; };
using PaymentResultAction = std::variant<PaymentChecked, PaymentCheckDue, PaymentCheckClicked, PaymentPayOnClicked, PaymentRetryClicked,
                                         PaymentRetryReplied, PaymentResultLeft>;

// Called when the screen is entered by address; `argument` is the id in the path, or empty.
void enter(PaymentResultState& state, PaymentResultDraft& draft, std::string_view argument, EffectsFor<PaymentResultAction> effects);
std::optional<PaymentResultAction> draw(Ui& ui, const Context& context, const PaymentResultState& state, PaymentResultDraft& draft);
void update(PaymentResultState& state, const PaymentResultAction& action, EffectsFor<PaymentResultAction> effects);

}  // namespace kabinet::ui
