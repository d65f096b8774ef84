// Header, menus and the scrolling main part.
#include "ui/app/chrome.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "ui/app/footer.h"
#include "ui/app/sections.h"
#include "ui/screens/home.h"
#include "ui/widgets/button.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/press.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

constexpr float kBottomBar = 72;

std::string_view tagline(const Ui& ui, const Context& context) {
  if (context.session != nullptr && context.session->kind == api::SignInKind::Organisation) return ui.tr(Text::sign_in_organisations_title);
  return context.profile.tagline;
}

Icon logo_icon(std::string_view name) { return name == "droplets" ? Icon::droplets : Icon::zap; }

void draw_brand(Ui& ui, const Context& context, std::optional<ChromeAction>& out) {
  const Area area = ui.area();
  const std::vector<MenuEntry> menu = menu_of(context);
  const std::string home = menu.empty() ? "/" : menu.front().path;
  const std::string_view sub = tagline(ui, context);
  const float width = 52 + std::max(ui.fonts().width(Type::BodyStrong, context.profile.name), ui.narrow() ? 0.f : ui.fonts().width(Type::Caption, sub));
  const Rect box{area.x, area.y + (kHeader - 44) / 2, std::min(area.w, width), 44};
  Node node;
  node.id = "header.home";
  node.role = Role::Link;
  node.name = context.profile.name;
  node.description = sub;
  node.href = context.href(home);
  node.rect = box;
  ui.leaf(std::move(node));
  if (press(ui, "header.home", box).clicked) out = GoTo{home};
  fill(ui, {box.x, box.y + 4, 36, 36}, ui.theme().accent, kRadius);
  icon(ui, logo_icon(context.profile.logo), box.x + 8, box.y + 12, 20, ui.theme().on_accent);
  if (ui.narrow()) {
    ui.fonts().draw(ui.list(), Type::BodyStrong, box.x + 48, box.y + 10, ui.theme().ink, context.profile.name);
  } else {
    ui.fonts().draw(ui.list(), Type::BodyStrong, box.x + 52, box.y, ui.theme().ink, context.profile.name);
    ui.fonts().draw(ui.list(), Type::Caption, box.x + 52, box.y + 24, ui.theme().ink2, sub);
  }
}

// One control of the header, from the left to the right, which is also the order of Tab.
struct HeaderItem { float width; std::function<void()> draw; };

void draw_at_right_edge(Ui& ui, float right, const std::vector<HeaderItem>& items) {
  constexpr float kGap = 4;
  float x = right + kGap;
  for (const HeaderItem& item : items) x -= item.width + kGap;
  for (const HeaderItem& item : items) {
    ui.inside({x, (kHeader - kControlHeight) / 2, item.width}, item.draw);
    x += item.width + kGap;
  }
}

void draw_user(Ui& ui, const std::string& whole_name, const std::string& shown) {
  const Area area = ui.area();
  Node who;
  who.id = "header.user";
  who.name = ui.tr(Text::header_signed_in_as, {whole_name});
  who.rect = {area.x, area.y, area.w, kControlHeight};
  who.privacy = Privacy::Personal;
  ui.leaf(std::move(who));
  icon(ui, Icon::circle_user_round, area.x, area.y + 12, 20, ui.theme().ink);
  ui.fonts().draw(ui.list(), Type::BodyMedium, area.x + 28, area.y + 10, ui.theme().ink, shown);
}

void draw_header(Ui& ui, const Context& context, std::optional<ChromeAction>& out) {
  const float width = ui.frame().width;
  const float pad = ui.narrow() ? 12 : 24;
  fill(ui, {0, 0, width, kHeader}, ui.theme().card);
  line(ui, 0, kHeader - 0.5f, width, kHeader - 0.5f, ui.theme().line);
  Node banner;
  banner.id = "header";
  banner.role = Role::Banner;
  banner.rect = {0, 0, width, kHeader};
  ui.node(std::move(banner), [&] {
    ui.inside({pad, 0, width - 2 * pad}, [&] { draw_brand(ui, context, out); });
    ButtonStyle quiet;
    quiet.kind = ButtonKind::Quiet;
    quiet.type = Type::Small;
    quiet.muted = true;
    ButtonStyle text_view = quiet, language = quiet, leave = quiet;
    text_view.name = ui.tr(Text::header_text_view);
    language.name = ui.tr(Text::header_language_name);
    leave.icon = Icon::log_out;
    leave.icon_only = ui.narrow();
    const std::string_view other_language = ui.tr(Text::header_language), sign_out = ui.tr(Text::header_sign_out), feedback = ui.tr(Text::header_feedback);
    LinkStyle feedback_look;
    feedback_look.type = Type::Small;
    feedback_look.muted = true;
    feedback_look.min_height = kControlHeight;
    const std::string user = context.session == nullptr ? std::string() : ui.fonts().shorten(Type::BodyMedium, context.session->display_name, std::max(80.f, width - 620));

    std::vector<HeaderItem> items;
    items.push_back({kControlHeight, [&] { if (button(ui, "header.text_view", "Aa", text_view)) out = TextViewToggled{}; }});
    items.push_back({kControlHeight, [&] { if (button(ui, "header.language", other_language, language)) out = LanguageToggled{}; }});
    if (context.session != nullptr) {
      if (!ui.narrow())
        items.push_back({ui.fonts().width(Type::BodyMedium, user) + 40, [&] { draw_user(ui, context.session->display_name, user); }});
      items.push_back({leave.icon_only ? kControlHeight : button_width(ui, sign_out, leave) - 16,
                       [&] { if (button(ui, "header.sign_out", sign_out, leave)) out = SignOutClicked{}; }});
    } else if (!ui.narrow()) {
      items.push_back({link_width(ui, feedback, feedback_look) + 8,
                       [&] { if (link(ui, "header.feedback", feedback, context.href("/feedback"), feedback_look)) out = GoTo{"/feedback"}; }});
    }
    draw_at_right_edge(ui, width - pad + (context.session != nullptr && !leave.icon_only ? 12.f : 0.f), items);
  });
}

void draw_side_menu(Ui& ui, const Context& context, const Route& route, float bottom, std::optional<ChromeAction>& out) {
  const Rect box{0, kHeader, kSidebar, bottom - kHeader};
  fill(ui, box, ui.theme().card);
  line(ui, box.w - 0.5f, box.y, box.w - 0.5f, bottom, ui.theme().line);
  Node node;
  node.id = "menu";
  node.role = Role::Navigation;
  node.name = ui.tr(Text::menu_name);
  node.rect = box;
  ui.node(std::move(node), [&] {
    const std::vector<MenuEntry> entries = menu_of(context);
    const auto draw_entries = [&](bool low) {
      for (const MenuEntry& entry : entries) {
        if (entry.low != low) continue;
        if (menu_link(ui, entry.id, ui.tr(entry.label), entry.icon, context.href(entry.path), current(context, entry, route))) out = GoTo{entry.path};
        ui.gap(4);
      }
    };
    const auto low = std::count_if(entries.begin(), entries.end(), [](const MenuEntry& entry) { return entry.low; });
    ui.inside({12, box.y + 16, box.w - 24}, [&] { draw_entries(false); });
    ui.inside({12, bottom - 12 - float(low) * (kControlHeight + 4), box.w - 24}, [&] { draw_entries(true); });
  });
}

// One place of the bottom menu: icon and at most two lines.
void draw_place(Ui& ui, const Rect& box, Icon symbol, std::string_view label, bool here) {
  const Color ink = here ? ui.theme().accent : ui.theme().ink2;
  const auto lines = ui.fonts().wrap(Type::Caption, label, box.w - 8);
  const std::size_t shown = std::min<std::size_t>(lines.size(), 2);
  float y = box.y + (shown == 1 ? 13.f : 6.f);
  icon(ui, symbol, box.x + box.w / 2 - 10, y, 20, ink);
  y += 24;
  for (std::size_t i = 0; i < shown; ++i, y += 18) {
    const std::string line_words = ui.fonts().shorten(Type::Caption, lines[i], box.w - 2);
    ui.fonts().draw(ui.list(), Type::Caption, box.x + (box.w - ui.fonts().width(Type::Caption, line_words)) / 2, y, ink, line_words);
  }
}

void draw_bottom_menu(Ui& ui, const Context& context, const Route& route, std::optional<ChromeAction>& out) {
  const std::vector<MenuEntry> entries = menu_of(context);
  const bool more = std::any_of(entries.begin(), entries.end(), [](const MenuEntry& entry) { return entry.aside; });
  const auto places = std::count_if(entries.begin(), entries.end(), [](const MenuEntry& entry) { return !entry.aside; }) + (more ? 1 : 0);
  const float width = ui.frame().width, top = ui.frame().height - kBottomBar, each = width / float(places);
  fill(ui, {0, top, width, kBottomBar}, ui.theme().card);
  line(ui, 0, top + 0.5f, width, top + 0.5f, ui.theme().line);
  Node node;
  node.id = "menu";
  node.role = Role::Navigation;
  node.name = ui.tr(Text::menu_name);
  node.rect = {0, top, width, kBottomBar};
  ui.node(std::move(node), [&] {
    Rect box{0, top, each, kBottomBar};
    bool aside_here = false;
    for (const MenuEntry& entry : entries) {
      const bool here = current(context, entry, route);
      aside_here |= here && entry.aside;
      if (entry.aside) continue;
      Node item;
      item.id = entry.id;
      item.role = Role::Link;
      item.name = ui.tr(entry.label);
      item.href = context.href(entry.path);
      item.states = when(here, State::Current);
      item.rect = box;
      ui.leaf(std::move(item));
      if (press(ui, entry.id, box).clicked) out = GoTo{entry.path};
      draw_place(ui, box, entry.icon, ui.tr(entry.shorter.value_or(entry.label)), here);
      box.x += each;
    }
    if (!more) return;
    Node item;
    item.id = "menu.more";
    item.role = Role::Button;
    item.name = ui.tr(Text::menu_more_name);
    item.states = when(aside_here, State::Current);
    item.rect = box;
    ui.leaf(std::move(item));
    if (press(ui, "menu.more", box).clicked) out = MoreSectionsToggled{};
    draw_place(ui, box, Icon::ellipsis, ui.tr(Text::menu_more), aside_here);
  });
}

}  // namespace

std::optional<ChromeAction> draw_more_sections(Ui& ui, const Context& context, const Route& route) {
  std::optional<ChromeAction> out;
  const bool dismissed = dialog(ui, "menu.sections", ui.tr(Text::menu_more_name), 400, [&] {
    for (const MenuEntry& entry : menu_of(context)) {
      if (!entry.aside) continue;
      if (menu_link(ui, entry.id, ui.tr(entry.label), entry.icon, context.href(entry.path), current(context, entry, route))) out = GoTo{entry.path};
      ui.gap(4);
    }
  });
  if (dismissed) out = MoreSectionsToggled{};
  return out;
}

std::optional<ChromeAction> draw_chrome(Ui& ui, const Context& context, const Route& route, const std::string& scroll_id,
                                        const std::function<void()>& main) {
  std::optional<ChromeAction> out;
  const float width = ui.frame().width, height = ui.frame().height;
  const bool with_menu = !menu_of(context).empty();
  fill(ui, {0, 0, width, height}, ui.theme().background);
  const float bottom = with_menu && ui.narrow() ? height - kBottomBar : height;
  const float left = with_menu && !ui.narrow() ? kSidebar : 0;
  draw_header(ui, context, out);
  if (with_menu && !ui.narrow()) draw_side_menu(ui, context, route, bottom, out);
  scroller(ui, scroll_id, {left, kHeader, width - left, bottom - kHeader}, Role::Main, {}, [&] {
    const Area outer = ui.area();
    const float pad = ui.narrow() ? 16 : 36;
    const float content = std::min(outer.w - 2 * pad, kContentMax);
    const float x = outer.x + (outer.w - content) / 2;
    ui.area().y = ui.inside({x, outer.y + (with_menu ? pad - 8 : 0), content}, [&] {
      if (context.offline) {
        ui.gap(with_menu ? 0 : 12);
        notice(ui, "offline", Tone::Warn, ui.tr(Text::error_offline));
        ui.gap(16);
      }
      if (context.sign_out_error != nullptr) {
        ui.gap(with_menu ? 0 : 12);
        notice(ui, "sign_out_error", Tone::Bad, ui.tr(Text::header_sign_out_failed, {error_words(ui, *context.sign_out_error)}));
        ui.gap(16);
      }
      main();
    }) + pad;
    if (auto path = draw_footer(ui, context, {x, outer.y, content}, bottom - kHeader)) out = GoTo{*path};
  });
  if (with_menu && ui.narrow()) draw_bottom_menu(ui, context, route, out);
  return out;
}

}  // namespace kabinet::ui
