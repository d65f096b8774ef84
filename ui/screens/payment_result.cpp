// The return from the bank's page: «Оплата прошла успешно» or why not. The bank's word is asked for by the server.
#include "ui/screens/payment_result.h"

namespace kabinet::ui {

void enter(PaymentResultState&, PaymentResultDraft&, std::string_view, EffectsFor<PaymentResultAction>) {}
std::optional<PaymentResultAction> draw(Ui&, const Context&, const PaymentResultState&, PaymentResultDraft&) { return {}; }
void update(PaymentResultState&, const PaymentResultAction&, EffectsFor<PaymentResultAction>) {}

}  // namespace kabinet::ui
