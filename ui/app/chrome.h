// What surrounds every screen: header with the utility's name, language and «Выйти», side menu or bottom menu, and the scrolling main part.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "ui/app/routes.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

struct GoTo { std::string path; };
struct SignOutClicked {};
struct LanguageToggled {};
struct TextViewToggled {};
struct MoreSectionsToggled {};  // of the bottom menu
using ChromeAction = std::variant<GoTo, SignOutClicked, LanguageToggled, TextViewToggled, MoreSectionsToggled>;

// Draws everything but dialogs; `main` draws the screen into the column of the content. `scroll_id` differs by address, so that every
// screen starts at its top.
std::optional<ChromeAction> draw_chrome(Ui& ui, const Context& context, const Route& route, const std::string& scroll_id,
                                        const std::function<void()>& main);
// The window with the sections that have no room in the bottom menu.
std::optional<ChromeAction> draw_more_sections(Ui& ui, const Context& context, const Route& route);

}  // namespace kabinet::ui
