// The tab «Абоненты»: objects of consumption with their meters. Internal to the contract's screen.
#pragma once

#include "ui/screens/contract.h"

namespace kabinet::ui {

void draw_contract_objects(Ui& ui, const ContractState& state, std::optional<ContractAction>& out);

}  // namespace kabinet::ui
