// One contract: what is known of it, its objects and meters, and «Оплата».
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

struct ContractState {};
struct ContractDraft {};
using ContractAction = std::variant<std::monostate>;

// Called when the screen is entered by address; `argument` is the id in the path, or empty.
void enter(ContractState& state, ContractDraft& draft, std::string_view argument, EffectsFor<ContractAction> effects);
std::optional<ContractAction> draw(Ui& ui, const Context& context, const ContractState& state, ContractDraft& draft);
void update(ContractState& state, const ContractAction& action, EffectsFor<ContractAction> effects);

}  // namespace kabinet::ui
