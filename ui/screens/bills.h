// «Счет-квитанция» (K20): the bills of the months as links to their documents. Drawn by the section of charges, which has the months.
#pragma once

#include <string>
#include <string_view>

#include "api/settlement.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

inline constexpr int kChargeMonths = 13;  // rows at first and per «Показать ещё»

// A real link to the month's bill; `boxed`: as a button.
void bill_link(Ui& ui, const Context& context, const std::string& id, const std::string& account_id, const api::ChargeMonth& month, std::string_view label,
               bool boxed);
// The table of months; `shown` rows of it.
void draw_bills(Ui& ui, const Context& context, const std::string& account_id, const api::ChargeList& list, int& shown);

}  // namespace kabinet::ui
