// Bars by month. A picture for the eye, a table for who cannot see it.
#pragma once

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
};

void bars(Ui& ui, const std::string& id, std::string_view name, std::string_view label_title, std::string_view value_title,
          const std::vector<Bar>& items, float height);

}  // namespace kabinet::ui
