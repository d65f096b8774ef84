// Tabs, radio cards and checkboxes.
#include "ui/widgets/tabs.h"

#include <algorithm>

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

}  // namespace

std::optional<int> tabs(Ui& ui, const std::string& id, std::string_view name, const std::vector<TabItem>& items, int current) {
  std::optional<int> chosen;
  const Area outer = ui.area();
  const int count = int(items.size());
  Node list;
  list.id = id;
  list.role = Role::TabList;
  list.name = name;
  list.rect = {outer.x, outer.y, outer.w, kControlHeight};
  ui.node(std::move(list), [&] {
    line(ui, outer.x, outer.y + kControlHeight - 0.5f, outer.x + outer.w, outer.y + kControlHeight - 0.5f, ui.theme().line);
    float wanted = 0;
    for (const TabItem& item : items) wanted += ui.fonts().width(Type::BodyStrong, item.label) + 32;
    const float squeeze = std::min(1.f, outer.w / std::max(1.f, wanted));
    float x = outer.x;
    for (int i = 0; i < count; ++i) {
      const TabItem& item = items[std::size_t(i)];
      const bool here = i == current;
      const float width = (ui.fonts().width(Type::BodyStrong, item.label) + 32) * squeeze;
      const Rect rect{x, outer.y, width, kControlHeight};
      Node node;
      node.id = id + "." + item.key;
      node.role = Role::Tab;
      node.name = item.label;
      node.states = when(here, State::Selected);
      node.rect = rect;
      const std::string tab_id = node.id;
      ui.leaf(std::move(node));
      const Press state = press(ui, tab_id, rect);
      if (state.clicked && !here) chosen = i;
      if (const auto moved = moved_by(ui.take_key(tab_id), i, count)) {
        chosen = *moved;
        ui.request_focus(id + "." + items[std::size_t(*moved)].key);
      }
      const Color ink = here ? ui.theme().accent : state.hovered ? ui.theme().ink : ui.theme().ink2;
      const Type type = squeeze < 1 ? Type::SmallMedium : here ? Type::BodyStrong : Type::BodyMedium;
      const std::string shown = ui.fonts().shorten(type, item.label, width - 4);
      ui.fonts().draw(ui.list(), type, x + (width - ui.fonts().width(type, shown)) / 2, outer.y + 10, ink, shown);
      if (here) fill(ui, {x, outer.y + kControlHeight - 3, width, 3}, ui.theme().accent);
      x += width;
    }
  });
  ui.area().y += kControlHeight;
  return chosen;
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

std::optional<bool> checkbox(Ui& ui, const std::string& id, std::string_view label, bool checked, std::string_view error) {
  const Area area = ui.area();
  const float height = std::max(kControlHeight, words_height(ui, label, Type::Body, area.w - 36) + 16);
  const Rect rect{area.x, area.y, area.w, height};
  Node node;
  node.id = id;
  node.role = Role::CheckBox;
  node.name = label;
  node.description = error;
  node.states = when(checked, State::Checked) | when(!error.empty(), State::Invalid);
  node.rect = rect;
  ui.leaf(std::move(node));
  const Press state = press(ui, id, rect);
  const Theme& theme = ui.theme();
  const Rect box{rect.x, rect.y + 12, 20, 20};
  fill(ui, box, checked ? theme.accent : state.hovered ? theme.accent_soft : theme.card, 4);
  outline(ui, box, checked ? theme.accent : error.empty() ? theme.control : theme.bad, 4, 1.5f);
  if (checked) icon(ui, Icon::check, box.x + 2, box.y + 2, 16, theme.on_accent);
  ui.inside({rect.x + 32, rect.y + 10, rect.w - 32}, [&] { words(ui, label); });
  ui.area().y = rect.y + height;
  if (!error.empty()) words(ui, error, {Type::Caption, theme.bad});
  if (!state.clicked) return {};
  return !checked;
}

}  // namespace kabinet::ui
