// Tables: real rows and cells for assistive tools; on narrow screens every row becomes a small card of «column: value» lines.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/core/ui.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

struct Column {
  std::string key;
  std::string title;
  float width = 0;           // px; 0: a share of the rest
  Align align = Align::Left;
  float share = 1;
  bool sortable = false;     // of a long_table: its title is a button
};

struct CellContent {
  std::string text;                      // shown, and the accessible name of the cell
  bool strong = false;
  std::optional<Tone> badge;             // the text as a badge
  std::function<void()> draw;            // controls: drawn in the cell's box
  float draw_height = kControlHeight;    // of what `draw` draws
  std::string note;                      // a smaller line under the text or the badge
};

struct TableRow {
  std::string key;                       // data key, part of ids
  std::string name;                      // of a selectable table: what is chosen with this row; empty: its first text
  std::vector<CellContent> cells;
  bool highlighted = false;
  bool strong = false;                   // totals
  bool muted = false;                    // superseded, withdrawn
  bool struck = false;                   // its texts are crossed out
  bool group = false;                    // of a long_table: a heading over the rows that follow; only `name` is shown
};

// `selected` of a selectable table: row key; answers the key of a row that was clicked. Every row has a radio button, for the keyboard.
struct TableStyle {
  bool selectable = false;
  std::string selected;
  float stack_below = 620;               // px: a narrower table becomes a list of cards
};
std::optional<std::string> table(Ui& ui, const std::string& id, std::string_view name, const std::vector<Column>& columns,
                                 const std::vector<TableRow>& rows, const TableStyle& style = {});

}  // namespace kabinet::ui
