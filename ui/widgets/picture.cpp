// Pictures that the browser draws.
#include "ui/widgets/picture.h"

#include <algorithm>

#include "ui/widgets/paint.h"

namespace kabinet::ui {

void picture(Ui& ui, const std::string& id, std::string_view name, const std::string& source, float width, float height) {
  const Area area = ui.area();
  const Rect box{area.x, area.y, std::min(width, area.w), height};
  fill(ui, box, ui.theme().card, kRadius);
  outline(ui, box, ui.theme().line, kRadius);
  Node node;
  node.id = id;
  node.role = Role::Image;
  node.name = name;
  node.href = source;
  node.rect = {box.x + 1, box.y + 1, box.w - 2, box.h - 2};  // inside the frame
  ui.leaf(std::move(node));
  ui.area().y += height;
}

}  // namespace kabinet::ui
