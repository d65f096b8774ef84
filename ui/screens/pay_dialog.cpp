// The payment window.
#include "ui/screens/pay_dialog.h"

namespace kabinet::ui {

void open(PayState&, PayDraft&, const Context&, const api::Account&, const std::string&) {}
std::optional<PayAction> draw(Ui&, const Context&, const PayState&, PayDraft&) { return {}; }
void update(PayState&, const PayAction&, EffectsFor<PayAction>) {}

}  // namespace kabinet::ui
