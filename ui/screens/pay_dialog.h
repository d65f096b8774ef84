// The payment window «Оплата по лицевому счету № …» (E12): debt and penalty as billing computed them, a sum that can be changed; goes to the
// bank's page. Drawn by the application over any screen.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"
#include "ui/screens/pay_form.h"

namespace kabinet::ui {

struct PayState {
  std::optional<api::Account> account;  // nothing: closed
  PayFormState form;
};
struct PayDraft {
  PayFormDraft form;
};
struct PayDismissed {};
using PayAction = std::variant<PayFormAction, PayDismissed>;

void open(PayState& state, PayDraft& draft, const Context& context, const api::Account& account, const std::string& comment);
std::optional<PayAction> draw(Ui& ui, const Context& context, const PayState& state, PayDraft& draft);
void update(PayState& state, const PayAction& action, EffectsFor<PayAction> effects);

}  // namespace kabinet::ui
