// One row of a table, over the whole width or as a card of «column: value» lines. Internal to table.cpp and long_table.cpp.
#pragma once

#include "ui/widgets/table.h"

namespace kabinet::ui {

// Where the columns of a wide table stand.
struct Grid {
  std::vector<float> left, widths;  // of the cells' content
  int first = 0;                    // column index of the first cell: 1 behind the radio buttons
};
Grid grid_of(const Area& outer, const std::vector<Column>& columns, bool selectable);

inline constexpr float kHeadHeight = 40;
struct Sorting {
  std::string by;                   // key of a column; empty: as it comes
  bool descending = false;
};
// Titles of the columns and the line under them; moves the cursor. Answers the key of a sortable column that was pressed.
std::optional<std::string> wide_head(Ui& ui, const std::string& id, const std::vector<Column>& columns, const Grid& grid, bool selectable,
                                     const Sorting* sorting = nullptr);

float wide_height(Ui& ui, const std::vector<Column>& columns, const TableRow& row, const Grid& grid);
float stacked_height(Ui& ui, const std::vector<Column>& columns, const TableRow& row, float width, const TableStyle& style);

// Draws the row into `rect`, whose height the functions above have told. True when it was chosen.
bool wide_row(Ui& ui, const std::string& row_id, const std::vector<Column>& columns, const TableRow& row, const Grid& grid, const Rect& rect, int index,
              const TableStyle& style);
bool stacked_row(Ui& ui, const std::string& row_id, const std::vector<Column>& columns, const TableRow& row, const Rect& rect, int index,
                 const TableStyle& style);

}  // namespace kabinet::ui
