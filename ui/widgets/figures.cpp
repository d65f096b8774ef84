// Stacked bars and lines.
#include "ui/widgets/figures.h"

#include <algorithm>
#include <numeric>

#include "imgui.h"
#include "ui/widgets/figure_table.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

constexpr float kLabels = 28, kValues = 22;

void legend(Ui& ui, const std::vector<FigureSeries>& series) {
  const Area area = ui.area();
  float x = area.x, y = area.y;
  for (const FigureSeries& each : series) {
    const float width = 22 + ui.fonts().width(Type::Caption, each.title) + 20;
    if (x > area.x && x + width > area.x + area.w) {
      x = area.x;
      y += 24;
    }
    fill(ui, {x, y + 3, 14, 14}, each.color, 3);
    ui.fonts().draw(ui.list(), Type::Caption, x + 22, y, ui.theme().ink2, each.title);
    x += width;
  }
  ui.area().y = y + 28;
}

}  // namespace

void stacks(Ui& ui, const std::string& id, std::string_view name, std::string_view label_title, std::string_view total_title,
            const std::vector<FigureSeries>& series, const std::vector<Stack>& items, float height) {
  if (items.empty()) return;
  if (series.size() > 1) legend(ui, series);
  const Area outer = ui.area();
  const Rect box{outer.x, outer.y, outer.w, height};
  const float gap = outer.w < 480 ? 4 : 12;
  const float width = (outer.w - gap * float(items.size() - 1)) / float(items.size());
  float widest = 0;
  double largest = 0;
  for (const Stack& item : items) {
    widest = std::max(widest, ui.fonts().width(Type::Caption, item.total));
    largest = std::max(largest, std::accumulate(item.sizes.begin(), item.sizes.end(), 0.0));
  }
  const bool totals_fit = widest <= width + gap - 2;
  const float top = box.y + (totals_fit ? kValues : 4), bottom = box.y + height - kLabels;
  figure_table(ui, id, name, box, [&] {
    std::vector<std::string_view> titles = {label_title};
    for (const FigureSeries& each : series) titles.push_back(each.title);
    if (series.size() > 1) titles.push_back(total_title);
    figure_head(ui, id, box, titles);
    float x = box.x;
    int row = 1;
    for (const Stack& item : items) {
      float y = bottom;
      for (std::size_t i = 0; i < item.sizes.size(); ++i) {
        const float part = largest > 0 ? float(item.sizes[i] / largest) * (bottom - top) : 0;
        if (part <= 0) continue;
        fill(ui, {x, y - part, width, std::max(1.f, part - (i + 1 < item.sizes.size() ? 1.f : 0.f))}, series[i].color, 2);
        y -= part;
      }
      if (totals_fit) {
        const Type type = item.highlighted ? Type::CaptionStrong : Type::Caption;
        ui.fonts().draw(ui.list(), type, x + (width - ui.fonts().width(type, item.total)) / 2, y - 21, item.highlighted ? ui.theme().accent : ui.theme().ink2, item.total);
      }
      month_label(ui, item.label, x - gap / 2, width + gap, bottom + 7);
      std::vector<std::string_view> cells = {item.full_label};
      for (const std::string& value : item.values) cells.push_back(value);
      if (series.size() > 1) cells.push_back(item.total);
      figure_row(ui, id, item.key, row++, {x, box.y, width, height}, cells);
      x += width + gap;
    }
  });
  ui.area().y = box.y + height;
}

void trend(Ui& ui, const std::string& id, std::string_view name, std::string_view label_title, const std::vector<std::string>& columns,
           const std::vector<TrendPoint>& points, float height) {
  if (points.empty()) return;
  const Area outer = ui.area();
  const Theme& theme = ui.theme();
  const Rect box{outer.x, outer.y, outer.w, height};
  const float step = box.w / float(points.size());
  double high = 0, low = 0;
  for (const TrendPoint& point : points) {
    high = std::max(high, point.value);
    low = std::min(low, point.value);
  }
  if (high == low) high = 1;
  const float top = box.y + kValues + 4, bottom = box.y + height - kLabels - (low < 0 ? kValues : 4);
  const auto place = [&](double value) { return bottom - float((value - low) / (high - low)) * (bottom - top); };
  const float zero = place(0);
  figure_table(ui, id, name, box, [&] {
    std::vector<std::string_view> titles = {label_title};
    for (const std::string& column : columns) titles.push_back(column);
    figure_head(ui, id, box, titles);
    line(ui, box.x, zero, box.x + box.w, zero, theme.line);
    const auto colour = [&](double value) { return value < 0 ? theme.ok : theme.accent; };
    float x = box.x + step / 2;
    float said_until = box.x;  // values that would lie on one another are left to the table
    for (std::size_t i = 0; i < points.size(); ++i, x += step) {
      const TrendPoint& point = points[i];
      const float y = place(point.value);
      if (i + 1 < points.size()) line(ui, x, y, x + step, place(points[i + 1].value), mix(theme.accent_soft, theme.accent, 0.5f), 2);
      const Color ink = colour(point.value);
      ui.list().AddCircleFilled({x, y}, 4, IM_COL32(ink.r, ink.g, ink.b, ink.a));
      const float width = ui.fonts().width(Type::Caption, point.said), left = std::clamp(x - width / 2, box.x, std::max(box.x, box.x + box.w - width));
      if (left >= said_until) {
        ui.fonts().draw(ui.list(), Type::Caption, left, point.value < 0 ? y + 6 : y - 25, ink, point.said);
        said_until = left + width + 8;
      }
      month_label(ui, point.label, x - step / 2, step, box.y + height - kLabels + 7);
      std::vector<std::string_view> cells = {point.full_label};
      for (const std::string& each : point.cells) cells.push_back(each);
      figure_row(ui, id, point.key, int(i) + 1, {x - step / 2, box.y, step, height}, cells);
    }
  });
  ui.area().y = box.y + height;
}

}  // namespace kabinet::ui
