// Paragraphs, headings and pairs.
#include "ui/widgets/text.h"

#include <algorithm>

namespace kabinet::ui {

namespace {

Color color_of(const Ui& ui, const TextStyle& style) { return style.color.a == 0 ? ui.theme().ink : style.color; }

}  // namespace

void words(Ui& ui, std::string_view words, const TextStyle& style) {
  Area& area = ui.area();
  const TypeSpec look = spec(style.type);
  const auto paint = [&](std::string_view line) {
    float x = area.x;
    if (style.align != Align::Left) {
      const float free = area.w - ui.fonts().width(style.type, line);
      x += style.align == Align::Right ? free : free / 2;
    }
    ui.fonts().draw(ui.list(), style.type, x, area.y, color_of(ui, style), line);
    area.y += look.line_height;
  };
  if (style.wrap) {
    for (const std::string_view line : ui.fonts().wrap(style.type, words, area.w)) paint(line);
  } else {
    paint(ui.fonts().shorten(style.type, words, area.w));
  }
}

float words_height(Ui& ui, std::string_view words, Type type, float width) {
  return float(ui.fonts().wrap(type, words, width).size()) * spec(type).line_height;
}

void text(Ui& ui, const std::string& id, std::string_view content, const TextStyle& style) {
  Node node;
  node.id = id;
  node.role = style.role;
  node.name = content;
  node.privacy = style.privacy;
  ui.container(std::move(node), [&] { words(ui, content, style); });
}

void heading(Ui& ui, const std::string& id, int level, std::string_view content, Type type) {
  Node node;
  node.id = id;
  node.role = Role::Heading;
  node.name = content;
  node.level = level;
  ui.container(std::move(node), [&] { words(ui, content, {type}); });
}

void pair(Ui& ui, const std::string& id, std::string_view label, std::string_view value, bool strong) {
  const Type type = strong ? Type::BodyStrong : Type::Body;
  Node node;
  node.id = id;
  node.name = std::string(label) + ": " + std::string(value);
  ui.container(std::move(node), [&] {
    const Area outer = ui.area();
    const float label_width = ui.fonts().width(type, label), value_width = ui.fonts().width(type, value);
    const TextStyle right{type, {0, 0, 0, 0}, Align::Right};
    if (label_width + value_width + 12 <= outer.w) {
      ui.inside(outer, [&] { words(ui, label, {type}); });
      words(ui, value, right);
      return;
    }
    // A long value wraps beside its label; where the label leaves it less than half of the column, below it.
    const float room = outer.w - label_width - 16;
    const bool beside = room >= outer.w / 2;
    const float label_bottom = ui.inside(outer, [&] { words(ui, label, {type, beside ? Color{0, 0, 0, 0} : ui.theme().ink2}); });
    const Area rest = beside ? Area{outer.x + outer.w - room, outer.y, room} : Area{outer.x, label_bottom, outer.w};
    ui.area().y = std::max(label_bottom, ui.inside(rest, [&] { words(ui, value, beside ? right : TextStyle{type}); }));
  });
}

void icon(Ui& ui, Icon symbol, float x, float y, float size, Color color) { ui.fonts().draw_icon(ui.list(), symbol, x, y, size, color); }

}  // namespace kabinet::ui
