// Arranging: rows that wrap when there is no room, grids, cards, scrollers. Containers with a meaning record a node.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/core/ui.h"

namespace kabinet::ui {

// One cell of a row: `width` px, or a share of what is left when width is 0; a share narrower than `min` makes the row wrap into a stack.
struct RowItem {
  float width = 0;
  float min = 0;
  std::function<void()> draw;
  float share = 1;
};
inline RowItem fixed(float width, std::function<void()> draw) { return {width, width, std::move(draw), 0}; }
inline RowItem share(float min, std::function<void()> draw, float part = 1) { return {0, min, std::move(draw), part}; }

enum class CrossAlign { Top, Center, Bottom };

// Side by side; stacked one under another when the column is too narrow (fixed items then keep their width, or take the column's with
// `stretch_stacked`).
void row(Ui& ui, const std::string& id, float gap, CrossAlign align, const std::vector<RowItem>& items, bool stretch_stacked = true);
// As many equal columns as fit with at least `min` px each; rows of equal height: f(index, height) where height is the row's as measured.
void grid(Ui& ui, const std::string& id, int count, float min, float gap, const std::function<void(int, float)>& draw);

struct CardStyle {
  float padding = 24;
  float min_height = 0;       // in a grid: the row's height
  Color background{0, 0, 0, 0};  // unset: the theme's card
  bool border = true;
  Role role = Role::Region;
  std::string name;           // accessible name; a card without a name records Role::Group
};
void card(Ui& ui, const std::string& id, const CardStyle& style, const std::function<void()>& draw);

// A column in the middle of the page, for pages that hold little.
void centred(Ui& ui, const std::string& id, float max_width, const std::function<void()>& draw);

// A native scroller of the given box; draws its content at the present scroll position.
void scroller(Ui& ui, const std::string& id, const Rect& box, Role inner, std::string_view name, const std::function<void()>& draw);

}  // namespace kabinet::ui
