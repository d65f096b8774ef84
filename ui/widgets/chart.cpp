// Bar charts.
#include "ui/widgets/chart.h"

#include <algorithm>
#include <cmath>

#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

void bars(Ui& ui, const std::string& id, std::string_view name, const BarTitles& titles, const std::vector<Bar>& items, float height) {
  if (items.empty()) return;
  const Area outer = ui.area();
  const Theme& theme = ui.theme();
  const float gap = outer.w < 480 ? 4 : 12;
  const float width = (outer.w - gap * float(items.size() - 1)) / float(items.size());
  const bool values_fit = width >= 34;
  const float top = outer.y + (values_fit ? 22 : 4), bottom = outer.y + height - 28;
  double largest = 0;
  for (const Bar& bar : items) largest = std::max({largest, bar.size, bar.before.value_or(0)});
  const bool compared = !titles.before.empty();

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
      cell(id + ".head.label", Role::ColumnHeader, titles.label, 0, 0, {outer.x, outer.y, outer.w / 2, 1});
      cell(id + ".head.value", Role::ColumnHeader, titles.value, 0, 1, {outer.x + outer.w / 2, outer.y, outer.w / 2, 1});
      if (compared) cell(id + ".head.before", Role::ColumnHeader, titles.before, 0, 2, {outer.x + outer.w / 2, outer.y, outer.w / 2, 1});
    });
    float x = outer.x;
    int r = 1;
    for (const Bar& bar : items) {
      const auto height_of = [&](double value) { return largest > 0 ? std::max(2.f, float(value / largest) * (bottom - top)) : 2.f; };
      const float size = height_of(bar.size);
      // What was a year before stands behind, to the left and in grey.
      const float shift = compared ? std::floor(width * 0.36f) : 0;
      if (bar.before) {
        const float past = height_of(*bar.before);
        fill(ui, {x, bottom - past, shift - 1, past}, mix(theme.line, theme.control, 0.35f), 3);
      }
      fill(ui, {x + shift, bottom - size, width - shift, size}, bar.highlighted ? theme.accent : mix(theme.accent_soft, theme.accent, 0.2f), 4);
      if (values_fit) {
        const Type type = bar.highlighted ? Type::CaptionStrong : Type::Caption;
        const float label = ui.fonts().width(type, bar.value);
        const bool own = label <= width - shift;  // over its own bar, else over both
        const float centre = own ? x + shift + (width - shift) / 2 : x + width / 2;
        const float over = own || !bar.before ? size : std::max(size, height_of(*bar.before));
        ui.fonts().draw(ui.list(), type, centre - label / 2, bottom - over - 21,
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
        if (compared) cell(row_id + ".before", Role::Cell, bar.before_value, r, 2, {x, outer.y, width, bottom - outer.y});
      });
      ++r;
      x += width + gap;
    }
  });
  ui.area().y = outer.y + height;
}

}  // namespace kabinet::ui
