// One contract: what is known of it, its objects and meters, and «Оплата».
#include "ui/screens/contract.h"

namespace kabinet::ui {

void enter(ContractState&, ContractDraft&, std::string_view, EffectsFor<ContractAction>) {}
std::optional<ContractAction> draw(Ui&, const Context&, const ContractState&, ContractDraft&) { return {}; }
void update(ContractState&, const ContractAction&, EffectsFor<ContractAction>) {}

}  // namespace kabinet::ui
