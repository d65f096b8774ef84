// «Счета» of a contract: a period, a table, «Печать счета» and «Оплатить счёт» for the chosen one (K12).
#include <algorithm>

#include "ui/screens/account_words.h"
#include "ui/screens/contract_tabs.h"
#include "ui/screens/document_link.h"
#include "ui/screens/party_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/table.h"

namespace kabinet::ui {

namespace {

TableRow invoice_row(const Ui& ui, const api::Invoice& invoice) {
  TableRow row;
  row.key = "i" + invoice.id;
  row.name = invoice_title(ui, invoice);
  const auto add = [&](std::string words, std::string note = {}) {
    CellContent& cell = row.cells.emplace_back();
    cell.text = std::move(words);
    cell.note = std::move(note);
  };
  add(invoice.number, invoice.kind == api::InvoiceKind::Advance ? std::string(ui.tr(Text::invoices_advance)) : std::string());
  add(api::format_date(invoice.issued_on));
  add(month_name(ui.frame().language, invoice.period), services_words(ui, invoice.services));
  add(api::format_money(invoice.net));
  add(api::format_money(invoice.vat));
  add(api::format_money(invoice.total));
  row.cells.back().strong = true;
  return row;
}

// «Печать счета» is a real link as soon as there is what to print.
void draw_buttons(Ui& ui, const Context& context, const ContractState& state, const api::Invoice* chosen, ContractOut& out) {
  const std::string_view print = ui.tr(Text::invoices_print), pay = ui.tr(Text::invoices_pay);
  ButtonStyle print_off, pay_look;
  print_off.icon = Icon::printer;
  print_off.disabled = true;
  print_off.description = ui.tr(Text::invoices_choose);
  pay_look.kind = ButtonKind::Primary;
  pay_look.icon = Icon::credit_card;
  pay_look.disabled = chosen == nullptr;
  if (pay_look.disabled) pay_look.description = ui.tr(Text::invoices_choose);
  row(ui, "contract.invoices.buttons", 10, CrossAlign::Top,
      {fixed(button_width(ui, pay, pay_look), [&] { if (button(ui, "contract.invoices.pay", pay, pay_look)) out = ContractInvoicePayClicked{chosen->id}; }),
       fixed(button_width(ui, print, print_off),
             [&] {
               if (chosen == nullptr) {
                 button(ui, "contract.invoices.print_off", print, print_off);
                 return;
               }
               api::PrintInvoice call;
               call.account_id = state.id;
               call.invoice_id = chosen->id;
               LinkStyle look;
               look.boxed = true;
               look.new_tab = true;
               look.icon = Icon::printer;
               look.type = Type::BodyStrong;
               look.name = std::string(print) + ", " + invoice_title(ui, *chosen);
               link(ui, "contract.invoices.print", print, document_href(context, call), look);
             })},
      false);
}

void draw_list(Ui& ui, const Context& context, const ContractState& state, const api::InvoiceList& list, ContractDraft& draft, ContractOut& out) {
  if (list.items.empty()) {
    card(ui, "contract.invoices.none", {}, [&] { empty(ui, "contract.invoices.empty", Icon::receipt_text, ui.tr(Text::invoices_empty), ui.tr(Text::invoices_empty_hint)); });
    return;
  }
  const std::vector<Column> columns = {{"number", std::string(ui.tr(Text::invoices_number)), 170},
                                       {"date", std::string(ui.tr(Text::invoices_date)), 124},
                                       {"period", std::string(ui.tr(Text::invoices_period))},
                                       {"net", std::string(ui.tr(Text::invoices_net)), 130, Align::Right},
                                       {"vat", std::string(ui.tr(Text::invoices_vat)), 124, Align::Right},
                                       {"total", std::string(ui.tr(Text::invoices_total)), 136, Align::Right}};
  const api::Invoice* chosen = nullptr;
  std::vector<TableRow> rows;
  for (const api::Invoice& invoice : list.items) {
    if (invoice.id == state.invoice) chosen = &invoice;
    if (int(rows.size()) < draft.invoice_rows) rows.push_back(invoice_row(ui, invoice));
  }
  draw_buttons(ui, context, state, chosen, out);
  ui.gap(16);
  CardStyle look;
  look.padding = 12;
  card(ui, "contract.invoices.card", look, [&] {
    TableStyle style;
    style.selectable = true;
    style.stack_below = 860;
    style.selected = state.invoice.empty() ? "" : "i" + state.invoice;
    if (const auto key = table(ui, "contract.invoices", ui.tr(Text::invoices_name), columns, rows, style)) out = ContractInvoiceChosen{key->substr(1)};
  });
  draw_more_rows(ui, "contract.invoices.rows", draft.invoice_rows, int(list.items.size()), kInvoicePage);
}

}  // namespace

void draw_contract_invoices(Ui& ui, const Context& context, const ContractState& state, ContractDraft& draft, ContractOut& out) {
  if (const auto months = draw_months(ui, "contract.months", state.months, draft.months)) {
    draft.invoice_rows = kInvoicePage;
    out = ContractMonthsChosen{*months};
  }
  ui.gap(20);
  if (remote(ui, "contract.invoices.list", state.invoices, [&](const api::InvoiceList& list) { draw_list(ui, context, state, list, draft, out); }))
    out = ContractTabRetried{};
}

}  // namespace kabinet::ui
