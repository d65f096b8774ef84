#include "server/print/table.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace kabinet::server::print {

Table::Table(Sheet& sheet, std::vector<Column> columns, std::vector<HeaderCell> header, TableStyle style)
    : sheet_(sheet), columns_(std::move(columns)), header_(std::move(header)), style_(style) {
  const Style text{style_.header_size, style_.header_bold ? Weight::SemiBold : Weight::Regular, Align::Center};
  int rows = 0;
  for (const auto& cell : header_) rows = std::max(rows, cell.row + cell.rows);
  header_heights_.assign(static_cast<std::size_t>(rows), 0);
  for (const auto& cell : header_)
    header_texts_.push_back(sheet_.paper().lay_out(cell.text, span(cell.column, cell.columns) - 2 * style_.padding, text));
  // Cells of one row first, then joined ones stretch the last of their rows.
  for (int joined = 1; joined <= rows; ++joined)
    for (std::size_t i = 0; i < header_.size(); ++i) {
      const auto& cell = header_[i];
      if (cell.rows != joined) continue;
      const auto first = header_heights_.begin() + cell.row;
      const double have = std::accumulate(first, first + joined, 0.0), want = header_texts_[i].height() + 2 * style_.padding;
      if (want > have) header_heights_[static_cast<std::size_t>(cell.row + joined - 1)] += want - have;
    }
  const double height = std::accumulate(header_heights_.begin(), header_heights_.end(), 0.0);
  sheet_.need(height + 2 * style_.size);
  draw_header();
}

double Table::x_of(int column) const {
  double x = sheet_.left();
  for (int i = 0; i < column; ++i) x += columns_[static_cast<std::size_t>(i)].width;
  return x;
}

double Table::span(int column, int columns) const { return x_of(column + columns) - x_of(column); }

void Table::draw_header() {
  for (std::size_t i = 0; i < header_.size(); ++i) {
    const auto& cell = header_[i];
    const auto first = header_heights_.begin();
    const double y = sheet_.y() + std::accumulate(first, first + cell.row, 0.0);
    const double height = std::accumulate(first + cell.row, first + cell.row + cell.rows, 0.0);
    sheet_.paper().box(x_of(cell.column), y, span(cell.column, cell.columns), height, style_.line);
    sheet_.paper().draw(header_texts_[i], x_of(cell.column) + style_.padding, y + (height - header_texts_[i].height()) / 2);
  }
  sheet_.space(std::accumulate(header_heights_.begin(), header_heights_.end(), 0.0));
}

void Table::row(std::vector<Cell> cells, Keep keep) {
  Row row;
  int column = 0;
  for (auto& cell : cells) {
    const Align align = cell.align.value_or(columns_[static_cast<std::size_t>(column)].align);
    row.texts.push_back(sheet_.paper().lay_out(cell.text, span(column, cell.columns) - 2 * style_.padding,
                                               {style_.size, cell.bold ? Weight::SemiBold : Weight::Regular, align}));
    row.height = std::max(row.height, row.texts.back().height() + 2 * style_.padding);
    column += cell.columns;
  }
  row.cells = std::move(cells);
  waiting_.push_back(std::move(row));
  if (keep == Keep::No) finish();
}

void Table::finish(double after) {
  const double height = std::accumulate(waiting_.begin(), waiting_.end(), 0.0, [](double sum, const Row& row) { return sum + row.height; });
  if (!waiting_.empty() && sheet_.need(height + after)) draw_header();
  for (const auto& row : waiting_) draw(row);
  waiting_.clear();
}

void Table::draw(const Row& row) {
  int column = 0;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const double x = x_of(column), width = span(column, row.cells[i].columns);
    sheet_.paper().box(x, sheet_.y(), width, row.height, style_.line);
    sheet_.paper().draw(row.texts[i], x + style_.padding, sheet_.y() + style_.padding);
    column += row.cells[i].columns;
  }
  sheet_.space(row.height);
}

}  // namespace kabinet::server::print
