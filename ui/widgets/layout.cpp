// Rows, grids, cards and scrollers.
#include "ui/widgets/layout.h"

#include <algorithm>

#include "ui/widgets/paint.h"
#include "ui/widgets/press.h"

namespace kabinet::ui {

void row(Ui& ui, const std::string& id, float gap, CrossAlign align, const std::vector<RowItem>& items, bool stretch_stacked) {
  const Area outer = ui.area();
  float fixed_width = gap * float(items.size() > 0 ? items.size() - 1 : 0), shares = 0, least = fixed_width;
  for (const RowItem& item : items) {
    fixed_width += item.width;
    shares += item.width > 0 ? 0 : item.share;
    least += std::max(item.width, item.min);
  }
  if (least > outer.w + 0.5f) {
    float y = outer.y;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const RowItem& item = items[i];
      const float width = item.width > 0 && !stretch_stacked ? std::min(item.width, outer.w) : outer.w;
      y = ui.inside({outer.x, y, width}, item.draw) + (i + 1 < items.size() ? gap : 0);
    }
    ui.area().y = y;
    return;
  }
  const float height = ui.remembered(id);
  float x = outer.x, tallest = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const RowItem& item = items[i];
    const std::string cell = id + "#" + std::to_string(i);
    const float width = item.width > 0 ? item.width : (outer.w - fixed_width) * item.share / shares;
    const float free = std::max(0.f, height - ui.remembered(cell));
    const float shift = align == CrossAlign::Top ? 0 : align == CrossAlign::Center ? free / 2 : free;
    const float top = outer.y + shift;
    const float used = ui.inside({x, top, width}, item.draw) - top;
    ui.remember(cell, used);
    tallest = std::max(tallest, used);
    x += width + gap;
  }
  ui.remember(id, tallest);
  ui.area().y = outer.y + tallest;
}

void grid(Ui& ui, const std::string& id, int count, float min, float gap, const std::function<void(int, float)>& draw) {
  const Area outer = ui.area();
  const int columns = std::max(1, std::min(count, int((outer.w + gap) / (min + gap))));
  const float width = (outer.w - gap * float(columns - 1)) / float(columns);
  float y = outer.y;
  for (int first = 0; first < count; first += columns) {
    const std::string row_id = id + "#" + std::to_string(first);
    const float height = columns > 1 ? ui.remembered(row_id) : 0;
    float tallest = 0, natural = 0;
    for (int i = first; i < std::min(count, first + columns); ++i) {
      const float x = outer.x + float(i - first) * (width + gap);
      const float used = ui.inside({x, y, width}, [&] { draw(i, height); }) - y;
      const float needed = ui.take_natural_height();
      natural = std::max(natural, needed > 0 ? needed : used);
      tallest = std::max(tallest, used);
    }
    ui.remember(row_id, natural);
    y += tallest + (first + columns < count ? gap : 0);
  }
  ui.area().y = y;
}

void card(Ui& ui, const std::string& id, const CardStyle& style, const std::function<void()>& draw) {
  const Area outer = ui.area();
  const float natural = ui.remembered(id);
  const float height = std::max(natural, style.min_height);
  const Rect box{outer.x, outer.y, outer.w, height};
  const Theme& theme = ui.theme();
  fill(ui, box, style.background.a == 0 ? theme.card : style.background, kCardRadius);
  if (style.border) outline(ui, box, theme.line, kCardRadius);

  Node node;
  node.id = id;
  node.role = style.name.empty() ? Role::Group : style.role;
  node.name = style.name;
  node.rect = box;
  ui.node(std::move(node), [&] {
    const float padding = std::min(style.padding, ui.narrow() ? 16.f : style.padding);
    const float bottom = ui.inside({outer.x + padding, outer.y + padding, outer.w - 2 * padding}, draw) + padding;
    ui.remember(id, bottom - outer.y);
  });
  ui.set_natural_height(ui.remembered(id));
  ui.area().y = outer.y + height;
}

void centred(Ui& ui, const std::string& id, float max_width, const std::function<void()>& draw) {
  const Area outer = ui.area();
  const float width = std::min(outer.w, max_width);
  const float free = std::max(0.f, ui.frame().height - kHeader - ui.remembered(id));
  const float top = outer.y + (ui.narrow() ? 8.f : std::max(24.f, free * 0.4f));
  const float bottom = ui.inside({outer.x + (outer.w - width) / 2, top, width}, draw);
  ui.remember(id, bottom - top);
  ui.area().y = bottom + 24;
}

void scroller(Ui& ui, const std::string& id, const Rect& box, Role inner, std::string_view name, const std::function<void()>& draw) {
  const std::string content = id + ".content";
  const float height = std::max(box.h, ui.remembered(content));
  const float scroll = std::clamp(ui.scroll_of(id), 0.f, std::max(0.f, height - box.h));
  ui.drawn_at(id, scroll);
  Node node;
  node.id = id;
  node.role = Role::Scroller;
  node.rect = box;
  node.scroll_height = height;
  ui.node(std::move(node), [&] {
    const Clip clip(box);
    Node inside;
    inside.id = content;
    inside.role = inner;
    inside.name = name;
    inside.rect = {box.x, box.y - scroll, box.w, height};
    ui.node(std::move(inside), [&] {
      const float top = box.y - scroll;
      const float bottom = ui.inside({box.x, top, box.w}, draw);
      ui.remember(content, bottom - top);
    });
  });
}

}  // namespace kabinet::ui
