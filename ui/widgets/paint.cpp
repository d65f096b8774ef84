// Shapes over Dear ImGui's draw list.
#include "ui/widgets/paint.h"

#include "imgui.h"

namespace kabinet::ui {

namespace {
ImU32 packed(Color color) { return IM_COL32(color.r, color.g, color.b, color.a); }
}  // namespace

void fill(Ui& ui, const Rect& rect, Color color, float radius) {
  ui.list().AddRectFilled({rect.x, rect.y}, {rect.x + rect.w, rect.y + rect.h}, packed(color), radius);
}

// Half a pixel inwards, so that one-pixel borders fall onto whole pixels.
void outline(Ui& ui, const Rect& rect, Color color, float radius, float thickness) {
  const float inset = thickness / 2;
  ui.list().AddRect({rect.x + inset, rect.y + inset}, {rect.x + rect.w - inset, rect.y + rect.h - inset}, packed(color), radius, 0, thickness);
}

void line(Ui& ui, float x1, float y1, float x2, float y2, Color color, float thickness) {
  ui.list().AddLine({x1, y1}, {x2, y2}, packed(color), thickness);
}

}  // namespace kabinet::ui
