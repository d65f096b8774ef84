// Shapes in theme colours. Paints only: no nodes, no interaction.
#pragma once

#include "ui/core/ui.h"

namespace kabinet::ui {

void fill(Ui& ui, const Rect& rect, Color color, float radius = 0);
void outline(Ui& ui, const Rect& rect, Color color, float radius = 0, float thickness = 1);
void line(Ui& ui, float x1, float y1, float x2, float y2, Color color, float thickness = 1);

}  // namespace kabinet::ui
