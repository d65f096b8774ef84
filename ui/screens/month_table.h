// A picture by month as a table, the newest month first. Must not know what the numbers are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/core/ui.h"

namespace kabinet::ui {

struct MonthLine {
  std::string key;                   // "2026-11"
  std::vector<std::string> cells;    // the month, then a cell under each title
};

// `lines` as the picture has them, the oldest first.
void month_table(Ui& ui, const std::string& id, std::string_view name, const std::vector<std::string>& titles, const std::vector<MonthLine>& lines);

}  // namespace kabinet::ui
