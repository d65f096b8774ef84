// Small print at the foot of every page: the policy of personal data; feedback where the header has no room for it.
#pragma once

#include <optional>
#include <string>

#include "ui/core/ui.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

// Below the content, or at the bottom of a page that is shorter than the view. `page`: its column and where it begins. Answers where to go.
std::optional<std::string> draw_footer(Ui& ui, const Context& context, const Area& page, float view_height);

}  // namespace kabinet::ui
