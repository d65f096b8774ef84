// What happens on a contract: the address decides what is shown, what is shown is asked for.
#include <algorithm>
#include <iterator>

#include "api/http.h"
#include "ui/screens/address.h"
#include "ui/screens/contract.h"

namespace kabinet::ui {

namespace {

using ContractEffects = EffectsFor<ContractAction>;

constexpr int kMeterPage = 200;

std::string address(const ContractState& state, ContractTab tab, const std::string& query = {}) {
  return "/contracts/" + api::percent_encode(state.id) + "/" + std::string(tab_name(tab)) + (query.empty() ? "" : "?" + query);
}

// The address of a tab as it was left.
std::string path_of(const ContractState& state, ContractTab tab) {
  switch (tab) {
    case ContractTab::Balance: return address(state, tab, query_of(state.days));
    case ContractTab::Invoices: return address(state, tab, query_of(state.months));
    case ContractTab::Payment: return address(state, tab, state.paid_for.empty() ? "" : "invoice=" + api::percent_encode(state.paid_for));
    default: return address(state, tab);
  }
}

template <class Reply, class Call, class Value>
void load(Remote<Value>& into, Call call, ContractEffects& effects) {
  const Ticket ticket = into.start(effects.now_ms());
  effects.call(std::move(call), [ticket](api::Result<Value> reply) { return ContractAction{Reply{ticket, std::move(reply)}}; });
}

template <class Call>
Call about(const ContractState& state) {
  Call call;
  call.account_id = state.id;
  return call;
}

void load_account(ContractState& state, ContractEffects& effects) {
  load<ContractReplied>(state.account, about<api::GetAccount>(state), effects);
}

AskConsumption asker(ContractEffects& effects) {
  return [&effects](api::GetConsumption call, Ticket ticket) {
    effects.call(std::move(call), [ticket](api::Result<api::Consumption> reply) { return ContractAction{ConsumptionAction{ConsumptionReplied{ticket, std::move(reply)}}}; });
  };
}

void load_meters(ContractState& state, ContractEffects& effects) {
  state.more.reset();
  auto call = about<api::GetMeters>(state);
  call.limit = kMeterPage;
  load<ContractMetersReplied>(state.meters, std::move(call), effects);
}

// All of them: who looks for an object by a meter's number expects to find it.
void load_more_meters(ContractState& state, ContractEffects& effects) {
  if (state.more.loading() || !state.meters.ready() || state.meters.value().next_cursor.empty()) return;
  auto call = about<api::GetMeters>(state);
  call.cursor = state.meters.value().next_cursor;
  call.limit = kMeterPage;
  load<ContractMoreReplied>(state.more, std::move(call), effects);
}

void append_more(ContractState& state, const ContractMoreReplied& action, ContractEffects& effects) {
  if (!state.more.finish(action.ticket, action.reply) || state.more.failed()) return;
  api::MeterList& all = state.meters.value();
  auto& next = state.more.value();
  const bool stuck = next.next_cursor == all.next_cursor;  // a server that repeats itself must not keep us asking
  all.items.insert(all.items.end(), std::make_move_iterator(next.items.begin()), std::make_move_iterator(next.items.end()));
  all.next_cursor = stuck ? "" : next.next_cursor;
  load_more_meters(state, effects);
}

void load_act(ContractState& state, ContractEffects& effects) {
  auto call = about<api::GetReconciliation>(state);
  call.from = api::to_iso(state.days.from);
  call.to = api::to_iso(state.days.to);
  load<ContractActReplied>(state.act, std::move(call), effects);
}

void load_invoices(ContractState& state, ContractEffects& effects) {
  auto call = about<api::GetInvoices>(state);
  call.from = api::to_iso(state.months.from);
  call.to = api::to_iso(state.months.to);
  load<ContractInvoicesReplied>(state.invoices, std::move(call), effects);
}

void load_tab(ContractState& state, ContractEffects& effects) {
  switch (state.tab) {
    case ContractTab::Information:
      load<ContractDetailsReplied>(state.details, about<api::GetAccountDetails>(state), effects);
      if (state.account.ready()) show_consumption(state.consumption, state.account.value(), effects.now_ms(), asker(effects));
      break;
    case ContractTab::Objects:
      load<ContractDetailsReplied>(state.details, about<api::GetAccountDetails>(state), effects);
      load_meters(state, effects);
      break;
    case ContractTab::Balance: load_act(state, effects); break;
    case ContractTab::Invoices: load_invoices(state, effects); break;
    case ContractTab::Payment: load<ContractPayableReplied>(state.payable, about<api::GetInvoices>(state), effects); break;
  }
}

template <class Range, class Value>
void take_range(Range& range, const Range& wanted, Remote<Value>& shown) {
  if (range == wanted) return;
  range = wanted;
  shown.reset();  // what belongs to another period must not be taken for this one's
}

}  // namespace

void enter(ContractState& state, ContractDraft& draft, const ContractPlace& place, ContractEffects effects) {
  if (state.id != place.id) {
    state = {};
    draft = {};
    state.id = place.id;
    state.pay.id = "contract.pay";
    state.days = days_of(Span::Quarter, place.today);
    state.months = months_of(Span::Year, place.today);
  }
  state.today = place.today;
  state.tab = tab_of(place.tab).value_or(ContractTab::Information);
  if (state.tab == ContractTab::Balance) take_range(state.days, days_in(place.query).value_or(state.days), state.act);
  if (state.tab == ContractTab::Invoices) take_range(state.months, months_in(place.query).value_or(state.months), state.invoices);
  if (state.tab == ContractTab::Payment)
    if (const std::string invoice = value_in(place.query, "invoice"); !invoice.empty()) state.paid_for = invoice;
  if (!state.account.loading()) load_account(state, effects);
  load_tab(state, effects);
}

void update(ContractState& state, const ContractAction& action, ContractEffects effects) {
  if (const auto* replied = std::get_if<ContractReplied>(&action)) {
    if (state.account.finish(replied->ticket, replied->reply) && replied->reply && state.tab == ContractTab::Information &&
        state.consumption.account_id != replied->reply->id)
      show_consumption(state.consumption, *replied->reply, effects.now_ms(), asker(effects));
  } else if (const auto* details = std::get_if<ContractDetailsReplied>(&action)) {
    state.details.finish(details->ticket, details->reply);
  } else if (const auto* meters = std::get_if<ContractMetersReplied>(&action)) {
    if (state.meters.finish(meters->ticket, meters->reply) && meters->reply) load_more_meters(state, effects);
  } else if (const auto* more = std::get_if<ContractMoreReplied>(&action)) {
    append_more(state, *more, effects);
  } else if (const auto* act = std::get_if<ContractActReplied>(&action)) {
    state.act.finish(act->ticket, act->reply);
  } else if (const auto* invoices = std::get_if<ContractInvoicesReplied>(&action)) {
    if (!state.invoices.finish(invoices->ticket, invoices->reply) || !invoices->reply) return;
    const auto& items = invoices->reply->items;
    const bool there = std::any_of(items.begin(), items.end(), [&](const api::Invoice& each) { return each.id == state.invoice; });
    if (!there) state.invoice = items.size() == 1 ? items.front().id : "";
  } else if (const auto* payable = std::get_if<ContractPayableReplied>(&action)) {
    state.payable.finish(payable->ticket, payable->reply);
  } else if (std::holds_alternative<ContractRetried>(action)) {
    load_account(state, effects);
  } else if (std::holds_alternative<ContractTabRetried>(action)) {
    load_tab(state, effects);
  } else if (const auto* tab = std::get_if<ContractTabChosen>(&action)) {
    // Moving on with the arrow keys is one step back in the history, however many tabs were passed.
    const bool moves_on = tab->by_keys && state.arrowed_to == state.tab;
    state.arrowed_to = tab->by_keys ? std::optional(tab->tab) : std::nullopt;
    const std::string path = path_of(state, tab->tab);
    if (moves_on) effects->replace(path);
    else effects->go(path);
  } else if (const auto* days = std::get_if<ContractDaysChosen>(&action)) {
    effects->replace(address(state, ContractTab::Balance, query_of(days->days)));
  } else if (const auto* months = std::get_if<ContractMonthsChosen>(&action)) {
    effects->replace(address(state, ContractTab::Invoices, query_of(months->months)));
  } else if (const auto* chosen = std::get_if<ContractInvoiceChosen>(&action)) {
    state.invoice = chosen->id;
  } else if (const auto* pays = std::get_if<ContractInvoicePayClicked>(&action)) {
    state.paid_for = pays->id;
    effects->go(path_of(state, ContractTab::Payment));
  } else if (const auto* picked = std::get_if<ContractPaidForChosen>(&action)) {
    state.paid_for = picked->id;
    effects->replace(path_of(state, ContractTab::Payment));
  } else if (std::holds_alternative<ContractListFollowed>(action)) {
    effects->go("/contracts");
  } else if (const auto* consumption = std::get_if<ConsumptionAction>(&action)) {
    update_consumption(state.consumption, *consumption, effects.now_ms(), asker(effects));
  } else if (const auto* pay = std::get_if<PayFormAction>(&action)) {
    update_form(state.pay, *pay, *effects.operator->(), [&](api::StartPayment call, Ticket ticket) {
      effects.call(std::move(call), [ticket](api::Result<api::Payment> reply) { return ContractAction{PayFormAction{PayReplied{ticket, std::move(reply)}}}; });
    });
    state.pay.done = false;  // the form stays; the person was sent to another address
  }
}

}  // namespace kabinet::ui
