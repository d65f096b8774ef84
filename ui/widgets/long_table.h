// A table of thousands of rows: only those in sight are drawn and stand in the semantics tree, with a few on both sides.
//
// Why not pages with «Следующие 50»: a column of values is typed and compared across any border, and one scrolls to a place rather than
// counts pages. It stays reachable without a pointer: the rows beside those in sight are nodes, so Tab and a reading cursor always find a
// next one, and focusing it scrolls it into sight, which brings the next; the row with the focus stays a node wherever one scrolls; arrow
// keys, Home and End move between the radio buttons; every row says its number and the table how many there are (aria-rowcount).
// The text view has no places and no sight: there the rows do come by fifties, with a button.
// Must not know what the rows are.
#pragma once

#include <cstddef>
#include <cstdint>

#include "ui/widgets/table_row.h"

namespace kabinet::ui {

// Heights of all rows, so that the scroll bar tells the truth; kept by the caller from frame to frame.
struct RowHeights {
  float width = 0;
  std::uint64_t version = 0;
  std::vector<float> of;     // by slot; 0 = not measured
  int shown = 50;            // rows of the text view
};

struct LongRows {
  int count = 0;
  std::uint64_t version = 0;                    // another one: all heights are measured anew
  std::function<std::size_t(int)> slot;         // a small number that stays with a row however rows are filtered and sorted
  std::function<std::string(int)> key;          // the row's key, without dots
  std::function<TableRow(int)> row;             // made for rows in sight, and once for every row to be measured
};

struct LongTableAnswer {
  std::optional<std::string> chosen;            // key of a row
  std::optional<std::string> sort;              // key of a column whose title was pressed
};

LongTableAnswer long_table(Ui& ui, const std::string& id, std::string_view name, const std::vector<Column>& columns, const LongRows& rows,
                           RowHeights& heights, const TableStyle& style, const Sorting& sorting);

}  // namespace kabinet::ui
