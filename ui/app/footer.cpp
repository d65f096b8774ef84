// The foot of a page.
#include "ui/app/footer.h"

#include <algorithm>
#include <vector>

#include "ui/widgets/button.h"
#include "ui/widgets/layout.h"

namespace kabinet::ui {

std::optional<std::string> draw_footer(Ui& ui, const Context& context, const Area& page, float view_height) {
  std::optional<std::string> out;
  struct Entry { const char* id; Text label; const char* path; bool new_tab; };
  std::vector<Entry> entries;
  if (ui.narrow() && context.session == nullptr) entries.push_back({"footer.feedback", Text::header_feedback, "/feedback", false});
  entries.push_back({"footer.policy", Text::legal_policy, "/legal/policy", true});  // nothing typed on this page is lost

  LinkStyle look;
  look.type = Type::Small;
  look.muted = true;
  std::vector<RowItem> items;
  for (const Entry& entry : entries) {
    LinkStyle style = look;
    style.new_tab = entry.new_tab;
    if (entry.new_tab) style.name = ui.tr(Text::footer_new_tab, {ui.tr(entry.label)});
    items.push_back(fixed(link_width(ui, ui.tr(entry.label), style), [&ui, &context, &out, entry, style] {
      if (link(ui, entry.id, ui.tr(entry.label), context.href(entry.path), style) && !entry.new_tab) out = entry.path;
    }));
  }
  Node node;
  node.id = "footer";
  node.role = Role::Navigation;
  node.name = ui.tr(Text::footer_name);
  const float height = ui.remembered("footer");
  ui.area().y = ui.inside({page.x, std::max(ui.area().y, page.y + view_height - height - 12), page.w}, [&] {
    const float top = ui.area().y;
    ui.container(std::move(node), [&] { row(ui, "footer.row", ui.narrow() ? 8.f : 24.f, CrossAlign::Top, items, false); });
    ui.remember("footer", ui.area().y - top);
  }) + 12;
  return out;
}

}  // namespace kabinet::ui
