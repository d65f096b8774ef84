// One contract: what is known of it, its objects and meters, and «Оплата» (K9, K10, K13).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"
#include "ui/screens/pay_form.h"

namespace kabinet::ui {

enum class ContractTab { Information, Objects, Payment };

struct ContractState {
  std::string id;
  ContractTab tab = ContractTab::Information;
  Remote<api::Account> account;
  Remote<api::MeterList> meters;           // next_cursor: of what is still to come
  Remote<api::MeterList> more;
  PayFormState pay;
};
struct ContractDraft {
  PayFormDraft pay;
};

struct ContractReplied { Ticket ticket; api::Result<api::Account> reply; };
struct ContractMetersReplied { Ticket ticket; api::Result<api::MeterList> reply; };
struct ContractMoreReplied { Ticket ticket; api::Result<api::MeterList> reply; };
struct ContractRetried {};
struct ContractMetersRetried {};
struct ContractMoreClicked {};
struct ContractTabChosen { ContractTab tab; };
struct ContractListFollowed {};
using ContractAction = std::variant<ContractReplied, ContractMetersReplied, ContractMoreReplied, ContractRetried, ContractMetersRetried,
                                    ContractMoreClicked, ContractTabChosen, ContractListFollowed, PayFormAction>;

// Called when the screen is entered by address; `argument` is the id in the path, or empty.
void enter(ContractState& state, ContractDraft& draft, std::string_view argument, EffectsFor<ContractAction> effects);
std::optional<ContractAction> draw(Ui& ui, const Context& context, const ContractState& state, ContractDraft& draft);
void update(ContractState& state, const ContractAction& action, EffectsFor<ContractAction> effects);

}  // namespace kabinet::ui
