// «Баланс» of a contract: the reconciliation act of a period, to read, to print, to take into Excel (K11).
#include <algorithm>
#include <map>

#include "api/http.h"
#include "ui/screens/account_words.h"
#include "ui/screens/contract_tabs.h"
#include "ui/screens/document_link.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

// "2026-10" → «октябрь 2026».
std::string month_words(const Ui& ui, const std::string& number) {
  const auto month = api::parse_period(number);
  return month ? month_name(ui.frame().language, *month) : number;
}

std::string document_words(const Ui& ui, const api::ReconciliationEntry& entry) {
  const bool plain = entry.number.empty();
  switch (entry.kind) {
    case api::EntryKind::Invoice: return ui.tr(Text::act_invoice, {entry.number});
    case api::EntryKind::Payment: return plain ? std::string(ui.tr(Text::act_payment_plain)) : ui.tr(Text::act_payment, {entry.number});
    case api::EntryKind::Refund: return plain ? std::string(ui.tr(Text::act_refund_plain)) : ui.tr(Text::act_refund, {entry.number});
    case api::EntryKind::Charge: return ui.tr(Text::act_charge, {month_words(ui, entry.number)});
    case api::EntryKind::Penalty: return ui.tr(Text::act_penalty, {month_words(ui, entry.number)});
    case api::EntryKind::Correction: break;
  }
  return plain ? std::string(ui.tr(Text::act_correction_plain)) : ui.tr(Text::act_correction, {entry.number});
}

CellContent words_cell(std::string words) {
  CellContent cell;
  cell.text = std::move(words);
  return cell;
}

std::string money_or_nothing(api::Money sum) { return sum.kopecks == 0 ? "" : api::format_money(sum); }

TableRow total_row(const char* key, std::string words, std::string debit, std::string credit, std::string balance) {
  TableRow row;
  row.key = key;
  row.strong = true;
  row.cells = {words_cell(""), words_cell(std::move(words)), words_cell(std::move(debit)), words_cell(std::move(credit)), words_cell(std::move(balance))};
  return row;
}

void draw_act(Ui& ui, const api::Reconciliation& act, ContractDraft& draft) {
  const std::vector<Column> columns = {{"date", std::string(ui.tr(Text::act_date)), 150},
                                       {"document", std::string(ui.tr(Text::act_document))},
                                       {"debit", std::string(ui.tr(Text::act_debit)), 160, Align::Right},
                                       {"credit", std::string(ui.tr(Text::act_credit)), 160, Align::Right},
                                       {"balance", std::string(ui.tr(Text::act_balance)), 160, Align::Right}};
  std::vector<TableRow> rows;
  rows.push_back(total_row("opening", ui.tr(Text::act_balance_on, {api::format_date(act.from)}), "", "", api::format_money(act.opening)));
  const int shown = std::min(draft.act_rows, int(act.entries.size()));
  std::map<std::string, int> keys;  // a day may have the same document twice
  api::Money balance = act.opening;
  for (int i = 0; i < shown; ++i) {
    const api::ReconciliationEntry& entry = act.entries[std::size_t(i)];
    balance += entry.debit - entry.credit;
    TableRow row;
    row.key = api::to_iso(entry.date) + "-" + std::to_string(int(entry.kind)) + "-" + api::percent_encode(entry.number);
    if (const int before = keys[row.key]++; before > 0) row.key += "~" + std::to_string(before);
    row.cells = {words_cell(api::format_date(entry.date)), words_cell(document_words(ui, entry)), words_cell(money_or_nothing(entry.debit)),
                 words_cell(money_or_nothing(entry.credit)), words_cell(api::format_money(balance))};
    rows.push_back(std::move(row));
  }
  if (shown < int(act.entries.size())) {
    TableRow more;
    more.key = "more";
    CellContent button_cell, count;
    const std::string label(ui.tr(Text::payments_more));
    button_cell.draw = [&ui, &draft, label, count_words = ui.tr(Text::act_shown, {std::to_string(shown), std::to_string(act.entries.size())})] {
      ButtonStyle look;
      look.kind = ButtonKind::Quiet;
      look.left = true;
      look.name = label + ". " + count_words;
      if (button(ui, "contract.act.more_rows", label + " · " + count_words, look)) draft.act_rows += kActPage;
    };
    more.cells = {words_cell(""), button_cell, words_cell(""), words_cell(""), words_cell("")};
    rows.push_back(std::move(more));
  }
  rows.push_back(total_row("turnover", std::string(ui.tr(Text::act_turnover)), api::format_money(act.debit), api::format_money(act.credit), ""));
  rows.push_back(total_row("closing", ui.tr(Text::act_balance_on, {api::format_date(act.to)}), "", "", api::format_money(act.closing)));
  CardStyle look;
  look.padding = 12;
  card(ui, "contract.act.card", look, [&] {
    TableStyle style;
    style.stack_below = 760;
    table(ui, "contract.act", ui.tr(Text::act_name), columns, rows, style);
    if (act.entries.empty()) {
      ui.gap(12);
      text(ui, "contract.act.nothing", ui.tr(Text::act_nothing), {Type::Small, ui.theme().ink2, Align::Center});
      ui.gap(4);
    }
  });
  ui.gap(12);
  text(ui, "contract.act.as_of", ui.tr(Text::act_as_of, {full_date(ui, act.as_of)}), {Type::Caption, ui.theme().ink2});
}

// What is owed at the end of the period, and the two documents.
void draw_documents(Ui& ui, const Context& context, const ContractState& state) {
  api::PrintReconciliation print;
  print.account_id = state.id;
  print.from = api::to_iso(state.days.from);
  print.to = api::to_iso(state.days.to);
  api::PrintReconciliation excel = print;
  excel.format = "csv";
  LinkStyle look;
  look.boxed = true;
  look.new_tab = true;
  look.type = Type::BodyStrong;
  LinkStyle download = look;
  look.icon = Icon::printer;
  download.icon = Icon::download;
  const std::string_view print_words = ui.tr(Text::act_print), excel_words = ui.tr(Text::act_excel);
  std::vector<RowItem> items;
  items.push_back(share(160, [&] {
    if (!state.act.ready()) return;
    api::Balance closing;
    closing.due = state.act.value().closing;
    const BadgeWords words = balance_badge(ui, closing);
    ui.gap(8);
    badge(ui, "contract.act.debt", words.tone, words.words);
  }));
  items.push_back(fixed(link_width(ui, excel_words, download), [&] { link(ui, "contract.act.excel", excel_words, document_href(context, excel), download); }));
  items.push_back(fixed(link_width(ui, print_words, look), [&] { link(ui, "contract.act.print", print_words, document_href(context, print), look); }));
  row(ui, "contract.act.documents", 10, CrossAlign::Top, items, false);
}

}  // namespace

void draw_contract_balance(Ui& ui, const Context& context, const ContractState& state, ContractDraft& draft, ContractOut& out) {
  if (const auto days = draw_days(ui, "contract.days", state.days, draft.days)) {
    draft.act_rows = kActPage;
    out = ContractDaysChosen{*days};
  }
  ui.gap(16);
  draw_documents(ui, context, state);
  ui.gap(20);
  if (remote(ui, "contract.act", state.act, [&](const api::Reconciliation& act) { draw_act(ui, act, draft); })) out = ContractTabRetried{};
}

}  // namespace kabinet::ui
