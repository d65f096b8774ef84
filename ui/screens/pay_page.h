// «Оплатить банковской картой» (K20) as a section of its own: the payment's form for one account, under an address. Must not know the window
// that other screens open for the same.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"
#include "ui/screens/pay_form.h"

namespace kabinet::ui {

struct PayPageState {
  std::string wanted;                      // account named by the address; empty: the first
  Remote<api::AccountList> accounts;
  PayFormState form;
};
struct PayPageDraft {
  PayFormDraft form;
};

struct PayPageReplied { Ticket ticket; api::Result<api::AccountList> reply; };
struct PayPageRetried {};
struct PayPageAccountChosen { std::string id; };
using PayPageAction = std::variant<PayPageReplied, PayPageRetried, PayPageAccountChosen, PayFormAction>;

// Called when the screen is entered by address.
void enter(PayPageState& state, PayPageDraft& draft, std::string_view query, EffectsFor<PayPageAction> effects);
std::optional<PayPageAction> draw(Ui& ui, const Context& context, const PayPageState& state, PayPageDraft& draft);
void update(PayPageState& state, const PayPageAction& action, EffectsFor<PayPageAction> effects);

}  // namespace kabinet::ui
