// Which account a section is about, and the tabs where a person has several. A part of screens; must not know them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/account.h"
#include "ui/core/ui.h"

namespace kabinet::ui {

// The account the address names where it is there, else the first; nullptr: there is none.
const api::Account* chosen_account(const std::vector<api::Account>& accounts, std::string_view id);
// Tabs with the numbers where there are several; answers the id of the newly chosen one.
std::string draw_account_choice(Ui& ui, const std::string& id, const std::vector<api::Account>& accounts, const api::Account& chosen);

}  // namespace kabinet::ui
