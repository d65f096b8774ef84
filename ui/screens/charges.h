// «Начисления» and «Счет-квитанция» (K20): what was charged by month and service, why the sum has changed, and the months' bills as
// documents. One state for both sections, as both show the same months.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/bills.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

enum class ChargesSection { Charges, Bills };

struct ChargesState {
  ChargesSection section = ChargesSection::Charges;
  std::string wanted;                      // account named by the address; empty: the first
  std::string account_id;                  // whose charges are there or under way
  std::optional<api::Period> month;        // named by the address; nothing: the newest
  Remote<api::AccountList> accounts;
  Remote<api::ChargeList> charges;
};
struct ChargesDraft {
  int months = kChargeMonths;
};

struct ChargesAccountsReplied { Ticket ticket; api::Result<api::AccountList> reply; };
struct ChargesReplied { Ticket ticket; api::Result<api::ChargeList> reply; };
struct ChargesAccountsRetried {};
struct ChargesRetried {};
struct ChargesAccountChosen { std::string id; };
struct ChargesMonthChosen { api::Period month; };
using ChargesAction = std::variant<ChargesAccountsReplied, ChargesReplied, ChargesAccountsRetried, ChargesRetried, ChargesAccountChosen, ChargesMonthChosen>;

// Called when one of the sections is entered by address.
void enter(ChargesState& state, ChargesDraft& draft, ChargesSection section, std::string_view query, EffectsFor<ChargesAction> effects);
std::optional<ChargesAction> draw(Ui& ui, const Context& context, const ChargesState& state, ChargesDraft& draft);
void update(ChargesState& state, const ChargesAction& action, EffectsFor<ChargesAction> effects);

}  // namespace kabinet::ui
