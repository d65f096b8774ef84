// A figure is a table for who cannot see it: the nodes under its shapes, and the months below them. Internal to chart.cpp and figures.cpp.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/core/ui.h"

namespace kabinet::ui {

void figure_table(Ui& ui, const std::string& id, std::string_view name, const Rect& box, const std::function<void()>& draw);
// The titles stand above the shapes, unseen.
void figure_head(Ui& ui, const std::string& id, const Rect& box, const std::vector<std::string_view>& titles);
// `row` counts from 1; `box` is where its shape stands.
void figure_row(Ui& ui, const std::string& id, const std::string& key, int row, const Rect& box, const std::vector<std::string_view>& cells);
void month_label(Ui& ui, std::string_view label, float x, float width, float y);

}  // namespace kabinet::ui
