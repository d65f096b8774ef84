// Consumption of an account by month: heading with the comparison to last year, and bars. Must not know which screen shows it.
#pragma once

#include <optional>

#include "api/account.h"
#include "ui/core/ui.h"

namespace kabinet::ui {

// Per cent that the months known in both years differ by, rounded; nothing where there is nothing to compare.
std::optional<int> change_in_a_year(const api::Consumption& consumption);

void draw_consumption_head(Ui& ui, const api::Account& account, const api::Consumption* consumption);  // nullptr: not loaded yet
void draw_consumption_bars(Ui& ui, const api::Consumption& consumption);

}  // namespace kabinet::ui
