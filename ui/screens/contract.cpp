// One contract: where one is, its name, its tabs.
#include "ui/screens/contract.h"

#include <vector>

#include "ui/screens/account_words.h"
#include "ui/screens/contract_tabs.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

struct TabWords { ContractTab tab; const char* name; Text label; };
constexpr TabWords kTabs[] = {{ContractTab::Information, "information", Text::contract_information},
                              {ContractTab::Objects, "objects", Text::contract_objects},
                              {ContractTab::Balance, "balance", Text::contract_balance},
                              {ContractTab::Invoices, "invoices", Text::contract_invoices},
                              {ContractTab::Payment, "payment", Text::contract_payment}};

void draw_breadcrumb(Ui& ui, const Context& context, const api::Account& account, ContractOut& out) {
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

void draw_panel(Ui& ui, const Context& context, const ContractState& state, ContractDraft& draft, ContractOut& out) {
  Node panel;
  panel.id = "contract.panel";
  panel.role = Role::TabPanel;
  panel.name = ui.tr(kTabs[std::size_t(state.tab)].label);
  ui.container(std::move(panel), [&] {
    switch (state.tab) {
      case ContractTab::Information: draw_contract_information(ui, state, out); break;
      case ContractTab::Objects: draw_contract_objects(ui, state, draft, out); break;
      case ContractTab::Balance: draw_contract_balance(ui, context, state, draft, out); break;
      case ContractTab::Invoices: draw_contract_invoices(ui, context, state, draft, out); break;
      case ContractTab::Payment: draw_contract_payment(ui, context, state, draft, out); break;
    }
  });
}

}  // namespace

std::string_view tab_name(ContractTab tab) { return kTabs[std::size_t(tab)].name; }

std::optional<ContractTab> tab_of(std::string_view name) {
  if (name.empty()) return ContractTab::Information;
  for (const TabWords& tab : kTabs)
    if (name == tab.name) return tab.tab;
  return {};
}

std::optional<ContractAction> draw(Ui& ui, const Context& context, const ContractState& state, ContractDraft& draft) {
  ContractOut out;
  if (!state.account.ready()) {
    heading(ui, "contract.title", 1, ui.tr(Text::contract_title));
    ui.gap(20);
  }
  const bool retry = remote(ui, "contract", state.account, [&](const api::Account& account) {
    draw_breadcrumb(ui, context, account, out);
    heading(ui, "contract.title", 1, account.title.empty() ? account_title(ui, account) : account.title);
    ui.gap(20);
    std::vector<TabItem> items;
    for (const TabWords& tab : kTabs) items.push_back({tab.name, std::string(ui.tr(tab.label))});
    bool by_keys = false;
    if (const auto index = tabs(ui, "contract.tab", account_title(ui, account), items, int(state.tab), &by_keys)) out = ContractTabChosen{ContractTab(*index), by_keys};
    ui.gap(20);
    draw_panel(ui, context, state, draft, out);
  });
  if (retry) out = ContractRetried{};
  return out;
}

}  // namespace kabinet::ui
