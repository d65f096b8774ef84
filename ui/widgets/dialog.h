// A modal window over everything: Escape, the cross and the veil dismiss it; the rest of the page is inert.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "ui/core/ui.h"

namespace kabinet::ui {

// Draw it last. True when the person dismissed it.
bool dialog(Ui& ui, const std::string& id, std::string_view title, float width, const std::function<void()>& draw);

}  // namespace kabinet::ui
