// Tables and their narrow form.
#include "ui/widgets/table.h"

#include "ui/widgets/table_row.h"

namespace kabinet::ui {

std::optional<std::string> table(Ui& ui, const std::string& id, std::string_view name, const std::vector<Column>& columns,
                                 const std::vector<TableRow>& rows, const TableStyle& style) {
  std::optional<std::string> clicked;
  Node node;
  node.id = id;
  node.role = Role::Table;
  node.name = name;
  ui.container(std::move(node), [&] {
    const Area outer = ui.area();
    const bool narrow = outer.w < style.stack_below;
    const Grid grid = grid_of(outer, columns, style.selectable);
    if (!narrow) wide_head(ui, id, columns, grid, style.selectable);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const TableRow& row = rows[r];
      const std::string row_id = id + "." + row.key;
      const float height = narrow ? stacked_height(ui, columns, row, outer.w, style) : wide_height(ui, columns, row, grid);
      const Rect rect{outer.x, ui.area().y, outer.w, height};
      if (narrow ? stacked_row(ui, row_id, columns, row, rect, int(r), style) : wide_row(ui, row_id, columns, row, grid, rect, int(r) + 1, style))
        clicked = row.key;
      ui.area().y = rect.y + rect.h;
    }
  });
  return clicked;
}

}  // namespace kabinet::ui
