// «Мои счета» (E5, E12): balance, window and consumption of every account; for an individual «Информация о клиенте» (K20), with what the
// office knows of the account.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/consumption_chart.h"
#include "ui/screens/context.h"
#include "ui/screens/joint_pay.h"
#include "ui/screens/linking.h"
#include "ui/screens/money_charts.h"

namespace kabinet::ui {

struct AccountsState {
  Remote<api::AccountList> list;
  bool individual = false;                 // details are asked for
  std::string chart_account;               // whose consumption is shown; empty: nobody's
  ConsumptionState consumption;
  std::map<std::string, Remote<api::AccountDetails>, std::less<>> details;  // by account; of an individual
  MoneyChartsState money;                  // of the same account as the consumption; not of an individual, who has sections for it
  LinkingState linking;
  JointPayState joint;
};
struct AccountsDraft {
  LinkingDraft linking;
  JointPayDraft joint;
};

struct AccountsReplied { Ticket ticket; api::Result<api::AccountList> reply; };
struct AccountDetailsReplied { std::string account_id; Ticket ticket; api::Result<api::AccountDetails> reply; };
struct AccountsRetried {};
struct AccountDetailsRetried { std::string account_id; };
struct ChartAccountChosen { std::string account_id; };
struct AccountPayClicked { api::Account account; };
struct AccountReadingsClicked {};
struct AccountChargesFollowed { std::string account_id; };
using AccountsAction = std::variant<AccountsReplied, AccountDetailsReplied, AccountsRetried, AccountDetailsRetried, ChartAccountChosen, AccountPayClicked,
                                    AccountReadingsClicked, AccountChargesFollowed, ConsumptionAction, MoneyChartsAction, LinkingAction, JointPayAction>;

// Called when the screen is entered by address.
void enter(AccountsState& state, AccountsDraft& draft, const Context& context, EffectsFor<AccountsAction> effects);
std::optional<AccountsAction> draw(Ui& ui, const Context& context, const AccountsState& state, AccountsDraft& draft);
// The screen's own modal windows: drawn over everything, after the chrome.
std::optional<AccountsAction> draw_windows(Ui& ui, const Context& context, const AccountsState& state, AccountsDraft& draft);
void update(AccountsState& state, const AccountsAction& action, EffectsFor<AccountsAction> effects);

}  // namespace kabinet::ui
