// Pictures of numbers by month: stacked bars and a line that may go below zero. Each is a picture for the eye and a table for who cannot
// see it. Must not know what the numbers are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/core/ui.h"

namespace kabinet::ui {

struct FigureSeries {
  std::string title;          // of the legend and of the table's column
  Color color;
};

struct Stack {
  std::string key;            // "2026-11"
  std::string label, full_label;  // «ноя», «ноябрь 2026»
  std::vector<double> sizes;  // by series
  std::vector<std::string> values;  // the same as text, for the table
  std::string total;          // as text over the bar
  bool highlighted = false;
};

// With a legend where there are several series.
void stacks(Ui& ui, const std::string& id, std::string_view name, std::string_view label_title, std::string_view total_title,
            const std::vector<FigureSeries>& series, const std::vector<Stack>& items, float height);

struct TrendPoint {
  std::string key, label, full_label;
  double value = 0;
  std::string said;           // as text at the point
  std::vector<std::string> cells;   // of the table, by column
};

// `columns`: titles of the table after the month's.
void trend(Ui& ui, const std::string& id, std::string_view name, std::string_view label_title, const std::vector<std::string>& columns,
           const std::vector<TrendPoint>& points, float height);

}  // namespace kabinet::ui
