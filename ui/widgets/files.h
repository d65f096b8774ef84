// Files to send along: a native file input, and the list of what was chosen. Their bytes stay in the page (web/library_mirror_files.js): a
// request names the input among HttpRequest::secrets. Must not know where they go.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/core/ui.h"

namespace kabinet::ui {

struct ChosenFile {
  std::string id;             // the page's
  std::string name;
  std::int64_t bytes = 0;
  std::string kind;           // by its first bytes: "pdf", "png", "jpeg"; empty: something else
};

struct FilesStyle {
  std::string accept;         // for the browser's own window: ".pdf,.png"
  std::string hint, error;
  bool disabled = false;
  std::function<std::string(const ChosenFile&)> wrong;  // what is wrong with one of them; empty: nothing
};

// True when files were added or taken off.
bool file_field(Ui& ui, const std::string& id, std::string_view label, std::vector<ChosenFile>& files, const FilesStyle& style);
std::string size_words(const Ui& ui, std::int64_t bytes);  // «340 КБ», «1,2 МБ»

}  // namespace kabinet::ui
