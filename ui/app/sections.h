// The sections of the cabinet, by who is signed in, and what a screen is called.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/app/routes.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

struct MenuEntry {
  const char* id;
  Text label;
  Icon icon;
  Screen screen;
  const char* path;
  std::optional<Text> shorter;  // in the bottom menu; part of the label
  bool aside = false;           // has no room in the bottom menu
  bool low = false;             // at the foot of the side menu
};

std::vector<MenuEntry> menu_of(const Context& context);  // empty where nobody is signed in
bool current(const Context& context, const MenuEntry& entry, const Route& route);  // the screen belongs to this section
std::string screen_title(const Ui& ui, const Context& context, const Route& route);

}  // namespace kabinet::ui
