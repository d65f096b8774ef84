// «Оплатить банковской картой».
#include "ui/screens/pay_page.h"

#include <algorithm>

#include "api/http.h"
#include "ui/screens/account_choice.h"
#include "ui/screens/account_words.h"
#include "ui/screens/address.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

void load_accounts(PayPageState& state, EffectsFor<PayPageAction>& effects) {
  const Ticket ticket = state.accounts.start(effects.now_ms());
  effects.call(api::GetAccounts{}, [ticket](api::Result<api::AccountList> reply) { return PayPageAction{PayPageReplied{ticket, std::move(reply)}}; });
}

}  // namespace

void enter(PayPageState& state, PayPageDraft&, std::string_view query, EffectsFor<PayPageAction> effects) {
  state.form.id = "pay_page";
  if (std::string account = value_in(query, "account"); !account.empty()) state.wanted = std::move(account);
  if (!state.accounts.loading()) load_accounts(state, effects);
}

std::optional<PayPageAction> draw(Ui& ui, const Context& context, const PayPageState& state, PayPageDraft& draft) {
  std::optional<PayPageAction> out;
  heading(ui, "pay_page.title", 1, ui.tr(Text::menu_pay_by_card));
  ui.gap(12);
  const bool retry = remote(ui, "pay_page.accounts", state.accounts, [&](const api::AccountList& accounts) {
    const api::Account* account = chosen_account(accounts.items, state.wanted);
    if (account == nullptr) {
      card(ui, "pay_page.none", {}, [&] { empty(ui, "pay_page.empty", Icon::wallet, ui.tr(Text::accounts_empty), ui.tr(Text::accounts_empty_hint, {context.profile.contacts.phone})); });
      return;
    }
    if (draft.form.account_id != account->id) prefill(draft.form, context, *account, {});
    if (std::string other = draw_account_choice(ui, "pay_page", accounts.items, *account); !other.empty()) out = PayPageAccountChosen{std::move(other)};
    const Area outer = ui.area();
    ui.area().y = ui.inside({outer.x, outer.y, std::min(outer.w, 560.f)}, [&] {
      CardStyle look;
      look.name = ui.tr(Text::menu_pay_by_card);
      card(ui, "pay_page.card", look, [&] {
        if (auto action = draw_form(ui, context, *account, state.form, draft.form)) out = std::move(*action);
      });
    });
  });
  if (retry) out = PayPageRetried{};
  return out;
}

void update(PayPageState& state, const PayPageAction& action, EffectsFor<PayPageAction> effects) {
  if (const auto* replied = std::get_if<PayPageReplied>(&action)) {
    state.accounts.finish(replied->ticket, replied->reply);
  } else if (std::holds_alternative<PayPageRetried>(action)) {
    load_accounts(state, effects);
  } else if (const auto* chosen = std::get_if<PayPageAccountChosen>(&action)) {
    effects->replace("/pay?account=" + api::percent_encode(chosen->id));
  } else if (const auto* pay = std::get_if<PayFormAction>(&action)) {
    update_form(state.form, *pay, *effects.operator->(), [&](api::StartPayment call, Ticket ticket) {
      effects.call(std::move(call), [ticket](api::Result<api::Payment> reply) { return PayPageAction{PayFormAction{PayReplied{ticket, std::move(reply)}}}; });
    });
    state.form.done = false;  // the form stays; the person was sent to another address
  }
}

}  // namespace kabinet::ui
