#include "ui/widgets/long_table.h"

#include <algorithm>

#include "ui/widgets/button.h"

namespace kabinet::ui {

namespace {

constexpr int kMore = 50;       // rows per press of the button in the text view
constexpr float kBeside = 320;  // px above and below the viewport in which rows are nodes, too

// Which row holds the focus, or is asked to have it; -1: none.
int row_of_focus(const Ui& ui, const std::string& id, const LongRows& rows) {
  const std::string& focused = ui.focused_id();
  if (focused.size() <= id.size() + 1 || focused.compare(0, id.size(), id) != 0 || focused[id.size()] != '.') return -1;
  const std::size_t from = id.size() + 1, dot = focused.find('.', from);
  const std::string key = focused.substr(from, dot == std::string::npos ? dot : dot - from);
  for (int i = 0; i < rows.count; ++i)
    if (rows.key(i) == key) return i;
  return -1;
}

std::optional<int> moved_by(const std::string& key, int at, const LongRows& rows, const std::function<bool(int)>& stop) {
  const auto look = [&](int from, int step) -> std::optional<int> {
    for (int i = from; i >= 0 && i < rows.count; i += step)
      if (stop(i)) return i;
    return std::nullopt;
  };
  if (key == "ArrowDown" || key == "ArrowRight") return look(at + 1, 1);
  if (key == "ArrowUp" || key == "ArrowLeft") return look(at - 1, -1);
  if (key == "Home") return look(0, 1);
  if (key == "End") return look(rows.count - 1, -1);
  return std::nullopt;
}

}  // namespace

LongTableAnswer long_table(Ui& ui, const std::string& id, std::string_view name, const std::vector<Column>& columns, const LongRows& rows,
                           RowHeights& heights, const TableStyle& style, const Sorting& sorting) {
  LongTableAnswer answer;
  Node node;
  node.id = id;
  node.role = Role::Table;
  node.name = name;
  node.row = rows.count + 1;
  ui.container(std::move(node), [&] {
    const Area outer = ui.area();
    const bool narrow = outer.w < style.stack_below;
    const Grid grid = grid_of(outer, columns, style.selectable);
    if (!narrow) answer.sort = wide_head(ui, id, columns, grid, style.selectable, &sorting);
    if (heights.width != outer.w || heights.version != rows.version) heights = {outer.w, rows.version, {}, heights.shown};
    const auto measure = [&](const TableRow& row) { return narrow ? stacked_height(ui, columns, row, outer.w, style) : wide_height(ui, columns, row, grid); };

    const int focused = row_of_focus(ui, id, rows), asked = int(ui.remembered(id + ".asked")) - 1;
    const bool plain = ui.frame().plain;
    const int last = plain ? std::min(rows.count, heights.shown) : rows.count;
    float y = ui.area().y;
    for (int i = 0; i < last; ++i) {
      const std::size_t slot = rows.slot(i);
      if (slot >= heights.of.size()) heights.of.resize(slot + 1);
      float& height = heights.of[slot];
      const bool here = plain || i == focused || i == asked;
      if (height > 0 && !here && (y + height < -kBeside || y > ui.frame().height + kBeside)) {
        y += height;
        continue;
      }
      const TableRow row = rows.row(i);
      height = measure(row);
      if (here || (y + height >= -kBeside && y <= ui.frame().height + kBeside)) {
        const std::string row_id = id + "." + row.key;
        const Rect rect{outer.x, y, outer.w, height};
        if (narrow ? stacked_row(ui, row_id, columns, row, rect, i + 1, style) : wide_row(ui, row_id, columns, row, grid, rect, i + 1, style))
          answer.chosen = row.key;
        const std::string key = style.selectable && i == focused ? ui.take_key(row_id + ".choose") : "";
        if (const auto to = moved_by(key, i, rows, [&](int at) { return !rows.row(at).group; })) {
          ui.remember(id + ".asked", float(*to + 1));  // a node from the next pass on: then it can have the focus
          ui.request_focus(id + "." + rows.key(*to) + ".choose");
        }
      }
      y += height;
    }
    ui.area().y = y;
    ui.remember(id + ".height", y - outer.y);
  });
  if (!ui.frame().plain || heights.shown >= rows.count) return answer;
  const int more = std::min(kMore, rows.count - heights.shown);
  if (button(ui, id + ".more", ui.tr(Text::table_more, {std::to_string(more), std::to_string(rows.count)}))) {
    heights.shown += kMore;
    ui.animate();
  }
  return answer;
}

}  // namespace kabinet::ui
