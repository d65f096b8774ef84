// The bills of the months.
#include "ui/screens/bills.h"

#include <vector>

#include "api/endpoints.h"
#include "ui/screens/document_link.h"
#include "ui/screens/more_rows.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

void bill_link(Ui& ui, const Context& context, const std::string& id, const std::string& account_id, const api::ChargeMonth& month, std::string_view label,
               bool boxed) {
  api::PrintBill call;
  call.account_id = account_id;
  call.period = api::to_iso(month.period);
  LinkStyle look;
  look.icon = Icon::file_text;
  look.new_tab = true;
  look.boxed = boxed;
  look.type = boxed ? Type::BodyStrong : Type::SmallMedium;
  look.min_height = kControlHeight;
  look.name = std::string(label) + ", " + month_name(ui.frame().language, month.period);
  link(ui, id, label, document_href(context, call), look);
}

void draw_bills(Ui& ui, const Context& context, const std::string& account_id, const api::ChargeList& list, int& shown) {
  if (list.months.empty()) {
    card(ui, "bills.none", {}, [&] { empty(ui, "bills.empty", Icon::file_text, ui.tr(Text::bills_empty), ui.tr(Text::bills_empty_hint)); });
    return;
  }
  text(ui, "bills.hint", ui.tr(Text::bills_hint), {Type::Body, ui.theme().ink2});
  ui.gap(16);
  const std::vector<Column> columns = {{"month", std::string(ui.tr(Text::bills_month))},
                                       {"due", std::string(ui.tr(Text::charges_due)), 160},
                                       {"sum", std::string(ui.tr(Text::bills_sum)), 160, Align::Right},
                                       {"document", std::string(ui.tr(Text::bills_document)), 200}};
  std::vector<TableRow> rows;
  for (const api::ChargeMonth& month : list.months) {
    if (int(rows.size()) == shown) break;
    TableRow row;
    row.key = api::to_iso(month.period);
    CellContent open;
    open.draw = [&ui, &context, &account_id, &month] {
      bill_link(ui, context, "bills.m" + api::to_iso(month.period) + ".open", account_id, month, ui.tr(Text::bills_open), false);
    };
    CellContent name, due, sum;
    name.text = month_name(ui.frame().language, month.period);
    due.text = month.due_on ? api::format_date(*month.due_on) : "—";
    sum.text = api::format_money(month.total);
    row.cells = {name, due, sum, open};
    rows.push_back(std::move(row));
  }
  CardStyle look;
  look.padding = 12;
  card(ui, "bills.card", look, [&] { table(ui, "bills", ui.tr(Text::bills_title), columns, rows); });
  draw_more_rows(ui, "bills.rows", shown, int(list.months.size()), kChargeMonths);
}

}  // namespace kabinet::ui
