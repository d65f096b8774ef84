// Modal windows.
#include "ui/widgets/dialog.h"

#include <algorithm>

#include "ui/widgets/button.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

bool dialog(Ui& ui, const std::string& id, std::string_view title, float width, const std::function<void()>& draw) {
  bool dismissed = ui.take_dismissal(id);
  ui.enter_modal();
  const float screen_w = ui.frame().width, screen_h = ui.frame().height;
  const float w = std::min(width, screen_w - 24);
  const float wanted = ui.remembered(id);
  const float h = std::min(wanted, screen_h - 24);
  const Rect box{(screen_w - w) / 2, std::max(12.f, (screen_h - h) / 2), w, h};
  Color veil = ui.theme().ink;
  veil.a = 115;
  fill(ui, {0, 0, screen_w, screen_h}, veil);
  fill(ui, box, ui.theme().card, kCardRadius);

  Node node;
  node.id = id;
  node.role = Role::Dialog;
  node.name = title;
  node.states = State::Modal;
  node.rect = box;
  ui.node(std::move(node), [&] {
    scroller(ui, id + ".scroll", box, Role::Group, {}, [&] {
      const Area outer = ui.area();
      const float pad = ui.narrow() ? 16 : 32;
      const float bottom = ui.inside({outer.x + pad, outer.y + pad - 4, outer.w - 2 * pad}, [&] {
        row(ui, id + ".title_row", 12, CrossAlign::Center,
            {share(120, [&] { heading(ui, id + ".title", 2, title, Type::Title); }), fixed(kControlHeight, [&] {
               ButtonStyle cross;
               cross.kind = ButtonKind::Quiet;
               cross.icon = Icon::x;
               cross.icon_only = true;
               if (button(ui, id + ".close", ui.tr(Text::dialog_close), cross)) dismissed = true;
             })});
        ui.gap(12);
        draw();
      });
      ui.area().y = bottom + pad;
      ui.remember(id, bottom + pad - outer.y);
    });
  });
  ui.leave_modal();
  return dismissed;
}

}  // namespace kabinet::ui
