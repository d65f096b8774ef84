// The start pages: the choice of a category (K1–K3), and the answer to an address that is none.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ui/core/ui.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

struct PathChosen { std::string path; };  // inside the utility

// «Для юридических лиц» / «Для физических лиц».
std::optional<PathChosen> draw_categories(Ui& ui, const Context& context);
// «Личный кабинет для юридических лиц» with «Войти» and «Регистрация».
std::optional<PathChosen> draw_organisations(Ui& ui, const Context& context);
std::optional<PathChosen> draw_not_found(Ui& ui, const Context& context);

}  // namespace kabinet::ui
