// The payment window.
#include "ui/screens/pay_dialog.h"

#include "ui/widgets/dialog.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

void open(PayState& state, PayDraft& draft, const Context& context, const api::Account& account, const std::string& comment) {
  state = {};
  state.account = account;
  prefill(draft.form, context, account, comment);
}

std::optional<PayAction> draw(Ui& ui, const Context& context, const PayState& state, PayDraft& draft) {
  std::optional<PayAction> out;
  if (!state.account) return out;
  const api::Account& account = *state.account;
  const bool contract = account.kind == api::AccountKind::Contract;
  const bool dismissed = dialog(ui, "pay", ui.tr(contract ? Text::pay_title_contract : Text::pay_title, {account.number}), 544, [&] {
    TextStyle whose{Type::Small, ui.theme().ink2};
    whose.privacy = Privacy::Personal;
    text(ui, "pay.address", account.address, whose);
    ui.gap(16);
    if (auto action = draw_form(ui, context, account, state.form, draft.form)) out = std::move(*action);
  });
  if (dismissed) out = PayDismissed{};
  return out;
}

void update(PayState& state, const PayAction& action, EffectsFor<PayAction> effects) {
  if (std::holds_alternative<PayDismissed>(action)) {
    state = {};  // a reply that is still under way finds nobody waiting for it
    return;
  }
  update_form(state.form, std::get<PayFormAction>(action), *effects.operator->(), [&](api::StartPayment call, Ticket ticket) {
    effects.call(std::move(call), [ticket](api::Result<api::Payment> reply) { return PayAction{PayFormAction{PayReplied{ticket, std::move(reply)}}}; });
  });
  if (state.form.done) state.account.reset();
}

}  // namespace kabinet::ui
