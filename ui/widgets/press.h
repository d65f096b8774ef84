// The one place that asks Dear ImGui whether the pointer pressed something. Keyboard and assistive tools come through the mirror.
#pragma once

#include <string>

#include "ui/core/ui.h"

namespace kabinet::ui {

struct Press {
  bool clicked = false;  // by the pointer, or activated through the mirror
  bool hovered = false;
  bool held = false;
};

// The caller records the node with the same id. Of two that overlap the first is pressed: what lies inside another comes before it.
Press press(Ui& ui, const std::string& id, const Rect& rect, bool enabled = true);

// Clips drawing and the pointer to `rect`.
class Clip {
 public:
  explicit Clip(const Rect& rect);
  ~Clip();
  Clip(const Clip&) = delete;
  Clip& operator=(const Clip&) = delete;
};

}  // namespace kabinet::ui
