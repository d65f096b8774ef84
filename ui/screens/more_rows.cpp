// «Показать ещё».
#include "ui/screens/more_rows.h"

#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

void draw_more_rows(Ui& ui, const std::string& id, int& shown, int all, int page) {
  if (all <= shown) return;
  ui.gap(16);
  text(ui, id + ".shown", ui.tr(Text::act_shown, {std::to_string(shown), std::to_string(all)}), {Type::Small, ui.theme().ink2});
  ui.gap(8);
  ButtonStyle look;
  look.width = ui.narrow() ? 0 : button_width(ui, ui.tr(Text::payments_more), look);
  if (button(ui, id + ".more", ui.tr(Text::payments_more), look)) shown += page;
}

}  // namespace kabinet::ui
