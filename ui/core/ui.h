// What widgets and screens draw with: the theme, the words, the layout cursor, the semantics tree being recorded, what the mirror said
// since the last frame, and requests for further frames. Owns nothing of the application's state; must not know screens or the client.
//
// Layout: `area()` is a column with a cursor. A widget takes the column's full width (or what its options say), paints at (x, y) and moves
// y down. `inside(area, f)` draws f in another column and answers the y where it ended. Heights that are known only after drawing are
// remembered by id and used in the next pass: a frame is laid out again until they settle (App::frame), so nobody sees it.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "api/time.h"
#include "ui/core/fonts.h"
#include "ui/core/semantics.h"
#include "ui/core/text.h"
#include "ui/core/theme.h"

struct ImDrawList;

namespace kabinet::ui {

struct Area {
  float x = 0, y = 0, w = 0;
};

// Surroundings of a frame; the application fills it in.
struct Frame {
  api::Instant now;            // wall time
  int utc_offset_minutes = 0;  // of the utility
  float width = 0, height = 0; // of the viewport, CSS px
  Language language = Language::Russian;
  bool plain = false;          // the mirror itself is what is seen (text view): there are no places on the screen, so nothing is out of sight
  Theme theme;
};

class Ui {
 public:
  explicit Ui(Fonts& fonts) : fonts_(fonts) {}

  // --- surroundings
  const Frame& frame() const { return frame_; }
  const Theme& theme() const { return frame_.theme; }
  const Fonts& fonts() const { return fonts_; }
  bool narrow() const { return frame_.width < kNarrow; }
  std::string_view tr(Text key) const { return lookup(frame_.language, key); }
  std::string tr(Text key, std::initializer_list<std::string_view> arguments) const { return fill(tr(key), arguments); }
  std::string count(long long n, Text one, Text few, Text many) const;  // «3 счётчика»: the texts hold {0}
  api::Date today() const { return api::date_of(frame_.now, frame_.utc_offset_minutes); }

  // --- layout
  Area& area() { return area_; }
  float width() const { return area_.w; }
  void gap(float px) { area_.y += px; }
  template <class F>
  float inside(Area area, F&& draw) {
    const Area outer = std::exchange(area_, area);
    std::forward<F>(draw)();
    const float bottom = area_.y;
    area_ = outer;
    return bottom;
  }
  // The height remembered under `id` (0 at first), and what was measured this time; a difference asks for another pass.
  float remembered(const std::string& id) const;
  void remember(const std::string& id, float height);
  bool unsettled() const { return unsettled_; }
  // What the last card needs, however tall its row made it: grids level their rows with it.
  void set_natural_height(float height) { natural_height_ = height; }
  float take_natural_height() { return std::exchange(natural_height_, 0.f); }

  // --- semantics
  Tree& tree() { return tree_; }
  const Tree& tree() const { return tree_; }
  int leaf(Node node) { return tree_.leaf(std::move(node)); }
  template <class F>
  void node(Node node, F&& draw) {  // a node with children
    tree_.open(std::move(node));
    std::forward<F>(draw)();
    tree_.close();
  }
  // The same, for containers whose height shows only after drawing: rect.h is set from the cursor.
  template <class F>
  void container(Node node, F&& draw) {
    node.rect = {area_.x, area_.y, area_.w, 0};
    const int index = tree_.open(std::move(node));
    std::forward<F>(draw)();
    Rect& rect = tree_.at(index).rect;
    rect.h = area_.y > rect.y ? area_.y - rect.y : 0;
    tree_.close();
  }

  // --- what happened since the last frame
  bool take_activation(std::string_view id);            // click, Enter or Space on the mirror's node
  bool take_dismissal(std::string_view id);             // Escape in a dialog
  const std::string* take_input(std::string_view id);   // new text of an input; nullptr when untouched
  std::string take_key(std::string_view id);            // "ArrowLeft" …
  double secret_length(std::string_view id) const;      // code points in a native password input
  int caret_of(std::string_view id) const;              // of a CanvasText input, in code units; -1 = not known
  bool focused(std::string_view id) const { return focused_ == id; }
  const std::string& focused_id() const { return focused_; }  // empty: nothing has the focus
  void request_focus(std::string id) { focus_request_ = std::move(id); }
  std::string take_focus_request() { return std::exchange(focus_request_, {}); }
  float scroll_of(const std::string& id) const;         // where the page's scroller stands; the content may not be so tall yet
  const std::unordered_map<std::string, float>& scrolls() const { return scrolls_; }  // as drawn
  void drawn_at(const std::string& id, float top) { scrolls_[id] = top; }

  // --- modal dialogs: while one is open, nothing outside it answers the pointer
  bool pointer_allowed() const { return modal_depth_ > 0 || !modal_before_; }
  void enter_modal() { ++modal_depth_; modal_now_ = true; }
  void leave_modal() { --modal_depth_; }

  // --- frames
  void wake_at(double wall_ms);                         // one frame then, e.g. the end of a pause before a spinner
  void animate() { animating_ = true; }                 // another frame at once
  double wake_time() const { return wake_at_; }         // 0 = none
  bool animating() const { return animating_; }

  // --- driven by the application
  void begin_frame(const Frame& frame);                 // once per frame
  void begin_pass();                                    // once per layout pass
  void end_frame();                                     // forgets events that nobody took
  void receive(const NodeEvent& event);
  ImDrawList& list() const { return *list_; }
  void set_list(ImDrawList* list) { list_ = list; }

#ifdef IMGUI_ENABLE_TEST_ENGINE
  // --- audit of test builds: which node stands for an item of Dear ImGui
  void note_item(unsigned imgui_id, const std::string& node_id) { items_[imgui_id] = node_id; }
  const std::unordered_map<unsigned, std::string>& items() const { return items_; }
#endif

 private:
  Fonts& fonts_;
  Frame frame_;
  Area area_;
  Tree tree_;
  ImDrawList* list_ = nullptr;
  std::unordered_map<std::string, float> heights_, scrolls_, page_scrolls_;
  std::unordered_map<std::string, double> secrets_;
  std::unordered_map<std::string, int> carets_;
  std::vector<NodeEvent> events_;
  std::string focused_, focus_request_, input_taken_;
#ifdef IMGUI_ENABLE_TEST_ENGINE
  std::unordered_map<unsigned, std::string> items_;
#endif
  double wake_at_ = 0;
  float natural_height_ = 0;
  int modal_depth_ = 0;
  bool modal_before_ = false, modal_now_ = false, unsettled_ = false, animating_ = false;
};

}  // namespace kabinet::ui
