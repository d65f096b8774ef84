// Money of an account by month: the balance over time, and what every zone cost. A part of «Мои счета», under the consumption; each picture
// can be read as a table. Must not know which screen shows it.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "api/settlement.h"
#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"

namespace kabinet::ui {

enum class MoneyView { Balance, Zones };

struct MoneyChartsState {
  std::string account_id;                // whose; empty: nobody's
  MoneyView view = MoneyView::Balance;
  bool as_table = false;
  Remote<api::BalanceHistory> balance;
  Remote<api::ChargeList> charges;
};

struct MoneyBalanceReplied { Ticket ticket; api::Result<api::BalanceHistory> reply; };
struct MoneyChargesReplied { Ticket ticket; api::Result<api::ChargeList> reply; };
struct MoneyRetried {};
struct MoneyViewChosen { MoneyView view; };
struct MoneyTableChosen { bool as_table; };
using MoneyChartsAction = std::variant<MoneyBalanceReplied, MoneyChargesReplied, MoneyRetried, MoneyViewChosen, MoneyTableChosen>;

// Another account begins anew; the same one is asked for anew.
void show_money(MoneyChartsState& state, const std::string& account_id, EffectsFor<MoneyChartsAction> effects);
void update_money(MoneyChartsState& state, const MoneyChartsAction& action, EffectsFor<MoneyChartsAction> effects);
std::optional<MoneyChartsAction> draw_money(Ui& ui, const std::string& id, const MoneyChartsState& state, const std::string& whose);

}  // namespace kabinet::ui
