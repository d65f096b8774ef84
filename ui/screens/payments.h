// «Платежи» (E11, K20): payments made, with where each stands.
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

struct PaymentsState {};
struct PaymentsDraft {};
using PaymentsAction = std::variant<std::monostate>;

// Called when the screen is entered by address; `argument` is the id in the path, or empty.
void enter(PaymentsState& state, PaymentsDraft& draft, std::string_view argument, EffectsFor<PaymentsAction> effects);
std::optional<PaymentsAction> draw(Ui& ui, const Context& context, const PaymentsState& state, PaymentsDraft& draft);
void update(PaymentsState& state, const PaymentsAction& action, EffectsFor<PaymentsAction> effects);

}  // namespace kabinet::ui
