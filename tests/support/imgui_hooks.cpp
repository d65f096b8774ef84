// Records every interactive item of Dear ImGui.
#include "tests/support/imgui_hooks.h"

#include "imgui.h"
#include "imgui_internal.h"

namespace kabinet::test {

std::unordered_set<unsigned>& seen_items() {
  static std::unordered_set<unsigned> items;
  return items;
}

}  // namespace kabinet::test

void ImGuiTestEngineHook_ItemAdd(ImGuiContext*, ImGuiID id, const ImRect&, const ImGuiLastItemData*) {
  if (id != 0) kabinet::test::seen_items().insert(id);
}
void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*, ImGuiItemStatusFlags) {}
void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
