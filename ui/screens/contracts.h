// «Договоры» (K8): the table of all contracts of the organisation; choose one, «Перейти».
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

struct ContractsState {
  Remote<api::AccountList> list;
  std::string chosen;          // id of a contract, empty: none yet
};
struct ContractsDraft {};

struct ContractsReplied { Ticket ticket; api::Result<api::AccountList> reply; };
struct ContractsRetried {};
struct ContractChosen { std::string id; };
struct ContractOpened { std::string id; };
using ContractsAction = std::variant<ContractsReplied, ContractsRetried, ContractChosen, ContractOpened>;

// Called when the screen is entered by address; `argument` is the id in the path, or empty.
void enter(ContractsState& state, ContractsDraft& draft, std::string_view argument, EffectsFor<ContractsAction> effects);
std::optional<ContractsAction> draw(Ui& ui, const Context& context, const ContractsState& state, ContractsDraft& draft);
void update(ContractsState& state, const ContractsAction& action, EffectsFor<ContractsAction> effects);

}  // namespace kabinet::ui
