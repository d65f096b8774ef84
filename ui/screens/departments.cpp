// Departments and rooms.
#include "ui/screens/departments.h"

#include <string>

#include "ui/widgets/text.h"

namespace kabinet::ui {

void draw_departments(Ui& ui, const Context& context, const std::string& prefix) {
  int index = 0;
  for (const api::SignInWay& way : context.profile.sign_in) {
    for (const api::Department& department : way.departments) {
      if (index == 0) heading(ui, prefix + ".departments", 2, ui.tr(Text::sign_in_departments), Type::BodyStrong);
      ui.gap(8);
      text(ui, prefix + ".department." + std::to_string(index++),
           ui.tr(Text::sign_in_department, {department.room, department.name, department.services}), {Type::Body, ui.theme().ink2});
    }
  }
  if (index == 0 || context.profile.contacts.address.empty()) return;
  ui.gap(8);
  std::string phone;  // stays on one line
  for (const char c : context.profile.contacts.phone) phone += c == ' ' ? std::string("\u00A0") : std::string(1, c);
  text(ui, prefix + ".departments.address", context.profile.contacts.address + " · " + phone, {Type::Body, ui.theme().ink2});
}

}  // namespace kabinet::ui
