// «Мои счета» (E5, E12): balance, window and consumption of every account; for an individual «Информация о клиенте».
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

struct AccountsState {
  Remote<api::AccountList> list;
  std::string chart_account;               // whose consumption is shown; empty: nobody's
  Remote<api::Consumption> consumption;
};
struct AccountsDraft {};

struct AccountsReplied { Ticket ticket; api::Result<api::AccountList> reply; };
struct ConsumptionReplied { Ticket ticket; api::Result<api::Consumption> reply; };
struct AccountsRetried {};
struct ConsumptionRetried {};
struct ChartAccountChosen { std::string account_id; };
struct AccountPayClicked { api::Account account; };
struct AccountReadingsClicked {};
using AccountsAction = std::variant<AccountsReplied, ConsumptionReplied, AccountsRetried, ConsumptionRetried, ChartAccountChosen, AccountPayClicked,
                                    AccountReadingsClicked>;

// Called when the screen is entered by address; `argument` is the id in the path, or empty.
void enter(AccountsState& state, AccountsDraft& draft, std::string_view argument, EffectsFor<AccountsAction> effects);
std::optional<AccountsAction> draw(Ui& ui, const Context& context, const AccountsState& state, AccountsDraft& draft);
void update(AccountsState& state, const AccountsAction& action, EffectsFor<AccountsAction> effects);

}  // namespace kabinet::ui
