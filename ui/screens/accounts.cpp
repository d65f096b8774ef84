// «Мои счета» and «Информация о клиенте».
#include "ui/screens/accounts.h"

#include <algorithm>
#include <vector>

#include "api/http.h"
#include "ui/screens/account_words.h"
#include "ui/screens/party_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/details.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

std::string charges_path(const std::string& account_id) { return "/charges?account=" + api::percent_encode(account_id); }

bool individual(const Context& context) { return context.session != nullptr && context.session->kind == api::SignInKind::Individual; }

void draw_title(Ui& ui, const api::Account& account, const std::string& id) {
  heading(ui, id + ".title", 2, account_title(ui, account), Type::BodyStrong);
  TextStyle address{Type::Small, ui.theme().ink2};
  address.privacy = Privacy::Personal;
  text(ui, id + ".address", account.address, address);
}

// What the office knows of an individual; names are masked by the server.
void draw_client(Ui& ui, const AccountsState& state, const api::Account& account, const std::string& id, std::optional<AccountsAction>& out) {
  std::vector<Detail> items;
  const auto add = [&](const char* key, Text label, const std::string& value, Privacy privacy = Privacy::Public) {
    items.push_back({key, std::string(ui.tr(label)), value, privacy});
  };
  const auto found = state.details.find(account.id);
  const Remote<api::AccountDetails>* known = found == state.details.end() ? nullptr : &found->second;
  add("owner", Text::accounts_owner, account.owner, Privacy::Personal);
  if (known != nullptr && known->ready()) {
    const api::AccountDetails& details = known->value();
    add("unified", Text::client_unified, details.unified_number, Privacy::Personal);
    if (details.residents) add("residents", Text::client_residents, std::to_string(*details.residents), Privacy::Personal);
    if (details.area) add("area", Text::client_area, api::format_volume(*details.area), Privacy::Personal);
  }
  add("services", Text::accounts_services, services_words(ui, account.services));
  add("meters", Text::accounts_meters, std::to_string(account.meter_count));
  details(ui, id + ".details", ui.tr(Text::client_details), items);
  if (known != nullptr && known->failed()) {
    ui.gap(12);
    if (notice(ui, id + ".details.failed", Tone::Bad, error_words(ui, known->error()), ui.tr(Text::error_retry))) out = AccountDetailsRetried{account.id};
  }
  ui.gap(20);
}

// The utility and whom to ask, under the accounts of an individual.
void draw_supplier(Ui& ui, const AccountsState& state, const std::vector<api::Account>& accounts) {
  const auto known = std::find_if(accounts.begin(), accounts.end(), [&](const api::Account& account) {
    const auto found = state.details.find(account.id);
    return found != state.details.end() && found->second.ready();
  });
  if (known == accounts.end()) return;
  const api::AccountDetails& about = state.details.find(known->id)->second.value();
  const std::vector<Detail> contacts = contact_details(ui, about.contacts);
  const auto list = [&](const char* id, Text title, const std::vector<Detail>& items, float height) {
    CardStyle look;
    look.name = ui.tr(title);
    look.min_height = height;
    card(ui, id, look, [&] {
      heading(ui, std::string(id) + ".title", 2, ui.tr(title), Type::Title);
      ui.gap(16);
      details(ui, std::string(id) + ".list", ui.tr(title), items);
    });
  };
  ui.gap(20);
  grid(ui, "accounts.parties", contacts.empty() ? 1 : 2, 440, 20, [&](int i, float height) {
    if (i == 0) list("accounts.supplier", Text::contract_supplier, party_details(ui, about.supplier), height);
    else list("accounts.contacts", Text::contract_contacts, contacts, height);
  });
}

// What is done seldom: «Начисления», «Убрать».
void draw_account_end(Ui& ui, const Context& context, const api::Account& account, const std::string& id, std::optional<AccountsAction>& out) {
  const bool household = account.kind == api::AccountKind::Household;
  if (!household && !can_link(context)) return;
  ui.gap(12);
  const auto to_charges = [&] {
    if (!household) return;
    LinkStyle charges;
    charges.icon = Icon::receipt_text;
    charges.min_height = kControlHeight;
    charges.name = std::string(ui.tr(Text::accounts_charges)) + ", " + account_said(ui, account);
    if (link(ui, id + ".charges", ui.tr(Text::accounts_charges), context.href(charges_path(account.id)), charges)) out = AccountChargesFollowed{account.id};
  };
  if (!can_link(context)) return to_charges();
  const std::string_view label = ui.tr(Text::linking_remove);
  ButtonStyle remove;
  remove.kind = ButtonKind::Quiet;
  remove.type = Type::SmallMedium;
  remove.icon = Icon::trash_2;
  remove.muted = true;
  remove.name = std::string(label) + ", " + account_said(ui, account);
  row(ui, id + ".end", 12, CrossAlign::Top,
      {share(120, to_charges), fixed(button_width(ui, label, remove), [&] { if (button(ui, id + ".remove", label, remove)) out = LinkingAction{RemovalAsked{account}}; })},
      false);
}

void draw_account(Ui& ui, const Context& context, const AccountsState& state, const api::Account& account, float height, std::optional<AccountsAction>& out) {
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
    if (client) draw_client(ui, state, account, id, out);

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
    if (!client) draw_account_end(ui, context, account, id, out);
  });
}

void draw_chart(Ui& ui, const AccountsState& state, const std::vector<api::Account>& accounts, std::optional<AccountsAction>& out) {
  std::vector<const api::Account*> metered;
  for (const api::Account& account : accounts)
    if (account.meter_count > 0) metered.push_back(&account);
  const auto chosen = std::find_if(metered.begin(), metered.end(), [&](const api::Account* account) { return account->id == state.chart_account; });
  if (chosen == metered.end()) return;
  ui.gap(20);
  const auto choice = [&] {
    if (metered.size() < 2) return;
    ui.gap(8);
    std::vector<TabItem> items;
    for (const api::Account* account : metered) items.push_back({"a" + account->id, account->kind == api::AccountKind::Contract ? account->number : grouped_number(account->number)});
    if (const auto index = tabs(ui, "accounts.chart.account", ui.tr(Text::accounts_chart_account), items, int(chosen - metered.begin())))
      out = ChartAccountChosen{metered[std::size_t(*index)]->id};
  };
  card(ui, "accounts.chart", {}, [&] {
    if (auto action = draw_consumption(ui, "accounts.chart", state.consumption, account_title(ui, **chosen), choice)) out = std::move(*action);
  });
  if (state.individual) return;
  ui.gap(20);
  card(ui, "accounts.money", {}, [&] {
    if (auto action = draw_money(ui, "accounts.money", state.money, account_title(ui, **chosen))) out = std::move(*action);
  });
}

// The title, and what is done with all accounts.
void draw_head(Ui& ui, const Context& context, const AccountsState& state, AccountsDraft& draft, std::optional<AccountsAction>& out) {
  const auto title = [&] { heading(ui, "accounts.title", 1, ui.tr(individual(context) ? Text::menu_client : Text::menu_accounts)); };
  const std::vector<api::Account> debtors = state.list.ready() ? owing(state.list.value().items) : std::vector<api::Account>();
  const bool together = debtors.size() > 1 && !organisation(context);
  std::vector<RowItem> items = {share(200, title)};
  if (together) {
    ButtonStyle pay;
    pay.icon = Icon::credit_card;
    const std::string_view label = ui.tr(Text::joint_open);
    items.push_back(fixed(button_width(ui, label, pay), [&, pay, label] {
      if (!button(ui, "accounts.pay_several", label, pay)) return;
      prefill(draft.joint, context, debtors);
      out = JointPayAction{JointOpened{debtors}};
    }));
  }
  if (can_link(context))
    items.push_back(fixed(add_button_width(ui), [&] {
      if (draw_add_button(ui, "accounts.add", state.list.ready() && state.list.value().items.empty())) out = LinkingAction{LinkOpened{}};
    }));
  if (items.size() == 1) return title();
  row(ui, "accounts.head", 12, CrossAlign::Center, items, false);
}

void load_accounts(AccountsState& state, EffectsFor<AccountsAction>& effects) {
  const Ticket ticket = state.list.start(effects.now_ms());
  effects.call(api::GetAccounts{}, [ticket](api::Result<api::AccountList> reply) { return AccountsAction{AccountsReplied{ticket, std::move(reply)}}; });
}

AskConsumption asker(EffectsFor<AccountsAction>& effects) {
  return [&effects](api::GetConsumption call, Ticket ticket) {
    effects.call(std::move(call), [ticket](api::Result<api::Consumption> reply) { return AccountsAction{ConsumptionAction{ConsumptionReplied{ticket, std::move(reply)}}}; });
  };
}

void load_consumption(AccountsState& state, EffectsFor<AccountsAction>& effects) {
  for (const api::Account& account : state.list.value().items)
    if (account.id == state.chart_account) show_consumption(state.consumption, account, effects.now_ms(), asker(effects));
  if (!state.individual) show_money(state.money, state.chart_account, EffectsFor<MoneyChartsAction>(effects));
}

void load_details(AccountsState& state, const std::string& account_id, EffectsFor<AccountsAction>& effects) {
  Remote<api::AccountDetails>& known = state.details[account_id];
  if (known.loading()) return;
  const Ticket ticket = known.start(effects.now_ms());
  api::GetAccountDetails call;
  call.account_id = account_id;
  effects.call(std::move(call), [account_id, ticket](api::Result<api::AccountDetails> reply) {
    return AccountsAction{AccountDetailsReplied{account_id, ticket, std::move(reply)}};
  });
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

void enter(AccountsState& state, AccountsDraft&, const Context& context, EffectsFor<AccountsAction> effects) {
  state.individual = individual(context);
  if (!state.list.loading()) load_accounts(state, effects);
  if (can_link(context)) enter_linking(state.linking, EffectsFor<LinkingAction>(effects));
}

std::optional<AccountsAction> draw(Ui& ui, const Context& context, const AccountsState& state, AccountsDraft& draft) {
  std::optional<AccountsAction> out;
  draw_head(ui, context, state, draft, out);
  ui.gap(20);
  if (auto action = draw_link_news(ui, state.linking)) out = LinkingAction{std::move(*action)};
  const bool retry = remote(ui, "accounts", state.list, [&](const api::AccountList& list) {
    if (list.items.empty()) {
      card(ui, "accounts.none", {}, [&] { empty(ui, "accounts.empty", Icon::wallet, ui.tr(Text::accounts_empty), ui.tr(can_link(context) ? Text::linking_empty_hint : Text::accounts_empty_hint, {context.profile.contacts.phone})); });
      return;
    }
    grid(ui, "accounts.grid", int(list.items.size()), 440, 20, [&](int i, float height) { draw_account(ui, context, state, list.items[std::size_t(i)], height, out); });
  });
  if (retry) out = AccountsRetried{};
  // Before the pictures: a request may wait for the person.
  if (can_link(context))
    if (auto action = draw_link_requests(ui, state.linking, draft.linking)) out = LinkingAction{std::move(*action)};
  if (!state.list.ready()) return out;
  draw_chart(ui, state, state.list.value().items, out);
  if (individual(context)) draw_supplier(ui, state, state.list.value().items);
  return out;
}

std::optional<AccountsAction> draw_windows(Ui& ui, const Context& context, const AccountsState& state, AccountsDraft& draft) {
  std::optional<AccountsAction> out;
  if (auto action = draw_link_windows(ui, context, state.linking, draft.linking)) out = LinkingAction{std::move(*action)};
  if (auto action = draw_joint_window(ui, context, state.joint, draft.joint)) out = JointPayAction{std::move(*action)};
  return out;
}

void update(AccountsState& state, const AccountsAction& action, EffectsFor<AccountsAction> effects) {
  if (const auto* replied = std::get_if<AccountsReplied>(&action)) {
    if (!state.list.finish(replied->ticket, replied->reply) || !state.list.ready() || state.list.failed()) return;
    state.chart_account = chart_account(state);
    if (!state.chart_account.empty()) load_consumption(state, effects);
    if (!state.individual) return;
    for (const api::Account& account : state.list.value().items) load_details(state, account.id, effects);
  } else if (const auto* details = std::get_if<AccountDetailsReplied>(&action)) {
    if (const auto found = state.details.find(details->account_id); found != state.details.end()) found->second.finish(details->ticket, details->reply);
  } else if (std::holds_alternative<AccountsRetried>(action)) {
    load_accounts(state, effects);
  } else if (const auto* details_again = std::get_if<AccountDetailsRetried>(&action)) {
    load_details(state, details_again->account_id, effects);
  } else if (const auto* consumption = std::get_if<ConsumptionAction>(&action)) {
    update_consumption(state.consumption, *consumption, effects.now_ms(), asker(effects));
  } else if (const auto* money = std::get_if<MoneyChartsAction>(&action)) {
    update_money(state.money, *money, EffectsFor<MoneyChartsAction>(effects));
  } else if (const auto* linking = std::get_if<LinkingAction>(&action)) {
    if (update_linking(state.linking, *linking, EffectsFor<LinkingAction>(effects))) load_accounts(state, effects);
  } else if (const auto* joint = std::get_if<JointPayAction>(&action)) {
    update_joint(state.joint, *joint, EffectsFor<JointPayAction>(effects));
  } else if (const auto* chosen = std::get_if<ChartAccountChosen>(&action)) {
    state.chart_account = chosen->account_id;
    load_consumption(state, effects);
  } else if (const auto* charges = std::get_if<AccountChargesFollowed>(&action)) {
    effects->go(charges_path(charges->account_id));
  } else if (const auto* pay = std::get_if<AccountPayClicked>(&action)) {
    effects->open_payment(pay->account, {});
  } else if (std::holds_alternative<AccountReadingsClicked>(action)) {
    effects->go("/readings");
  }
}

}  // namespace kabinet::ui
