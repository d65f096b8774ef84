// Charges in words: volume × tariff, and why a month's sum differs from the one before. Must not know screens.
#pragma once

#include <string>

#include "api/settlement.h"
#include "ui/core/ui.h"

namespace kabinet::ui {

std::string signed_money(api::Money sum);                                      // "+123,45", "−12,00"
std::string volume_price(const Ui& ui, const api::ServiceCharge& line);        // «5 м³ × 38,46 ₽»
std::string charge_title(const Ui& ui, const api::ServiceCharge& line);        // «Электроэнергия, ночь»
std::string_view basis_words(const Ui& ui, api::ChargeBasis basis);
// «За ноябрь 2026 начислено на 123,45 ₽ больше, чем за октябрь 2026.»
std::string change_words(const Ui& ui, const api::ChargeMonth& before, const api::ChargeMonth& now);
// «израсходовано больше: 5 м³ вместо 4 м³».
std::string cause_words(const Ui& ui, const api::ChangeCause& cause, const api::ChargeMonth& before, const api::ChargeMonth& now);

}  // namespace kabinet::ui
