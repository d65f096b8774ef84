// The return from the bank's page: «Оплата прошла успешно» or why not. The bank's word is asked for by the server.
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

struct PaymentResultState {};
struct PaymentResultDraft {};
using PaymentResultAction = std::variant<std::monostate>;

// Called when the screen is entered by address; `argument` is the id in the path, or empty.
void enter(PaymentResultState& state, PaymentResultDraft& draft, std::string_view argument, EffectsFor<PaymentResultAction> effects);
std::optional<PaymentResultAction> draw(Ui& ui, const Context& context, const PaymentResultState& state, PaymentResultDraft& draft);
void update(PaymentResultState& state, const PaymentResultAction& action, EffectsFor<PaymentResultAction> effects);

}  // namespace kabinet::ui
