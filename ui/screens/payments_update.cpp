// What happens on «Платежи».
#include <algorithm>
#include <iterator>

#include "api/http.h"
#include "ui/screens/payments.h"

namespace kabinet::ui {

namespace {

constexpr int kPage = 50, kLongest = 200;

// A repeated load asks for as many as are on the screen, so that nothing disappears under the person's eyes.
void load_payments(PaymentsState& state, EffectsFor<PaymentsAction>& effects) {
  api::GetPayments call;
  call.limit = state.list.ready() ? std::clamp(int(state.list.value().items.size()), kPage, kLongest) : kPage;
  state.more.reset();
  const Ticket ticket = state.list.start(effects.now_ms());
  effects.call(std::move(call), [ticket](api::Result<api::PaymentList> reply) { return PaymentsAction{PaymentsReplied{ticket, std::move(reply)}}; });
}

void load_accounts(PaymentsState& state, EffectsFor<PaymentsAction>& effects) {
  const Ticket ticket = state.accounts.start(effects.now_ms());
  effects.call(api::GetAccounts{}, [ticket](api::Result<api::AccountList> reply) { return PaymentsAction{PaymentAccountsReplied{ticket, std::move(reply)}}; });
}

void load_more(PaymentsState& state, EffectsFor<PaymentsAction>& effects) {
  if (state.more.loading() || state.list.loading() || !state.list.ready() || state.list.value().next_cursor.empty()) return;
  const Ticket ticket = state.more.start(effects.now_ms());
  api::GetPayments call;
  call.cursor = state.list.value().next_cursor;
  call.limit = kPage;
  effects.call(std::move(call), [ticket](api::Result<api::PaymentList> reply) { return PaymentsAction{PaymentsMoreReplied{ticket, std::move(reply)}}; });
}

void append_more(PaymentsState& state, const PaymentsMoreReplied& action) {
  if (!state.more.finish(action.ticket, action.reply) || state.more.failed()) return;
  api::PaymentList& all = state.list.value();
  auto& next = state.more.value();
  all.items.insert(all.items.end(), std::make_move_iterator(next.items.begin()), std::make_move_iterator(next.items.end()));
  all.next_cursor = next.next_cursor;
}

}  // namespace

void enter(PaymentsState& state, PaymentsDraft&, std::string_view, EffectsFor<PaymentsAction> effects) {
  if (!state.list.loading()) load_payments(state, effects);
  if (!state.accounts.loading()) load_accounts(state, effects);
}

void update(PaymentsState& state, const PaymentsAction& action, EffectsFor<PaymentsAction> effects) {
  if (const auto* replied = std::get_if<PaymentsReplied>(&action)) {
    state.list.finish(replied->ticket, replied->reply);
  } else if (const auto* more = std::get_if<PaymentsMoreReplied>(&action)) {
    append_more(state, *more);
  } else if (const auto* accounts = std::get_if<PaymentAccountsReplied>(&action)) {
    state.accounts.finish(accounts->ticket, accounts->reply);
  } else if (std::holds_alternative<PaymentsRetried>(action)) {
    load_payments(state, effects);
    if (state.accounts.failed()) load_accounts(state, effects);
  } else if (std::holds_alternative<PaymentAccountsRetried>(action)) {
    load_accounts(state, effects);
  } else if (std::holds_alternative<PaymentsMoreClicked>(action)) {
    load_more(state, effects);
  } else if (const auto* chosen = std::get_if<PaymentAccountChosen>(&action)) {
    state.account = chosen->id;
  } else if (const auto* pay = std::get_if<PaymentsPayClicked>(&action)) {
    effects->open_payment(pay->account, {});
  } else if (const auto* goes_on = std::get_if<PaymentGoesOn>(&action)) {
    effects->leave_to(goes_on->url);
  } else if (const auto* opened = std::get_if<PaymentOpened>(&action)) {
    effects->go("/payments/" + api::percent_encode(opened->id));
  }
}

}  // namespace kabinet::ui
