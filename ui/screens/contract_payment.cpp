// «Оплата» of a contract: an invoice chosen from the list fills the sum and the comment in; then the usual form (K13).
#include <algorithm>

#include "ui/screens/account_words.h"
#include "ui/screens/contract_tabs.h"
#include "ui/screens/party_words.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

constexpr float kForm = 480, kPick = 400;

void draw_pick(Ui& ui, const ContractState& state, const api::InvoiceList& list, ContractDraft& draft, ContractOut& out) {
  if (list.items.empty()) {
    text(ui, "contract.pick.empty", ui.tr(Text::invoices_pick_empty), {Type::Body, ui.theme().ink2});
    return;
  }
  text(ui, "contract.pick.hint", ui.tr(Text::invoices_pick_hint), {Type::Small, ui.theme().ink2});
  ui.gap(12);
  // The chosen one is on the screen, however old it is.
  const auto chosen = std::find_if(list.items.begin(), list.items.end(), [&](const api::Invoice& each) { return each.id == state.paid_for; });
  if (chosen != list.items.end()) draft.pick_rows = std::max(draft.pick_rows, int(chosen - list.items.begin()) + 1);
  std::vector<TableRow> rows;
  for (const api::Invoice& invoice : list.items) {
    if (int(rows.size()) >= draft.pick_rows) break;
    TableRow row;
    row.key = "i" + invoice.id;
    row.name = invoice_title(ui, invoice);
    CellContent what, sum;
    what.text = (ui.narrow() ? "" : "№\u00A0") + invoice.number;  // sum and number each on one line at 360 px
    what.note = month_name(ui.frame().language, invoice.period);
    if (!ui.narrow()) what.note += " · " + services_words(ui, invoice.services);
    sum.text = api::format_money(invoice.total);
    sum.strong = true;
    row.cells = {what, sum};
    rows.push_back(std::move(row));
  }
  TableStyle style;
  style.selectable = true;
  style.stack_below = 0;
  style.selected = state.paid_for.empty() ? "" : "i" + state.paid_for;
  const std::vector<Column> columns = {{"invoice", std::string(ui.tr(Text::invoices_number))},
                                       {"total", std::string(ui.tr(Text::invoices_total)), ui.narrow() ? 122.f : 130.f, Align::Right}};
  if (const auto key = table(ui, "contract.pick", ui.tr(Text::invoices_pick), columns, rows, style)) out = ContractPaidForChosen{key->substr(1)};
  draw_more_rows(ui, "contract.pick.rows", draft.pick_rows, int(list.items.size()), kPickPage);
}

// Sum, service, number, period and subscriber number of the chosen invoice; once, so that what is typed afterwards stays.
void fill_in(const Ui& ui, const ContractState& state, const api::Account& account, ContractDraft& draft) {
  if (draft.filled_from == state.paid_for || !state.payable.ready()) return;
  draft.filled_from = state.paid_for;
  const auto& items = state.payable.value().items;
  const auto invoice = std::find_if(items.begin(), items.end(), [&](const api::Invoice& each) { return each.id == state.paid_for; });
  if (invoice == items.end()) return;
  draft.pay.amount = api::format_money(invoice->total);
  draft.pay.comment = invoice_comment(ui, *invoice, account.number);
}

}  // namespace

void draw_contract_payment(Ui& ui, const Context& context, const ContractState& state, ContractDraft& draft, ContractOut& out) {
  const api::Account& account = state.account.value();
  if (draft.pay.account_id != account.id) prefill(draft.pay, context, account, {});
  fill_in(ui, state, account, draft);
  const auto form = [&] {
    CardStyle look;
    look.name = ui.tr(Text::contract_payment);
    card(ui, "contract.payment", look, [&] {
      if (auto action = draw_form(ui, context, account, state.pay, draft.pay)) out = std::move(*action);
    });
  };
  const auto pick = [&] {
    CardStyle look;
    look.name = ui.tr(Text::invoices_pick);
    card(ui, "contract.pick.card", look, [&] {
      heading(ui, "contract.pick.title", 2, ui.tr(Text::invoices_pick), Type::Title);
      ui.gap(4);
      if (remote(ui, "contract.pick.list", state.payable, [&](const api::InvoiceList& list) { draw_pick(ui, state, list, draft, out); })) out = ContractTabRetried{};
    });
  };
  row(ui, "contract.payment.row", 20, CrossAlign::Top, {share(kPick, pick), share(kForm, form)});
}

}  // namespace kabinet::ui
