// «Платежи» (E11, K20): payments made, with where each stands.
#include "ui/screens/payments.h"

namespace kabinet::ui {

void enter(PaymentsState&, PaymentsDraft&, std::string_view, EffectsFor<PaymentsAction>) {}
std::optional<PaymentsAction> draw(Ui&, const Context&, const PaymentsState&, PaymentsDraft&) { return {}; }
void update(PaymentsState&, const PaymentsAction&, EffectsFor<PaymentsAction>) {}

}  // namespace kabinet::ui
