// What happens in «Начисления» and «Счет-квитанция».
#include "api/http.h"
#include "ui/screens/account_choice.h"
#include "ui/screens/address.h"
#include "ui/screens/charges.h"

namespace kabinet::ui {

namespace {

constexpr int kMonths = 25;  // two years and the month before them, so that every month shown has one to compare with

std::string address(const ChargesState& state, const std::string& account, const std::optional<api::Period>& month) {
  std::string path = state.section == ChargesSection::Charges ? "/charges" : "/bills";
  path += "?account=" + api::percent_encode(account);
  if (month) path += "&month=" + api::to_iso(*month);
  return path;
}

void load_accounts(ChargesState& state, EffectsFor<ChargesAction>& effects) {
  const Ticket ticket = state.accounts.start(effects.now_ms());
  effects.call(api::GetAccounts{}, [ticket](api::Result<api::AccountList> reply) { return ChargesAction{ChargesAccountsReplied{ticket, std::move(reply)}}; });
}

void load_charges(ChargesState& state, EffectsFor<ChargesAction>& effects) {
  const api::Account* account = chosen_account(state.accounts.value().items, state.wanted);
  if (account == nullptr) return;
  if (state.account_id != account->id) state.charges.reset();
  state.account_id = account->id;
  if (state.charges.loading()) return;
  const Ticket ticket = state.charges.start(effects.now_ms());
  api::GetCharges call;
  call.account_id = account->id;
  call.months = kMonths;
  effects.call(std::move(call), [ticket](api::Result<api::ChargeList> reply) { return ChargesAction{ChargesReplied{ticket, std::move(reply)}}; });
}

}  // namespace

void enter(ChargesState& state, ChargesDraft&, ChargesSection section, std::string_view query, EffectsFor<ChargesAction> effects) {
  state.section = section;
  if (const std::string account = value_in(query, "account"); !account.empty()) state.wanted = account;
  const auto month = api::parse_period(value_in(query, "month"));
  state.month = month ? std::optional(*month) : std::nullopt;
  if (state.accounts.ready() && !state.accounts.failed()) load_charges(state, effects);
  if (!state.accounts.loading()) load_accounts(state, effects);
}

void update(ChargesState& state, const ChargesAction& action, EffectsFor<ChargesAction> effects) {
  if (const auto* accounts = std::get_if<ChargesAccountsReplied>(&action)) {
    if (state.accounts.finish(accounts->ticket, accounts->reply) && accounts->reply && state.charges.idle()) load_charges(state, effects);
  } else if (const auto* charges = std::get_if<ChargesReplied>(&action)) {
    state.charges.finish(charges->ticket, charges->reply);
  } else if (std::holds_alternative<ChargesAccountsRetried>(action)) {
    load_accounts(state, effects);
  } else if (std::holds_alternative<ChargesRetried>(action)) {
    load_charges(state, effects);
  } else if (const auto* account = std::get_if<ChargesAccountChosen>(&action)) {
    effects->replace(address(state, account->id, {}));
  } else if (const auto* month = std::get_if<ChargesMonthChosen>(&action)) {
    effects->go(address(state, state.account_id, month->month));
  }
}

}  // namespace kabinet::ui
