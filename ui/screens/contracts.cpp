// «Договоры» (K8): the table of all contracts of the organisation; choose one, «Перейти».
#include "ui/screens/contracts.h"

namespace kabinet::ui {

void enter(ContractsState&, ContractsDraft&, std::string_view, EffectsFor<ContractsAction>) {}
std::optional<ContractsAction> draw(Ui&, const Context&, const ContractsState&, ContractsDraft&) { return {}; }
void update(ContractsState&, const ContractsAction&, EffectsFor<ContractsAction>) {}

}  // namespace kabinet::ui
