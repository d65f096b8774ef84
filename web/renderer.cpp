// Draw lists as the canvas takes them: clipped, scaled to device pixels, one call for each list.
#include "web/renderer.h"

#include <algorithm>

#include "imgui.h"
#include "web/page.h"

namespace kabinet::web {

static_assert(sizeof(ImDrawVert) == 20 && sizeof(ImDrawIdx) == 2, "library_canvas.js reads these as they are");

bool Renderer::start() {
  ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset | ImGuiBackendFlags_HasMouseCursors;
  return kabinet_canvas_start() != 0;
}

void Renderer::upload_atlas() {
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
  kabinet_canvas_atlas(pixels, width, height);
}

void Renderer::draw(const ImDrawData& data, int buffer_width, int buffer_height) {
  if (data.DisplaySize.x <= 0 || data.DisplaySize.y <= 0) return;
  kabinet_canvas_begin(buffer_width, buffer_height, data.DisplaySize.x, data.DisplaySize.y);
  const float scale_x = data.FramebufferScale.x, scale_y = data.FramebufferScale.y;
  for (const ImDrawList* list : data.CmdLists) {
    commands_.clear();
    for (const ImDrawCmd& command : list->CmdBuffer) {
      if (command.UserCallback != nullptr || command.ElemCount == 0) continue;
      const int left = std::max(0, int(command.ClipRect.x * scale_x + 0.5f)), top = std::max(0, int(command.ClipRect.y * scale_y + 0.5f));
      const int right = std::min(buffer_width, int(command.ClipRect.z * scale_x + 0.5f));
      const int bottom = std::min(buffer_height, int(command.ClipRect.w * scale_y + 0.5f));
      if (right <= left || bottom <= top) continue;
      commands_.insert(commands_.end(), {left, buffer_height - bottom, right - left, bottom - top, int(command.IdxOffset),
                                         int(command.ElemCount), int(command.VtxOffset)});
    }
    if (commands_.empty()) continue;
    kabinet_canvas_list(list->VtxBuffer.Data, list->VtxBuffer.size_in_bytes(), list->IdxBuffer.Data, list->IdxBuffer.size_in_bytes(),
                        commands_.data(), int(commands_.size() / 7));
  }
}

}  // namespace kabinet::web
