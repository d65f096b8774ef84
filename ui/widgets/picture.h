// A picture that the browser fetches and draws over the canvas: what the program has no pixels of.
#pragma once

#include <string>
#include <string_view>

#include "ui/core/ui.h"

namespace kabinet::ui {

// `source` is an address of this site; `name` is what the picture shows, for who cannot see it. Takes its place whether it has come or not.
void picture(Ui& ui, const std::string& id, std::string_view name, const std::string& source, float width, float height);

}  // namespace kabinet::ui
