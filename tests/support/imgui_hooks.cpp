// Records every interactive item of Dear ImGui.
#include "tests/support/imgui_hooks.h"

#include <string_view>

#include "imgui.h"
#include "imgui_internal.h"

namespace kabinet::test {

std::unordered_map<unsigned, int>& seen_items() {
  static std::unordered_map<unsigned, int> items;
  return items;
}

}  // namespace kabinet::test

void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect&, const ImGuiLastItemData*) {
  const ImGuiWindow* window = context->CurrentWindow;
  const bool ours = window != nullptr && std::string_view(window->Name) == "kabinet" && id != window->ID && id != window->MoveId;
  if (id != 0 && ours) kabinet::test::seen_items()[id] = context->FrameCount;
}
void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*, ImGuiItemStatusFlags) {}
void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
