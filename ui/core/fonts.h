// The font atlas: Golos Text in the sizes of the type scale and the icons, baked at size × device pixel ratio. Measures and wraps text.
// Must not know widgets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generated/icons.h"
#include "ui/core/theme.h"

struct ImDrawList;
struct ImFont;

namespace kabinet::ui {

class Fonts {
 public:
  struct Files {
    std::string_view regular, medium, semibold, icons;  // TTF bytes; must outlive the atlas
  };
  // Rebuilds ImGui::GetIO().Fonts; invalidates all ImFont pointers.
  void build(const Files& files, float pixel_ratio);

  float width(Type type, std::string_view text) const;
  // Lines that fit into `wrap` px (0 = do not wrap); breaks at spaces, at newlines, and inside words that are longer than a line.
  std::vector<std::string_view> wrap(Type type, std::string_view text, float wrap) const;
  // Paints one line whose box starts at (x, y) and is the line height of the type; snapped to device pixels.
  void draw(ImDrawList& list, Type type, float x, float y, Color color, std::string_view line) const;
  void draw_icon(ImDrawList& list, Icon icon, float x, float y, float size, Color color) const;
  // `text` cut to `width` px with «…».
  std::string shorten(Type type, std::string_view text, float width) const;

 private:
  struct Face { ImFont* font = nullptr; };
  ImFont* face(Type type) const { return faces_[std::size_t(type)].font; }
  Face faces_[kTypeCount];
  ImFont* icons_[3] = {};  // 16, 20, 28 px
  float ratio_ = 1;
};

}  // namespace kabinet::ui
