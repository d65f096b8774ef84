// The five tabs of a contract as they are drawn; each in a file of its own.
#pragma once

#include "ui/screens/contract.h"
#include "ui/screens/more_rows.h"

namespace kabinet::ui {

using ContractOut = std::optional<ContractAction>;

void draw_contract_information(Ui& ui, const ContractState& state, ContractOut& out);
void draw_contract_objects(Ui& ui, const ContractState& state, ContractDraft& draft, ContractOut& out);
void draw_contract_balance(Ui& ui, const Context& context, const ContractState& state, ContractDraft& draft, ContractOut& out);
void draw_contract_invoices(Ui& ui, const Context& context, const ContractState& state, ContractDraft& draft, ContractOut& out);
void draw_contract_payment(Ui& ui, const Context& context, const ContractState& state, ContractDraft& draft, ContractOut& out);

}  // namespace kabinet::ui
