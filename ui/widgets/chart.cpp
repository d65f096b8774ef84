// Bar charts.
#include "ui/widgets/chart.h"

#include <algorithm>
#include <cmath>

#include "ui/widgets/figure_table.h"
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

  const auto columns = [&](std::string_view label, std::string_view value, std::string_view before) {
    return compared ? std::vector<std::string_view>{label, value, before} : std::vector<std::string_view>{label, value};
  };
  const Rect box{outer.x, outer.y, outer.w, height};
  figure_table(ui, id, name, box, [&] {
    figure_head(ui, id, box, columns(titles.label, titles.value, titles.before));
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
      month_label(ui, bar.label, x - gap / 2, width + gap, bottom + 7);
      figure_row(ui, id, bar.key, r++, {x, outer.y, width, height}, columns(bar.full_label, bar.value, bar.before_value));
      x += width + gap;
    }
  });
  ui.area().y = outer.y + height;
}

}  // namespace kabinet::ui
