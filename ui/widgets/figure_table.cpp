// The table under a figure.
#include "ui/widgets/figure_table.h"

namespace kabinet::ui {

namespace {

void cell(Ui& ui, const std::string& id, Role role, std::string_view content, int row, int column, const Rect& rect) {
  Node node;
  node.id = id;
  node.role = role;
  node.name = content;
  node.row = row;
  node.column = column;
  node.rect = rect;
  ui.leaf(std::move(node));
}

}  // namespace

void figure_table(Ui& ui, const std::string& id, std::string_view name, const Rect& box, const std::function<void()>& draw) {
  Node node;
  node.id = id;
  node.role = Role::Table;
  node.name = name;
  node.rect = box;
  ui.node(std::move(node), draw);
}

void figure_head(Ui& ui, const std::string& id, const Rect& box, const std::vector<std::string_view>& titles) {
  Node row;
  row.id = id + ".head";
  row.role = Role::Row;
  row.row = 0;
  row.rect = {box.x, box.y, box.w, 1};
  ui.node(std::move(row), [&] {
    for (std::size_t i = 0; i < titles.size(); ++i)
      cell(ui, id + ".head." + std::to_string(i), Role::ColumnHeader, titles[i], 0, int(i), {box.x, box.y, box.w / float(titles.size()), 1});
  });
}

void figure_row(Ui& ui, const std::string& id, const std::string& key, int row, const Rect& box, const std::vector<std::string_view>& cells) {
  const std::string row_id = id + "." + key;
  Node node;
  node.id = row_id;
  node.role = Role::Row;
  node.row = row;
  node.rect = box;
  ui.node(std::move(node), [&] {
    for (std::size_t i = 0; i < cells.size(); ++i) cell(ui, row_id + "." + std::to_string(i), Role::Cell, cells[i], row, int(i), box);
  });
}

void month_label(Ui& ui, std::string_view label, float x, float width, float y) {
  const std::string shown = ui.fonts().shorten(Type::Caption, label, width);
  ui.fonts().draw(ui.list(), Type::Caption, x + (width - ui.fonts().width(Type::Caption, shown)) / 2, y, ui.theme().ink2, shown);
}

}  // namespace kabinet::ui
