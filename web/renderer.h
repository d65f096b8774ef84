// Hands Dear ImGui's draw lists and glyph atlas to the canvas (library_canvas.js). Must not know the application.
#pragma once

#include <vector>

struct ImDrawData;

namespace kabinet::web {

class Renderer {
 public:
  bool start();         // false: no WebGL2 here, the text view has to do
  void upload_atlas();  // after the atlas was built, and after the browser gave a lost context back
  void draw(const ImDrawData& data, int buffer_width, int buffer_height);

 private:
  std::vector<int> commands_;
};

}  // namespace kabinet::web
