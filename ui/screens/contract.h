// One contract in the guide's five tabs: «Информация», «Абоненты», «Баланс», «Счета», «Оплата» (K9–K13). The tab and its period are in the
// address; everything that is asked for belongs to the tab that shows it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/consumption_chart.h"
#include "ui/screens/context.h"
#include "ui/screens/pay_form.h"
#include "ui/screens/period_form.h"

namespace kabinet::ui {

enum class ContractTab { Information, Objects, Balance, Invoices, Payment };

// The address: /contracts/{id}/{tab}?{query}.
struct ContractPlace {
  std::string id, tab, query;
  api::Date today;  // at the utility
};
std::string_view tab_name(ContractTab tab);                       // "balance"
std::optional<ContractTab> tab_of(std::string_view name);         // "" is «Информация»

struct ContractState {
  std::string id;
  ContractTab tab = ContractTab::Information;
  api::Date today;
  Remote<api::Account> account;
  Remote<api::AccountDetails> details;
  Remote<api::MeterList> meters;           // next_cursor: of what is still to come
  Remote<api::MeterList> more;
  ConsumptionState consumption;
  DayRange days;                           // of «Баланс»
  Remote<api::Reconciliation> act;
  MonthRange months;                       // of «Счета»
  Remote<api::InvoiceList> invoices;
  std::string invoice;                     // chosen in «Счета»
  Remote<api::InvoiceList> payable;        // of the last year, for «Оплата»
  std::string paid_for;                    // chosen in «Оплата»: id of an invoice
  PayFormState pay;
  std::optional<ContractTab> arrowed_to;   // where the arrow keys have moved
};

inline constexpr int kActPage = 100, kInvoicePage = 50, kObjectPage = 20, kPickPage = 5;  // rows at first and per «Показать ещё»

struct ContractDraft {
  PayFormDraft pay;
  std::string filled_from;                 // the invoice that filled the payment's form
  PeriodDraft days, months;
  std::string filter;                      // of the objects
  int act_rows = kActPage, invoice_rows = kInvoicePage, object_rows = kObjectPage, pick_rows = kPickPage;
};

struct ContractReplied { Ticket ticket; api::Result<api::Account> reply; };
struct ContractDetailsReplied { Ticket ticket; api::Result<api::AccountDetails> reply; };
struct ContractMetersReplied { Ticket ticket; api::Result<api::MeterList> reply; };
struct ContractMoreReplied { Ticket ticket; api::Result<api::MeterList> reply; };
struct ContractActReplied { Ticket ticket; api::Result<api::Reconciliation> reply; };
struct ContractInvoicesReplied { Ticket ticket; api::Result<api::InvoiceList> reply; };
struct ContractPayableReplied { Ticket ticket; api::Result<api::InvoiceList> reply; };
struct ContractRetried {};                                  // the contract itself
struct ContractTabRetried {};                               // what the tab shows
struct ContractTabChosen { ContractTab tab; bool by_keys = false; };
struct ContractDaysChosen { DayRange days; };
struct ContractMonthsChosen { MonthRange months; };
struct ContractInvoiceChosen { std::string id; };           // in the table of «Счета»
struct ContractInvoicePayClicked { std::string id; };       // «Оплатить счёт»
struct ContractPaidForChosen { std::string id; };           // in the list of «Оплата»
struct ContractListFollowed {};
using ContractAction = std::variant<ContractReplied, ContractDetailsReplied, ContractMetersReplied, ContractMoreReplied, ContractActReplied,
                                    ContractInvoicesReplied, ContractPayableReplied, ContractRetried, ContractTabRetried, ContractTabChosen,
                                    ContractDaysChosen, ContractMonthsChosen, ContractInvoiceChosen, ContractInvoicePayClicked,
                                    ContractPaidForChosen, ContractListFollowed, ConsumptionAction, PayFormAction>;

// Called when the screen is entered by address.
void enter(ContractState& state, ContractDraft& draft, const ContractPlace& place, EffectsFor<ContractAction> effects);
std::optional<ContractAction> draw(Ui& ui, const Context& context, const ContractState& state, ContractDraft& draft);
void update(ContractState& state, const ContractAction& action, EffectsFor<ContractAction> effects);

}  // namespace kabinet::ui
