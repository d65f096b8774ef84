// A description list: what is known of something, label beside value. For assistive tools one list whose items are «label: value».
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/core/ui.h"

namespace kabinet::ui {

struct Detail {
  std::string key;     // part of the node's id
  std::string label, value;  // an empty value is left out
  Privacy privacy = Privacy::Public;
};

void details(Ui& ui, const std::string& id, std::string_view name, const std::vector<Detail>& items);

}  // namespace kabinet::ui
