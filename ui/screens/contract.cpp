// One contract.
#include "ui/screens/contract.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "ui/screens/account_words.h"
#include "ui/screens/contract_objects.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

constexpr int kMeterPage = 200;
constexpr const char* kTabKeys[] = {"information", "objects", "payment"};

void draw_breadcrumb(Ui& ui, const Context& context, const api::Account& account, std::optional<ContractAction>& out) {
  Node trail;
  trail.id = "contract.trail";
  trail.role = Role::Navigation;
  trail.name = ui.tr(Text::contract_trail);
  ui.container(std::move(trail), [&] {
    LinkStyle look;
    look.type = Type::Small;
    look.muted = true;
    const std::string_view list = ui.tr(Text::menu_contracts);
    row(ui, "contract.trail.row", 4, CrossAlign::Center,
        {fixed(link_width(ui, list, look), [&] { if (link(ui, "contract.trail.list", list, context.href("/contracts"), look)) out = ContractListFollowed{}; }),
         share(120, [&] { text(ui, "contract.trail.here", "› № " + account.number, {Type::Small, ui.theme().ink2}); })},
        false);
  });
}

void draw_information(Ui& ui, const api::Account& account) {
  CardStyle look;
  look.name = ui.tr(Text::contract_information);
  card(ui, "contract.information", look, [&] {
    const Area outer = ui.area();
    ui.area().y = ui.inside({outer.x, outer.y, std::min(outer.w, kPairsMax)}, [&] {
      const auto line = [&](const char* key, Text label, const std::string& value) {
        if (value.empty()) return;
        pair(ui, std::string("contract.information.") + key, ui.tr(label), value);
        ui.gap(10);
      };
      line("number", Text::contract_number, account.number);
      if (account.signed_on) line("signed_on", Text::contract_signed_on, api::format_date(*account.signed_on));
      line("owner", Text::contract_owner, account.owner);
      line("address", Text::contract_address, account.address);
      line("services", Text::accounts_services, services_words(ui, account.services));
      line("objects", Text::contract_objects_count, std::to_string(account.object_count));
      line("meters", Text::accounts_meters, std::to_string(account.meter_count));
      if (account.meter_count > 0)
        line("window", Text::contract_window, ui.tr(Text::contract_window_days, {api::format_date(account.window.opens), api::format_date(account.window.closes)}));
    });
    ui.gap(10);
    draw_balance(ui, "contract.information.balance", account.balance);
  });
}

void draw_payment(Ui& ui, const Context& context, const ContractState& state, ContractDraft& draft, std::optional<ContractAction>& out) {
  const api::Account& account = state.account.value();
  if (draft.pay.account_id != account.id) prefill(draft.pay, context, account, {});
  const Area outer = ui.area();
  ui.area().y = ui.inside({outer.x, outer.y, std::min(outer.w, 560.f)}, [&] {
    CardStyle look;
    look.name = ui.tr(Text::contract_payment);
    card(ui, "contract.payment", look, [&] {
      if (auto action = draw_form(ui, context, account, state.pay, draft.pay)) out = std::move(*action);
    });
  });
}

void load_contract(ContractState& state, EffectsFor<ContractAction>& effects) {
  const Ticket ticket = state.account.start(effects.now_ms());
  api::GetAccount call;
  call.account_id = state.id;
  effects.call(std::move(call), [ticket](api::Result<api::Account> reply) { return ContractAction{ContractReplied{ticket, std::move(reply)}}; });
}

void load_meters(ContractState& state, EffectsFor<ContractAction>& effects) {
  state.more.reset();
  const Ticket ticket = state.meters.start(effects.now_ms());
  api::GetMeters call;
  call.account_id = state.id;
  call.limit = kMeterPage;
  effects.call(std::move(call), [ticket](api::Result<api::MeterList> reply) { return ContractAction{ContractMetersReplied{ticket, std::move(reply)}}; });
}

void load_more(ContractState& state, EffectsFor<ContractAction>& effects) {
  if (state.more.loading() || !state.meters.ready() || state.meters.value().next_cursor.empty()) return;
  const Ticket ticket = state.more.start(effects.now_ms());
  api::GetMeters call;
  call.account_id = state.id;
  call.cursor = state.meters.value().next_cursor;
  call.limit = kMeterPage;
  effects.call(std::move(call), [ticket](api::Result<api::MeterList> reply) { return ContractAction{ContractMoreReplied{ticket, std::move(reply)}}; });
}

void append_more(ContractState& state, const ContractMoreReplied& action) {
  if (!state.more.finish(action.ticket, action.reply) || state.more.failed()) return;
  api::MeterList& all = state.meters.value();
  auto& next = state.more.value();
  all.items.insert(all.items.end(), std::make_move_iterator(next.items.begin()), std::make_move_iterator(next.items.end()));
  all.next_cursor = next.next_cursor;
}

}  // namespace

void enter(ContractState& state, ContractDraft& draft, std::string_view argument, EffectsFor<ContractAction> effects) {
  if (state.id != argument) {
    state = {};
    state.id = argument;
    state.pay.id = "contract.pay";
    draft = {};
  }
  if (!state.account.loading()) load_contract(state, effects);
  if (state.tab == ContractTab::Objects && !state.meters.loading()) load_meters(state, effects);
}

std::optional<ContractAction> draw(Ui& ui, const Context& context, const ContractState& state, ContractDraft& draft) {
  std::optional<ContractAction> out;
  if (!state.account.ready()) {
    heading(ui, "contract.title", 1, ui.tr(Text::contract_title));
    ui.gap(20);
  }
  const bool retry = remote(ui, "contract", state.account, [&](const api::Account& account) {
    draw_breadcrumb(ui, context, account, out);
    heading(ui, "contract.title", 1, account.title.empty() ? account_title(ui, account) : account.title);
    ui.gap(20);
    const std::vector<TabItem> items = {{kTabKeys[0], std::string(ui.tr(Text::contract_information))},
                                        {kTabKeys[1], std::string(ui.tr(Text::contract_objects))},
                                        {kTabKeys[2], std::string(ui.tr(Text::contract_payment))}};
    const int current = int(state.tab);
    if (const auto index = tabs(ui, "contract.tab", account_title(ui, account), items, current)) out = ContractTabChosen{ContractTab(*index)};
    ui.gap(20);
    Node panel;
    panel.id = "contract.panel";
    panel.role = Role::TabPanel;
    panel.name = items[std::size_t(current)].label;
    ui.container(std::move(panel), [&] {
      switch (state.tab) {
        case ContractTab::Information: draw_information(ui, account); break;
        case ContractTab::Objects: draw_contract_objects(ui, state, out); break;
        case ContractTab::Payment: draw_payment(ui, context, state, draft, out); break;
      }
    });
  });
  if (retry) out = ContractRetried{};
  return out;
}

void update(ContractState& state, const ContractAction& action, EffectsFor<ContractAction> effects) {
  if (const auto* replied = std::get_if<ContractReplied>(&action)) {
    state.account.finish(replied->ticket, replied->reply);
  } else if (const auto* meters = std::get_if<ContractMetersReplied>(&action)) {
    state.meters.finish(meters->ticket, meters->reply);
  } else if (const auto* more = std::get_if<ContractMoreReplied>(&action)) {
    append_more(state, *more);
  } else if (std::holds_alternative<ContractRetried>(action)) {
    load_contract(state, effects);
  } else if (std::holds_alternative<ContractMetersRetried>(action)) {
    load_meters(state, effects);
  } else if (std::holds_alternative<ContractMoreClicked>(action)) {
    load_more(state, effects);
  } else if (const auto* chosen = std::get_if<ContractTabChosen>(&action)) {
    state.tab = chosen->tab;
    if (state.tab == ContractTab::Objects && !state.meters.ready() && !state.meters.loading()) load_meters(state, effects);
  } else if (std::holds_alternative<ContractListFollowed>(action)) {
    effects->go("/contracts");
  } else if (const auto* pay = std::get_if<PayFormAction>(&action)) {
    update_form(state.pay, *pay, *effects.operator->(), [&](api::StartPayment call, Ticket ticket) {
      effects.call(std::move(call), [ticket](api::Result<api::Payment> reply) { return ContractAction{PayFormAction{PayReplied{ticket, std::move(reply)}}}; });
    });
    state.pay.done = false;  // the form stays; the person was sent to another address
  }
}

}  // namespace kabinet::ui
