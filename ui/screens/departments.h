// Where the passwords of individuals are issued (guide K19), wherever one looks for it. Part of screens, not one.
#pragma once

#include <string>

#include "ui/core/ui.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

// Nothing where the utility issues none. Ids begin with `prefix`.
void draw_departments(Ui& ui, const Context& context, const std::string& prefix);

}  // namespace kabinet::ui
