// Pointer presses over Dear ImGui's invisible button.
#include "ui/widgets/press.h"

#include "imgui.h"

namespace kabinet::ui {

Press press(Ui& ui, const std::string& id, const Rect& rect, bool enabled) {
  Press result;
  if (ui.take_activation(id)) result.clicked = enabled;
  // Dear ImGui gives the pointer to the first item under it: one below a dialog would take it from the dialog's own.
  if (rect.w <= 0 || rect.h <= 0 || !ui.pointer_allowed()) return result;
  ImGui::SetCursorScreenPos({rect.x, rect.y});
  const bool pointer = ImGui::InvisibleButton(id.c_str(), {rect.w, rect.h});
#ifdef IMGUI_ENABLE_TEST_ENGINE
  ui.note_item(ImGui::GetItemID(), id);
#endif
  if (!enabled) return result;
  result.hovered = ImGui::IsItemHovered();
  result.held = ImGui::IsItemActive();
  if (result.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (pointer) {
    result.clicked = true;
    ui.request_focus(id);
  }
  return result;
}

Clip::Clip(const Rect& rect) { ImGui::PushClipRect({rect.x, rect.y}, {rect.x + rect.w, rect.y + rect.h}, true); }
Clip::~Clip() { ImGui::PopClipRect(); }

}  // namespace kabinet::ui
