// Buttons and links.
#include "ui/widgets/button.h"

#include <algorithm>

#include "ui/widgets/feedback.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/press.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

constexpr float kIcon = 20, kIconGap = 10, kPadding = 20;

struct Look {
  Color background, border, ink;
};

Look look_of(const Ui& ui, const ButtonStyle& style, const Press& state) {
  const Theme& theme = ui.theme();
  Look look;
  switch (style.kind) {
    case ButtonKind::Primary: look = {theme.accent, theme.accent, theme.on_accent}; break;
    case ButtonKind::Danger: look = {theme.card, theme.line, theme.bad}; break;
    case ButtonKind::Secondary: look = {theme.card, theme.line, theme.accent}; break;
    case ButtonKind::Quiet: look = {{0, 0, 0, 0}, {0, 0, 0, 0}, theme.accent}; break;
  }
  if (style.muted) look.ink = theme.ink2;
  if (style.disabled) {
    if (style.kind == ButtonKind::Primary) return {theme.line, theme.line, theme.ink2};
    look.ink = theme.ink3;
    return look;
  }
  const float shade = state.held ? 0.22f : state.hovered ? 0.10f : 0;
  if (shade > 0) {
    if (style.kind == ButtonKind::Primary) {
      look.background = look.border = mix(look.background, theme.ink, shade);
    } else {
      look.background = style.kind == ButtonKind::Danger ? theme.bad_soft : theme.accent_soft;
      if (state.held) look.background = mix(look.background, look.ink, 0.1f);
    }
  }
  return look;
}

}  // namespace

float button_width(const Ui& ui, std::string_view label, const ButtonStyle& style) {
  if (style.icon_only) return style.height;
  return ui.fonts().width(style.type, label) + (style.icon || style.busy ? kIcon + kIconGap : 0) + 2 * kPadding;
}

bool busy(Ui& ui, bool running, double since_ms) {
  constexpr double kSpinnerPause = 300;  // ms: shorter waits show nothing
  const double shown_at = since_ms + kSpinnerPause;
  if (!running) return false;
  if (double(ui.frame().now.ms) >= shown_at) return true;
  ui.wake_at(shown_at);
  return false;
}

bool button(Ui& ui, const std::string& id, std::string_view label, const ButtonStyle& style) {
  Area& area = ui.area();
  const float width = style.width > 0 ? std::min(style.width, area.w) : style.icon_only ? style.height : area.w;
  const Rect rect{area.x, area.y, width, style.height};

  Node node;
  node.id = id;
  node.role = style.submit ? Role::SubmitButton : Role::Button;
  node.name = style.name.empty() ? std::string(label) : style.name;
  node.description = style.description;
  node.states = when(style.disabled, State::Disabled) | when(style.busy, State::Busy) | when(style.auto_focus, State::AutoFocus) |
                when(style.current, State::Current) | when(style.selected, State::Selected);
  node.rect = rect;
  ui.leaf(std::move(node));

  const Press state = press(ui, id, rect, !style.disabled && !style.busy);
  Look look = look_of(ui, style, state);
  if (style.selected) {
    look.background = ui.theme().accent_soft;
    look.border = ui.theme().accent;
  }
  if (look.background.a != 0) fill(ui, rect, look.background, kRadius);
  if (look.border.a != 0) outline(ui, rect, look.border, kRadius);

  const bool with_icon = style.icon || style.busy;
  const float text_width = style.icon_only ? 0 : ui.fonts().width(style.type, label);
  const float content = text_width + (with_icon ? kIcon + (style.icon_only ? 0 : kIconGap) : 0);
  float x = style.left ? rect.x + 14 : rect.x + std::max(8.f, (rect.w - content) / 2);
  if (style.busy) spinner(ui, x + kIcon / 2, rect.y + rect.h / 2, kIcon / 2 - 2, look.ink);
  else if (style.icon) icon(ui, *style.icon, x, rect.y + (rect.h - kIcon) / 2, kIcon, look.ink);
  if (with_icon) x += kIcon + kIconGap;
  if (!style.icon_only) {
    const std::string shown = ui.fonts().shorten(style.type, label, rect.x + rect.w - x - 4);
    ui.fonts().draw(ui.list(), style.type, x, rect.y + (rect.h - spec(style.type).line_height) / 2, look.ink, shown);
  }
  area.y += rect.h;
  return state.clicked;
}

float link_width(const Ui& ui, std::string_view label, const LinkStyle& style) {
  return ui.fonts().width(style.type, label) + (style.icon ? kIcon + 8 : 0) + (style.boxed ? 2 * kPadding : 0);
}

bool link(Ui& ui, const std::string& id, std::string_view label, const std::string& href, const LinkStyle& style) {
  Area& area = ui.area();
  const float height = style.boxed ? kControlHeight : std::max(style.min_height, spec(style.type).line_height);
  const Rect rect{area.x, area.y, std::min(area.w, link_width(ui, label, style)), height};
  Node node;
  node.id = id;
  node.role = Role::Link;
  node.name = style.name.empty() ? std::string(label) : style.name;
  node.description = style.description;
  node.href = href;
  node.states = when(style.current, State::Current) | when(style.new_tab, State::NewTab);
  node.rect = rect;
  ui.leaf(std::move(node));
  const Press state = press(ui, id, rect);
  const Color ink = style.muted ? (state.hovered ? ui.theme().ink : ui.theme().ink2) : ui.theme().accent;
  if (style.boxed) {
    fill(ui, rect, state.hovered ? ui.theme().accent_soft : ui.theme().card, kRadius);
    outline(ui, rect, ui.theme().line, kRadius);
  }
  float x = rect.x + (style.boxed ? kPadding : 0);
  if (style.icon) {
    icon(ui, *style.icon, x, rect.y + (rect.h - kIcon) / 2, kIcon, ink);
    x += kIcon + 8;
  }
  const float top = rect.y + (rect.h - spec(style.type).line_height) / 2;
  ui.fonts().draw(ui.list(), style.type, x, top, ink, ui.fonts().shorten(style.type, label, rect.x + rect.w - x + 1));
  if (state.hovered && !style.boxed) line(ui, x, top + spec(style.type).line_height - 2, rect.x + rect.w, top + spec(style.type).line_height - 2, ink);
  area.y += height;
  return state.clicked;
}

bool menu_link(Ui& ui, const std::string& id, std::string_view label, Icon symbol, const std::string& href, bool current) {
  Area& area = ui.area();
  const Rect rect{area.x, area.y, area.w, kControlHeight};
  Node node;
  node.id = id;
  node.role = Role::Link;
  node.name = label;
  node.href = href;
  node.states = when(current, State::Current);
  node.rect = rect;
  ui.leaf(std::move(node));
  const Press state = press(ui, id, rect);
  if (current || state.hovered) fill(ui, rect, current ? ui.theme().accent_soft : ui.theme().background, kRadius);
  const Color ink = current ? ui.theme().accent : ui.theme().ink2;
  icon(ui, symbol, rect.x + 12, rect.y + 12, kIcon, ink);
  const float room = rect.w - 48;
  // A long label goes smaller and onto two lines, the same size whether current or not.
  const bool fits = ui.fonts().width(Type::BodyStrong, label) <= room;
  const Type type = !fits ? Type::SmallMedium : current ? Type::BodyStrong : Type::BodyMedium;
  const auto lines = ui.fonts().wrap(type, label, room);
  const float height = spec(type).line_height;
  float y = rect.y + (rect.h - height * float(lines.size())) / 2;
  for (const std::string_view words : lines) {
    ui.fonts().draw(ui.list(), type, rect.x + 44, y, ink, words);
    y += height;
  }
  area.y += rect.h;
  return state.clicked;
}

}  // namespace kabinet::ui
