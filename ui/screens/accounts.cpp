// «Мои счета» and «Информация о клиенте».
#include "ui/screens/accounts.h"

#include <algorithm>
#include <vector>

#include "ui/screens/account_words.h"
#include "ui/screens/consumption_chart.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

bool individual(const Context& context) { return context.session != nullptr && context.session->kind == api::SignInKind::Individual; }

void draw_title(Ui& ui, const api::Account& account, const std::string& id) {
  heading(ui, id + ".title", 2, account_title(ui, account), Type::BodyStrong);
  TextStyle address{Type::Small, ui.theme().ink2};
  address.privacy = Privacy::Personal;
  text(ui, id + ".address", account.address, address);
}

// What the office knows of an individual.
void draw_client(Ui& ui, const api::Account& account, const std::string& id) {
  const Area outer = ui.area();
  ui.area().y = ui.inside({outer.x, outer.y, std::min(outer.w, kPairsMax)}, [&] {
    const auto line = [&](const char* key, Text label, const std::string& value) {
      if (value.empty()) return;
      pair(ui, id + key, ui.tr(label), value);
      ui.gap(8);
    };
    line(".owner", Text::accounts_owner, account.owner);
    line(".services", Text::accounts_services, services_words(ui, account.services));
    line(".meters", Text::accounts_meters, std::to_string(account.meter_count));
  });
  ui.gap(12);
}

void draw_account(Ui& ui, const Context& context, const api::Account& account, float height, std::optional<AccountsAction>& out) {
  const std::string id = "accounts.card.a" + account.id;
  const bool client = individual(context);
  CardStyle look;
  look.min_height = height;
  look.name = account_title(ui, account);
  card(ui, id, look, [&] {
    const auto badge_words = reading_badge(ui, account);
    std::vector<RowItem> head = {share(180, [&] { draw_title(ui, account, id); })};
    if (badge_words)
      head.push_back(fixed(badge_width(ui, badge_words->words, true), [&] { badge(ui, id + ".readings_state", badge_words->tone, badge_words->words, badge_words->icon); }));
    row(ui, id + ".head", 12, CrossAlign::Top, head, false);
    ui.gap(20);
    if (client) draw_client(ui, account, id);

    const std::string_view readings = ui.tr(client ? Text::menu_send_readings : Text::accounts_enter_readings);
    const std::string_view pay = ui.tr(client ? Text::accounts_pay_by_card : Text::accounts_pay);
    const bool with_readings = account.meter_count > 0;
    ButtonStyle readings_style, pay_style;
    readings_style.name = std::string(readings) + ", " + account_said(ui, account);
    pay_style.name = std::string(pay) + ", " + account_said(ui, account);
    if (left_to_pay(account.balance).kopecks > 0) pay_style.kind = ButtonKind::Primary;
    std::vector<RowItem> buttons;
    float wide = button_width(ui, pay, pay_style);
    if (with_readings) {
      const float each = button_width(ui, readings, readings_style);
      buttons.push_back(fixed(each, [&] { if (button(ui, id + ".enter_readings", readings, readings_style)) out = AccountReadingsClicked{}; }));
      wide += each + 10;
    }
    buttons.push_back(fixed(button_width(ui, pay, pay_style), [&] { if (button(ui, id + ".pay", pay, pay_style)) out = AccountPayClicked{account}; }));
    row(ui, id + ".body", 16, CrossAlign::Bottom,
        {share(balance_width(ui, account.balance), [&] { draw_balance(ui, id + ".balance", account.balance); }),
         fixed(wide, [&] { row(ui, id + ".buttons", 10, CrossAlign::Top, buttons); })});
  });
}

void draw_chart(Ui& ui, const AccountsState& state, const std::vector<api::Account>& accounts, std::optional<AccountsAction>& out) {
  std::vector<const api::Account*> metered;
  for (const api::Account& account : accounts)
    if (account.meter_count > 0) metered.push_back(&account);
  const auto chosen = std::find_if(metered.begin(), metered.end(), [&](const api::Account* account) { return account->id == state.chart_account; });
  if (chosen == metered.end()) return;
  ui.gap(20);
  card(ui, "accounts.chart", {}, [&] {
    draw_consumption_head(ui, **chosen, state.consumption.ready() ? &state.consumption.value() : nullptr);
    if (metered.size() > 1) {
      ui.gap(8);
      std::vector<TabItem> items;
      for (const api::Account* account : metered) items.push_back({"a" + account->id, account->kind == api::AccountKind::Contract ? account->number : grouped_number(account->number)});
      if (const auto index = tabs(ui, "accounts.chart.account", ui.tr(Text::accounts_chart_account), items, int(chosen - metered.begin())))
        out = ChartAccountChosen{metered[std::size_t(*index)]->id};
    }
    ui.gap(12);
    if (remote(ui, "accounts.consumption", state.consumption, [&](const api::Consumption& consumption) { draw_consumption_bars(ui, consumption); })) out = ConsumptionRetried{};
  });
}

void load_accounts(AccountsState& state, EffectsFor<AccountsAction>& effects) {
  const Ticket ticket = state.list.start(effects.now_ms());
  effects.call(api::GetAccounts{}, [ticket](api::Result<api::AccountList> reply) { return AccountsAction{AccountsReplied{ticket, std::move(reply)}}; });
}

void load_consumption(AccountsState& state, EffectsFor<AccountsAction>& effects) {
  const Ticket ticket = state.consumption.start(effects.now_ms());
  api::GetConsumption call;
  call.account_id = state.chart_account;
  effects.call(std::move(call),
               [ticket](api::Result<api::Consumption> reply) { return AccountsAction{ConsumptionReplied{ticket, std::move(reply)}}; });
}

// Keeps the choice while the account is still there and has meters, else takes the first that has.
std::string chart_account(const AccountsState& state) {
  std::string first;
  for (const api::Account& account : state.list.value().items) {
    if (account.meter_count == 0) continue;
    if (account.id == state.chart_account) return account.id;
    if (first.empty()) first = account.id;
  }
  return first;
}

}  // namespace

void enter(AccountsState& state, AccountsDraft&, std::string_view, EffectsFor<AccountsAction> effects) {
  if (!state.list.loading()) load_accounts(state, effects);
}

std::optional<AccountsAction> draw(Ui& ui, const Context& context, const AccountsState& state, AccountsDraft&) {
  std::optional<AccountsAction> out;
  heading(ui, "accounts.title", 1, ui.tr(individual(context) ? Text::menu_client : Text::menu_accounts));
  ui.gap(20);
  const bool retry = remote(ui, "accounts", state.list, [&](const api::AccountList& list) {
    if (list.items.empty()) {
      card(ui, "accounts.none", {}, [&] { empty(ui, "accounts.empty", Icon::wallet, ui.tr(Text::accounts_empty), ui.tr(Text::accounts_empty_hint, {context.profile.contacts.phone})); });
      return;
    }
    grid(ui, "accounts.grid", int(list.items.size()), 440, 20, [&](int i, float height) { draw_account(ui, context, list.items[std::size_t(i)], height, out); });
    draw_chart(ui, state, list.items, out);
  });
  if (retry) out = AccountsRetried{};
  return out;
}

void update(AccountsState& state, const AccountsAction& action, EffectsFor<AccountsAction> effects) {
  if (const auto* replied = std::get_if<AccountsReplied>(&action)) {
    if (!state.list.finish(replied->ticket, replied->reply) || !state.list.ready() || state.list.failed()) return;
    std::string account = chart_account(state);
    if (account != state.chart_account) state.consumption.reset();
    state.chart_account = std::move(account);
    if (!state.chart_account.empty()) load_consumption(state, effects);
  } else if (const auto* consumption = std::get_if<ConsumptionReplied>(&action)) {
    state.consumption.finish(consumption->ticket, consumption->reply);
  } else if (std::holds_alternative<AccountsRetried>(action)) {
    load_accounts(state, effects);
  } else if (std::holds_alternative<ConsumptionRetried>(action)) {
    load_consumption(state, effects);
  } else if (const auto* chosen = std::get_if<ChartAccountChosen>(&action)) {
    state.chart_account = chosen->account_id;
    state.consumption.reset();
    load_consumption(state, effects);
  } else if (const auto* pay = std::get_if<AccountPayClicked>(&action)) {
    effects->open_payment(pay->account, {});
  } else if (std::holds_alternative<AccountReadingsClicked>(action)) {
    effects->go("/readings");
  }
}

}  // namespace kabinet::ui
