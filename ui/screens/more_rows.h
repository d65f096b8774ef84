// The end of a table that shows its rows by pages. A part of screens; must not know them.
#pragma once

#include <string>

#include "ui/core/ui.h"

namespace kabinet::ui {

// «Показать ещё» where `all` is more than `shown`; enlarges `shown` by `page`.
void draw_more_rows(Ui& ui, const std::string& id, int& shown, int all, int page);

}  // namespace kabinet::ui
