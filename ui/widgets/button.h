// Buttons and links. The accessible name is the visible label, or `name` where the label alone would not say enough.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ui/core/ui.h"

namespace kabinet::ui {

enum class ButtonKind { Primary, Secondary, Quiet, Danger };

struct ButtonStyle {
  ButtonKind kind = ButtonKind::Secondary;
  std::optional<Icon> icon;
  bool icon_only = false;     // shows only the icon; the label stays the accessible name
  bool submit = false;        // Enter in its form presses it
  bool disabled = false;
  bool busy = false;          // a spinner instead of the icon; not pressable
  bool auto_focus = false;
  bool left = false;          // label at the left edge (menus)
  bool muted = false;         // ink-2 instead of the accent: in the header
  bool current = false;       // of menus: aria-current
  bool selected = false;      // of choices: aria-pressed
  float width = 0;            // 0: the column's
  float height = kControlHeight;
  Type type = Type::BodyStrong;
  std::string name;           // accessible name where it differs; must contain the label (WCAG 2.5.3)
  std::string description;
};

// Whether what runs since `since_ms` is to be shown: after a moment, so that a quick answer does not flicker. Has a frame drawn then.
bool busy(Ui& ui, bool running, double since_ms);

bool button(Ui& ui, const std::string& id, std::string_view label, const ButtonStyle& style = {});
// The width that a button with this label wants.
float button_width(const Ui& ui, std::string_view label, const ButtonStyle& style = {});

struct LinkStyle {
  Type type = Type::SmallMedium;
  std::optional<Icon> icon;
  bool new_tab = false;
  bool current = false;
  bool muted = false;         // in the header: ink-2 instead of the accent
  bool boxed = false;         // looks like a secondary button
  float min_height = 24;      // target size, WCAG 2.5.8
  std::string name;
  std::string description;
};
// A real <a href>; answers true when it was followed inside the program (the browser opens new tabs itself).
bool link(Ui& ui, const std::string& id, std::string_view label, const std::string& href, const LinkStyle& style = {});
float link_width(const Ui& ui, std::string_view label, const LinkStyle& style = {});

// An entry of the side menu: icon, label, highlighted when current; a link.
bool menu_link(Ui& ui, const std::string& id, std::string_view label, Icon icon, const std::string& href, bool current);

}  // namespace kabinet::ui
