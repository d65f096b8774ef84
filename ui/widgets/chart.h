// Bars by month, where it is known beside what was a year before. A picture for the eye, a table for who cannot see it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/core/ui.h"

namespace kabinet::ui {

struct Bar {
  std::string key;       // "2026-11"
  std::string label;     // «ноя»
  std::string full_label;  // «ноябрь 2026»
  std::string value;     // as text over the bar
  double size = 0;
  bool highlighted = false;
  std::optional<double> before;  // the bar beside it
  std::string before_value;
};

struct BarTitles {
  std::string_view label, value;  // of the table's columns
  std::string_view before;        // empty: nothing is compared
};

void bars(Ui& ui, const std::string& id, std::string_view name, const BarTitles& titles, const std::vector<Bar>& items, float height);

}  // namespace kabinet::ui
