// Description lists.
#include "ui/widgets/details.h"

#include <algorithm>

#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

constexpr float kLabel = 200, kGap = 16, kLine = 10;
constexpr float kNarrowest = 360;  // px: a narrower column has every value under its label

}  // namespace

void details(Ui& ui, const std::string& id, std::string_view name, const std::vector<Detail>& items) {
  Node list;
  list.id = id;
  list.role = Role::List;
  list.name = name;
  ui.container(std::move(list), [&] {
    const bool beside = ui.width() >= kNarrowest;
    const float label_width = beside ? std::min(kLabel, ui.width() * 0.4f) : ui.width();
    bool first = true;
    for (const Detail& item : items) {
      if (item.value.empty()) continue;
      if (!first) ui.gap(kLine);
      first = false;
      Node line;
      line.id = id + "." + item.key;
      line.role = Role::ListItem;
      line.name = item.label + ": " + item.value;
      line.privacy = item.privacy;
      ui.container(std::move(line), [&] {
        const Area outer = ui.area();
        const float label_bottom = ui.inside({outer.x, outer.y, label_width}, [&] { words(ui, item.label, {Type::Body, ui.theme().ink2}); });
        const Area room = beside ? Area{outer.x + label_width + kGap, outer.y, outer.w - label_width - kGap} : Area{outer.x, label_bottom, outer.w};
        ui.area().y = std::max(label_bottom, ui.inside(room, [&] { words(ui, item.value); }));
      });
    }
  });
}

}  // namespace kabinet::ui
