// The five tabs of a contract as they are drawn; each in a file of its own.
#pragma once

#include "ui/screens/contract.h"

namespace kabinet::ui {

using ContractOut = std::optional<ContractAction>;

void draw_contract_information(Ui& ui, const ContractState& state, ContractOut& out);
void draw_contract_objects(Ui& ui, const ContractState& state, ContractDraft& draft, ContractOut& out);
void draw_contract_balance(Ui& ui, const Context& context, const ContractState& state, ContractDraft& draft, ContractOut& out);
void draw_contract_invoices(Ui& ui, const Context& context, const ContractState& state, ContractDraft& draft, ContractOut& out);
void draw_contract_payment(Ui& ui, const Context& context, const ContractState& state, ContractDraft& draft, ContractOut& out);

// «Показать ещё» where `all` is more than `shown`; enlarges `shown` by `page`.
void draw_more_rows(Ui& ui, const std::string& id, int& shown, int all, int page);

}  // namespace kabinet::ui
