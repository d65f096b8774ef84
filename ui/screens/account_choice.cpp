// Choosing one of several accounts.
#include "ui/screens/account_choice.h"

#include <algorithm>

#include "ui/screens/account_words.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

const api::Account* chosen_account(const std::vector<api::Account>& accounts, std::string_view id) {
  const auto found = std::find_if(accounts.begin(), accounts.end(), [&](const api::Account& each) { return each.id == id; });
  if (found != accounts.end()) return &*found;
  return accounts.empty() ? nullptr : &accounts.front();
}

std::string draw_account_choice(Ui& ui, const std::string& id, const std::vector<api::Account>& accounts, const api::Account& chosen) {
  std::string out;
  if (accounts.size() > 1) {
    std::vector<TabItem> items;
    int current = 0;
    for (const api::Account& account : accounts) {
      if (account.id == chosen.id) current = int(items.size());
      items.push_back({"a" + account.id, account.kind == api::AccountKind::Contract ? account.number : grouped_number(account.number)});
    }
    if (const auto index = tabs(ui, id + ".account", ui.tr(Text::charges_account), items, current)) out = accounts[std::size_t(*index)].id;
    ui.gap(12);
  }
  TextStyle where{Type::Body, ui.theme().ink2};
  where.privacy = Privacy::Personal;
  text(ui, id + ".whose", account_title(ui, chosen) + (chosen.address.empty() ? "" : ", " + chosen.address), where);
  ui.gap(16);
  return out;
}

}  // namespace kabinet::ui
