// A ruled table on a Sheet: a header with joined cells that comes again on every page, rows that are never split, rows that keep the next
// one with them. Must not know what the cells say.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/print/sheet.h"

namespace kabinet::server::print {

struct Column {
  double width = 0;
  Align align = Align::Left;
};

struct HeaderCell {
  int row = 0, column = 0;
  std::string text;
  int columns = 1, rows = 1;  // how many it joins
};

struct Cell {
  std::string text;
  int columns = 1;
  std::optional<Align> align = {};
  bool bold = false;
};

struct TableStyle {
  double header_size = 7, size = 8, padding = 2.5;
  bool header_bold = false;
  double line = 0.5;
};

enum class Keep { No, WithNext };

class Table {
 public:
  Table(Sheet& sheet, std::vector<Column> columns, std::vector<HeaderCell> header, TableStyle style = {});
  void row(std::vector<Cell> cells, Keep keep = Keep::No);
  void finish(double after = 0);  // draws what still waits for its next row, on one page with the `after` points that follow the table

 private:
  struct Row {
    std::vector<Cell> cells;
    std::vector<Text> texts;
    double height = 0;
  };
  double x_of(int column) const;
  double span(int column, int columns) const;
  void draw_header();
  void draw(const Row& row);

  Sheet& sheet_;
  std::vector<Column> columns_;
  std::vector<HeaderCell> header_;
  std::vector<Text> header_texts_;
  std::vector<double> header_heights_;
  TableStyle style_;
  std::vector<Row> waiting_;
};

}  // namespace kabinet::server::print
