// «Начисления» and «Счет-квитанция» as they are drawn.
#include "ui/screens/charges.h"

#include <algorithm>
#include <vector>

#include "ui/screens/account_choice.h"
#include "ui/screens/account_words.h"
#include "ui/screens/bills.h"
#include "ui/screens/charge_words.h"
#include "ui/screens/more_rows.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

using Out = std::optional<ChargesAction>;

CellContent cell(std::string words, std::string note = {}) {
  CellContent out;
  out.text = std::move(words);
  out.note = std::move(note);
  return out;
}

bool any_vat(const api::ChargeMonth& month) {
  return std::any_of(month.lines.begin(), month.lines.end(), [](const api::ServiceCharge& line) { return line.vat.kopecks != 0; });
}

// Lines of one month; the last row adds them up.
void draw_lines(Ui& ui, const api::ChargeMonth& month) {
  const bool vat = any_vat(month);
  std::vector<Column> columns = {{"service", std::string(ui.tr(Text::charges_service)), 0, Align::Left, 1.1f},
                                 {"volume", std::string(ui.tr(Text::charges_volume)), 0, Align::Left, 1.0f},
                                 {"accrued", std::string(ui.tr(Text::charges_accrued)), 132, Align::Right},
                                 {"recalculation", std::string(ui.tr(Text::charges_recalculation)), 132, Align::Right},
                                 {"penalty", std::string(ui.tr(Text::charges_penalty)), 104, Align::Right}};
  if (vat) columns.push_back({"vat", std::string(ui.tr(Text::charges_vat)), 112, Align::Right});
  columns.push_back({"total", std::string(ui.tr(Text::charges_total)), 128, Align::Right});
  std::vector<TableRow> rows;
  api::Money accrued, recalculation, penalty, tax;
  int index = 0;
  for (const api::ServiceCharge& line : month.lines) {
    accrued += line.accrued;
    recalculation += line.recalculation;
    penalty += line.penalty;
    tax += line.vat;
    TableRow row;
    row.key = "l" + std::to_string(index++);  // a month's lines have no key of their own and never change their order
    row.cells = {cell(charge_title(ui, line)), cell(volume_price(ui, line), std::string(basis_words(ui, line.basis))), cell(api::format_money(line.accrued)),
                 cell(signed_money(line.recalculation)), cell(api::format_money(line.penalty))};
    if (vat) row.cells.push_back(cell(api::format_money(line.vat)));
    row.cells.push_back(cell(api::format_money(line.total)));
    row.cells.back().strong = true;
    rows.push_back(std::move(row));
  }
  TableRow total;
  total.key = "total";
  total.strong = true;
  total.cells = {cell(std::string(ui.tr(Text::charges_total_row))), cell(""), cell(api::format_money(accrued)), cell(signed_money(recalculation)),
                 cell(api::format_money(penalty))};
  if (vat) total.cells.push_back(cell(api::format_money(tax)));
  total.cells.push_back(cell(api::format_money(month.total)));
  rows.push_back(std::move(total));
  TableStyle style;
  style.stack_below = 900;
  table(ui, "charges.lines", ui.tr(Text::charges_details_of, {month_name(ui.frame().language, month.period)}), columns, rows, style);
}

void draw_month(Ui& ui, const Context& context, const ChargesState& state, const api::ChargeMonth& month) {
  CardStyle look;
  look.padding = 12;
  const std::string title = month_name(ui.frame().language, month.period);
  look.name = ui.tr(Text::charges_details_of, {title});
  card(ui, "charges.month", look, [&] {
    const Area outer = ui.area();
    const float inset = ui.narrow() ? 4.f : 12.f;  // as the cells of the table below
    ui.area().y = ui.inside({outer.x + inset, outer.y + 8, outer.w - 2 * inset}, [&] {
      const std::string_view bill = ui.tr(Text::bills_title);
      LinkStyle measure;
      measure.boxed = true;
      measure.icon = Icon::file_text;
      measure.type = Type::BodyStrong;
      row(ui, "charges.month.head", 16, CrossAlign::Center,
          {share(160, [&] {
             heading(ui, "charges.month.title", 2, ui.tr(Text::charges_details_of, {title}), Type::Title);
             if (month.due_on) text(ui, "charges.month.due", ui.tr(Text::charges_due_by, {full_date(ui, *month.due_on)}), {Type::Small, ui.theme().ink2});
           }),
           fixed(std::max(130.f, ui.fonts().width(Type::Heading, api::format_rubles(month.total)) + 2),
                 [&] { text(ui, "charges.month.sum", api::format_rubles(month.total), {Type::Heading}); }),
           fixed(link_width(ui, bill, measure), [&] { bill_link(ui, context, "charges.month.bill", state.account_id, month, bill, true); })},
          false);
    });
    ui.gap(8);
    draw_lines(ui, month);
  });
}

// The causes and their amounts; the last row is their sum, which is the difference between the two months.
void draw_why(Ui& ui, const api::ChargeMonth* before, const api::ChargeMonth& now) {
  CardStyle look;
  look.name = ui.tr(Text::charges_why);
  look.padding = 12;
  ui.gap(20);
  card(ui, "charges.why", look, [&] {
    const Area outer = ui.area();
    const float inset = ui.narrow() ? 4.f : 12.f;  // as the cells of the table below
    ui.area().y = ui.inside({outer.x + inset, outer.y + 8, outer.w - 2 * inset}, [&] {
      heading(ui, "charges.why.title", 2, ui.tr(Text::charges_why), Type::Title);
      ui.gap(4);
      text(ui, "charges.why.words", before == nullptr ? std::string(ui.tr(Text::charges_first)) : change_words(ui, *before, now), {Type::Body, ui.theme().ink2});
    });
    ui.gap(8);
    if (before == nullptr) return;
    const std::vector<api::ChangeCause> causes = api::explain_change(*before, now);
    if (causes.empty()) return;
    const std::vector<Column> columns = {{"service", std::string(ui.tr(Text::charges_service))},
                                         {"cause", std::string(ui.tr(Text::charges_cause)), 0, Align::Left, 1.6f},
                                         {"change", std::string(ui.tr(Text::charges_change)), 150, Align::Right}};
    std::vector<TableRow> rows;
    api::Money sum;
    for (const api::ChangeCause& cause : causes) {
      sum += cause.amount;
      TableRow row;
      row.key = "s" + std::to_string(int(cause.service)) + "k" + std::to_string(int(cause.kind));
      row.cells = {cell(std::string(service_name(ui.frame().language, cause.service))), cell(cause_words(ui, cause, *before, now)), cell(signed_money(cause.amount))};
      rows.push_back(std::move(row));
    }
    TableRow total;
    total.key = "total";
    total.strong = true;
    total.cells = {cell(std::string(ui.tr(Text::charges_total_row))), cell(""), cell(signed_money(sum))};
    rows.push_back(std::move(total));
    table(ui, "charges.causes", ui.tr(Text::charges_why), columns, rows);
  });
}

void draw_months(Ui& ui, const api::ChargeList& list, const api::ChargeMonth& chosen, int& shown, Out& out) {
  const std::vector<Column> columns = {{"month", std::string(ui.tr(Text::charges_month))},
                                       {"due", std::string(ui.tr(Text::charges_due)), 160},
                                       {"change", std::string(ui.tr(Text::charges_change)), 160, Align::Right},
                                       {"total", std::string(ui.tr(Text::charges_total)), 160, Align::Right}};
  std::vector<TableRow> rows;
  for (std::size_t i = 0; i < list.months.size() && int(i) < shown; ++i) {
    const api::ChargeMonth& month = list.months[i];
    TableRow row;
    row.key = api::to_iso(month.period);
    row.name = month_name(ui.frame().language, month.period);
    const bool last = i + 1 == list.months.size();
    row.cells = {cell(row.name), cell(month.due_on ? api::format_date(*month.due_on) : "—"),
                 cell(last ? "—" : signed_money(month.total - list.months[i + 1].total)), cell(api::format_money(month.total))};
    rows.push_back(std::move(row));
  }
  ui.gap(20);
  heading(ui, "charges.months.title", 2, ui.tr(Text::charges_by_month), Type::Title);
  ui.gap(12);
  CardStyle look;
  look.padding = 12;
  card(ui, "charges.months.card", look, [&] {
    TableStyle style;
    style.selectable = true;
    style.selected = api::to_iso(chosen.period);
    if (const auto key = table(ui, "charges.months", ui.tr(Text::charges_by_month), columns, rows, style))
      if (const auto month = api::parse_period(*key)) out = ChargesMonthChosen{*month};
  });
  draw_more_rows(ui, "charges.months.rows", shown, int(list.months.size()), kChargeMonths);
}

void draw_charges(Ui& ui, const Context& context, const ChargesState& state, const api::ChargeList& list, ChargesDraft& draft, Out& out) {
  const auto& months = list.months;
  if (months.empty()) {
    card(ui, "charges.none", {}, [&] { empty(ui, "charges.empty", Icon::receipt_text, ui.tr(Text::charges_empty), ui.tr(Text::charges_empty_hint)); });
    return;
  }
  auto shown = months.begin();
  if (state.month) {
    shown = std::find_if(months.begin(), months.end(), [&](const api::ChargeMonth& each) { return each.period == *state.month; });
    if (shown == months.end()) {
      shown = months.begin();
      notice(ui, "charges.unknown_month", Tone::Warn, ui.tr(Text::charges_unknown_month));
      ui.gap(16);
    }
  }
  draw_month(ui, context, state, *shown);
  draw_why(ui, shown + 1 == months.end() ? nullptr : &*(shown + 1), *shown);
  draft.months = std::max(draft.months, int(shown - months.begin()) + 1);  // the chosen one is among them
  draw_months(ui, list, *shown, draft.months, out);
}

}  // namespace

std::optional<ChargesAction> draw(Ui& ui, const Context& context, const ChargesState& state, ChargesDraft& draft) {
  Out out;
  const bool bills = state.section == ChargesSection::Bills;
  heading(ui, "charges.title", 1, ui.tr(bills ? Text::bills_title : Text::menu_charges));
  ui.gap(12);
  const bool retry_accounts = remote(ui, "charges.accounts", state.accounts, [&](const api::AccountList& accounts) {
    const api::Account* account = chosen_account(accounts.items, state.wanted);
    if (account == nullptr) {
      card(ui, "charges.no_accounts", {}, [&] { empty(ui, "charges.no_accounts.empty", Icon::wallet, ui.tr(Text::accounts_empty), ui.tr(Text::accounts_empty_hint, {context.profile.contacts.phone})); });
      return;
    }
    if (std::string other = draw_account_choice(ui, "charges", accounts.items, *account); !other.empty()) out = ChargesAccountChosen{std::move(other)};
    const bool retry = remote(ui, "charges.list", state.charges, [&](const api::ChargeList& list) {
      if (bills) draw_bills(ui, context, state.account_id, list, draft.months);
      else draw_charges(ui, context, state, list, draft, out);
    });
    if (retry) out = ChargesRetried{};
  });
  if (retry_accounts) out = ChargesAccountsRetried{};
  return out;
}

}  // namespace kabinet::ui
