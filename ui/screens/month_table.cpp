// Months as rows.
#include "ui/screens/month_table.h"

#include "ui/widgets/table.h"

namespace kabinet::ui {

void month_table(Ui& ui, const std::string& id, std::string_view name, const std::vector<std::string>& titles, const std::vector<MonthLine>& lines) {
  std::vector<Column> columns = {{"month", std::string(ui.tr(Text::accounts_chart_month))}};
  for (std::size_t i = 0; i < titles.size(); ++i) columns.push_back({"c" + std::to_string(i), titles[i], 0, Align::Right});
  std::vector<TableRow> rows;
  for (std::size_t i = lines.size(); i-- > 0;) {  // the newest first, as every list of ours
    TableRow row;
    row.key = lines[i].key;
    for (const std::string& each : lines[i].cells) {
      CellContent content;
      content.text = each;
      row.cells.push_back(std::move(content));
    }
    rows.push_back(std::move(row));
  }
  TableStyle style;
  style.stack_below = 480;
  table(ui, id + ".table", name, columns, rows, style);
}

}  // namespace kabinet::ui
