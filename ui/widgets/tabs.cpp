// Tabs, radio cards and checkboxes.
#include "ui/widgets/tabs.h"

#include <algorithm>

#include "ui/widgets/field.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/press.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

// Arrow keys move the choice, as the ARIA patterns for tabs and radios say.
std::optional<int> moved_by(const std::string& key, int index, int count) {
  if (key == "ArrowRight" || key == "ArrowDown") return (index + 1) % count;
  if (key == "ArrowLeft" || key == "ArrowUp") return (index + count - 1) % count;
  if (key == "Home") return 0;
  if (key == "End") return count - 1;
  return {};
}

struct TabChoice {
  std::optional<int> index;
  bool by_keys = false;
};

// One tab in `rect`; the line under it marks the present one.
void draw_tab(Ui& ui, const std::string& id, const std::vector<TabItem>& items, int index, int current, const Rect& rect, TabChoice& chosen) {
  const TabItem& item = items[std::size_t(index)];
  const bool here = index == current;
  Node node;
  node.id = id + "." + item.key;
  node.role = Role::Tab;
  node.name = item.label;
  node.states = when(here, State::Selected);
  node.rect = rect;
  const std::string tab_id = node.id;
  ui.leaf(std::move(node));
  const Press state = press(ui, tab_id, rect);
  if (state.clicked && !here) chosen.index = index;
  if (const auto moved = moved_by(ui.take_key(tab_id), index, int(items.size()))) {
    chosen = {*moved, true};
    ui.request_focus(id + "." + items[std::size_t(*moved)].key);
  }
  const Color ink = here ? ui.theme().accent : state.hovered ? ui.theme().ink : ui.theme().ink2;
  const Type type = here ? Type::BodyStrong : Type::BodyMedium;
  const std::string shown = ui.fonts().shorten(type, item.label, rect.w - 4);
  ui.fonts().draw(ui.list(), type, rect.x + (rect.w - ui.fonts().width(type, shown)) / 2, rect.y + 10, ink, shown);
  if (here) fill(ui, {rect.x, rect.y + kControlHeight - 3, rect.w, 3}, ui.theme().accent);
}

// Where each tab stands when they go onto several lines; x and y from the corner of the list.
std::vector<Rect> lines_of(const Ui& ui, const std::vector<TabItem>& items, float room, float padding) {
  std::vector<Rect> out;
  float x = 0, y = 0;
  for (const TabItem& item : items) {
    const float width = std::min(room, ui.fonts().width(Type::BodyStrong, item.label) + 2 * padding);
    if (x > 0 && x + width > room + 0.5f) {
      x = 0;
      y += kControlHeight;
    }
    out.push_back({x, y, width, kControlHeight});
    x += width;
  }
  return out;
}

// Too many to be seen at once: a list that scrolls by itself, as the list of a select does.
TabChoice tab_list(Ui& ui, const std::string& id, std::string_view name, const std::vector<TabItem>& items, int current) {
  TabChoice chosen;
  const Area outer = ui.area();
  const Rect box{outer.x, outer.y, outer.w, kControlHeight * 3.5f};  // the half line says that there is more
  outline(ui, box, ui.theme().control, kRadius);
  scroller(ui, id + ".list", {box.x + 1, box.y + 1, box.w - 2, box.h - 2}, Role::Group, {}, [&] {
    const Area inner = ui.area();
    Node list;
    list.id = id;
    list.role = Role::TabList;
    list.name = name;
    list.rect = {inner.x, inner.y, inner.w, kControlHeight * float(items.size())};
    ui.node(std::move(list), [&] {
      for (int i = 0; i < int(items.size()); ++i) {
        const Rect line{inner.x, inner.y + kControlHeight * float(i), inner.w, kControlHeight};
        if (i == current) fill(ui, line, ui.theme().accent_soft);
        draw_tab(ui, id, items, i, current, line, chosen);
      }
    });
    ui.area().y = inner.y + kControlHeight * float(items.size());
  });
  ui.area().y = outer.y + box.h;
  return chosen;
}

}  // namespace

// On one line where they fit, else closer together, else on two lines, else as a list that scrolls.
std::optional<int> tabs(Ui& ui, const std::string& id, std::string_view name, const std::vector<TabItem>& items, int current, bool* by_keys) {
  if (items.empty()) return {};
  const auto answer = [&](const TabChoice& choice) {
    if (by_keys != nullptr) *by_keys = choice.by_keys;
    return choice.index;
  };
  const Area outer = ui.area();
  std::vector<Rect> places;
  for (const float padding : {16.f, 10.f}) {
    places = lines_of(ui, items, outer.w, padding);
    if (places.back().y == 0) break;
  }
  if (places.back().y > kControlHeight) return answer(tab_list(ui, id, name, items, current));
  const float height = places.back().y + kControlHeight;
  TabChoice chosen;
  Node list;
  list.id = id;
  list.role = Role::TabList;
  list.name = name;
  list.rect = {outer.x, outer.y, outer.w, height};
  ui.node(std::move(list), [&] {
    for (float y = kControlHeight; y <= height; y += kControlHeight)
      line(ui, outer.x, outer.y + y - 0.5f, outer.x + outer.w, outer.y + y - 0.5f, ui.theme().line);
    for (int i = 0; i < int(items.size()); ++i) {
      const Rect& place = places[std::size_t(i)];
      draw_tab(ui, id, items, i, current, {outer.x + place.x, outer.y + place.y, place.w, place.h}, chosen);
    }
  });
  ui.area().y += height;
  return answer(chosen);
}

std::optional<int> choices(Ui& ui, const std::string& id, std::string_view name, const std::vector<Choice>& items, int current) {
  std::optional<int> chosen;
  const int count = int(items.size());
  Node group;
  group.id = id;
  group.role = Role::RadioGroup;
  group.name = name;
  ui.container(std::move(group), [&] {
    grid(ui, id + ".grid", count, 200, 12, [&](int i, float height) {
      const Choice& item = items[std::size_t(i)];
      const std::string item_id = id + "." + item.key;
      const bool here = i == current;
      const Area area = ui.area();
      const float inner = area.w - 36;
      const float needed = 28 + 24 + (item.hint.empty() ? 0 : 2 + words_height(ui, item.hint, Type::Caption, inner));
      const Rect rect{area.x, area.y, area.w, std::max(height, needed)};
      Node node;
      node.id = item_id;
      node.role = Role::Radio;
      node.name = item.title;
      node.description = item.hint;
      node.states = when(here, State::Checked) | when(item.disabled, State::Disabled);
      node.rect = rect;
      ui.leaf(std::move(node));
      const Press state = press(ui, item_id, rect, !item.disabled);
      if (state.clicked && !here) chosen = i;
      if (const auto moved = moved_by(ui.take_key(item_id), i, count); moved && !items[std::size_t(*moved)].disabled) {
        chosen = *moved;
        ui.request_focus(id + "." + items[std::size_t(*moved)].key);
      }
      const Theme& theme = ui.theme();
      fill(ui, rect, state.hovered ? theme.background : theme.card, kRadius);
      outline(ui, rect, here ? theme.accent : theme.control, kRadius, here ? 2.f : 1.f);
      float x = rect.x + 18;
      const Color ink = item.disabled ? theme.ink3 : theme.ink;
      if (item.icon) {
        icon(ui, *item.icon, x, rect.y + 16, 20, ink);
        x += 28;
      }
      ui.fonts().draw(ui.list(), Type::BodyStrong, x, rect.y + 14, ink, item.title);
      ui.inside({rect.x + 18, rect.y + 40, inner}, [&] { words(ui, item.hint, {Type::Caption, theme.ink2}); });
      ui.set_natural_height(needed);
      ui.area().y = rect.y + rect.h;
    });
  });
  return chosen;
}

std::optional<bool> checkbox(Ui& ui, const std::string& id, std::string_view label, bool checked, std::string_view error, bool required) {
  const Area area = ui.area();
  const float height = std::max(kControlHeight, words_height(ui, label, Type::Body, area.w - 36) + 16);
  const Rect rect{area.x, area.y, area.w, height};
  Node node;
  node.id = id;
  node.role = Role::CheckBox;
  node.name = label;
  node.description = error;
  node.states = when(checked, State::Checked) | when(!error.empty(), State::Invalid) | when(required, State::Required);
  node.rect = rect;
  ui.leaf(std::move(node));
  const Press state = press(ui, id, rect);
  const Theme& theme = ui.theme();
  const Rect box{rect.x, rect.y + 12, 20, 20};
  fill(ui, box, checked ? theme.accent : state.hovered ? theme.accent_soft : theme.card, 4);
  outline(ui, box, checked ? theme.accent : error.empty() ? theme.control : theme.bad, 4, 1.5f);
  if (checked) icon(ui, Icon::check, box.x + 2, box.y + 2, 16, theme.on_accent);
  ui.inside({rect.x + 32, rect.y + 10, rect.w - 32}, [&] { words(ui, label); });
  if (required) {
    const auto lines = ui.fonts().wrap(Type::Body, label, rect.w - 32);
    const float end = lines.empty() ? 0 : 32 + ui.fonts().width(Type::Body, lines.back()) + 4;
    if (end > 0 && end + 8 <= rect.w) mark_required(ui, rect.x + end, rect.y + 10 + float(lines.size() - 1) * spec(Type::Body).line_height, Type::Body);
  }
  ui.area().y = rect.y + height;
  if (!error.empty()) words(ui, error, {Type::Caption, theme.bad});
  if (!state.clicked) return {};
  return !checked;
}

}  // namespace kabinet::ui
