// Tabs and choices of one: real tablists and radio groups, moved through with the arrow keys.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/core/ui.h"

namespace kabinet::ui {

struct TabItem {
  std::string key;      // data key, part of the node's id
  std::string label;
};
// Answers the newly chosen index; `by_keys` becomes true where the arrow keys moved there.
std::optional<int> tabs(Ui& ui, const std::string& id, std::string_view name, const std::vector<TabItem>& items, int current, bool* by_keys = nullptr);

struct Choice {
  std::string key, title, hint;
  std::optional<Icon> icon;
  bool disabled = false;
};
// Cards of which one is chosen (role radio).
std::optional<int> choices(Ui& ui, const std::string& id, std::string_view name, const std::vector<Choice>& items, int current);

// Answers the new state when it was toggled.
std::optional<bool> checkbox(Ui& ui, const std::string& id, std::string_view label, bool checked, std::string_view error = {}, bool required = false);

}  // namespace kabinet::ui
