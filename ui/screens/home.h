// The start pages: the choice of a category (K1–K3) and services that are had at the office for now.
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
// A service by its path ("feedback", …) that has no screen yet: what it is and how to get it today.
std::optional<PathChosen> draw_service(Ui& ui, const Context& context, std::string_view service);
Text service_title(std::string_view service);
std::optional<PathChosen> draw_not_found(Ui& ui, const Context& context);

}  // namespace kabinet::ui
