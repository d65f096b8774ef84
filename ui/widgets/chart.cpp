// Bar charts.
#include "ui/widgets/chart.h"

#include <algorithm>

#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

void bars(Ui& ui, const std::string& id, std::string_view name, std::string_view label_title, std::string_view value_title,
          const std::vector<Bar>& items, float height) {
  if (items.empty()) return;
  const Area outer = ui.area();
  const Theme& theme = ui.theme();
  const float gap = outer.w < 480 ? 4 : 12;
  const float width = (outer.w - gap * float(items.size() - 1)) / float(items.size());
  const bool values_fit = width >= 34;
  const float top = outer.y + (values_fit ? 22 : 4), bottom = outer.y + height - 28;
  double largest = 0;
  for (const Bar& bar : items) largest = std::max(largest, bar.size);

  Node node;
  node.id = id;
  node.role = Role::Table;
  node.name = name;
  node.rect = {outer.x, outer.y, outer.w, height};
  const auto cell = [&](const std::string& cell_id, Role role, std::string_view content, int r, int c, const Rect& rect) {
    Node each;
    each.id = cell_id;
    each.role = role;
    each.name = content;
    each.row = r;
    each.column = c;
    each.rect = rect;
    ui.leaf(std::move(each));
  };
  ui.node(std::move(node), [&] {
    Node head;
    head.id = id + ".head";
    head.role = Role::Row;
    head.row = 0;
    head.rect = {outer.x, outer.y, outer.w, 1};
    ui.node(std::move(head), [&] {
      cell(id + ".head.label", Role::ColumnHeader, label_title, 0, 0, {outer.x, outer.y, outer.w / 2, 1});
      cell(id + ".head.value", Role::ColumnHeader, value_title, 0, 1, {outer.x + outer.w / 2, outer.y, outer.w / 2, 1});
    });
    float x = outer.x;
    int r = 1;
    for (const Bar& bar : items) {
      const float size = largest > 0 ? std::max(2.f, float(bar.size / largest) * (bottom - top)) : 2;
      fill(ui, {x, bottom - size, width, size}, bar.highlighted ? theme.accent : mix(theme.accent_soft, theme.accent, 0.2f), 4);
      if (values_fit) {
        const Type type = bar.highlighted ? Type::CaptionStrong : Type::Caption;
        ui.fonts().draw(ui.list(), type, x + (width - ui.fonts().width(type, bar.value)) / 2, bottom - size - 21,
                        bar.highlighted ? theme.accent : theme.ink2, bar.value);
      }
      const std::string label = ui.fonts().shorten(Type::Caption, bar.label, width + gap);
      ui.fonts().draw(ui.list(), Type::Caption, x + (width - ui.fonts().width(Type::Caption, label)) / 2, bottom + 7, theme.ink2, label);
      const std::string row_id = id + "." + bar.key;
      Node line_node;
      line_node.id = row_id;
      line_node.role = Role::Row;
      line_node.row = r;
      line_node.rect = {x, outer.y, width, height};
      ui.node(std::move(line_node), [&] {
        cell(row_id + ".label", Role::Cell, bar.full_label, r, 0, {x, bottom, width, 28});
        cell(row_id + ".value", Role::Cell, bar.value, r, 1, {x, outer.y, width, bottom - outer.y});
      });
      ++r;
      x += width + gap;
    }
  });
  ui.area().y = outer.y + height;
}

}  // namespace kabinet::ui
