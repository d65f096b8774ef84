// Parties, persons to ask and invoices in words, wherever they appear. Must not know any screen.
#pragma once

#include <string>
#include <vector>

#include "api/settlement.h"
#include "ui/core/ui.h"
#include "ui/widgets/details.h"

namespace kabinet::ui {

std::vector<Detail> party_details(const Ui& ui, const api::Party& party);   // name, numbers, address, bank
std::vector<Detail> contact_details(const Ui& ui, const std::vector<api::ContactPerson>& contacts);
std::string invoice_title(const Ui& ui, const api::Invoice& invoice);       // «Счёт-фактура № В-109-4871 от 30.09.2026»
// What a payment for it says: service, number, period, subscriber number (guide K13).
std::string invoice_comment(const Ui& ui, const api::Invoice& invoice, const std::string& subscriber);

}  // namespace kabinet::ui
