#include "server/print/slip.h"

#include <fmt/format.h>

#include "server/print/sheet.h"
#include "server/print/terms.h"

namespace kabinet::server::print {
namespace {

void field(Sheet& sheet, const std::string& name, const std::string& value, double size) {
  sheet.paragraph(name, {8.5, Weight::Regular, Align::Left, 0.35});
  sheet.space(1);
  const Text text = sheet.paper().lay_out(value, sheet.width() - mm(6), {size, Weight::SemiBold});
  const double height = text.height() + mm(4);
  sheet.paper().box(sheet.left(), sheet.y(), sheet.width(), height, 0.7);
  sheet.paper().draw(text, sheet.left() + mm(3), sheet.y() + mm(2));
  sheet.space(height + mm(4));
}

}  // namespace

api::Result<std::string> slip_pdf(const Slip& slip, const std::string& fonts_dir) {
  auto fonts = Fonts::load(fonts_dir);
  if (!fonts) return fonts.error();
  const auto& profile = *slip.profile;
  Paper paper(std::move(*fonts), mm(148), mm(210), {"Пароль для входа в личный кабинет", profile.legal_name, slip.made_at, profile.utc_offset_minutes});
  Sheet sheet(paper, {mm(14), mm(13), mm(14), mm(12)});
  const Style plain{9.5};
  sheet.paragraph(profile.legal_name, {10, Weight::SemiBold});
  sheet.paragraph(profile.tagline, {9, Weight::Regular, Align::Left, 0.35});
  sheet.space(mm(6));
  sheet.paragraph("Пароль для входа в личный кабинет", {15, Weight::Bold});
  sheet.space(mm(5));
  field(sheet, slip.kind == api::SignInKind::Individual ? "Лицевой счет" : slip.kind == api::SignInKind::Email ? "Адрес электронной почты" : "Логин",
        slip.login, 14);
  field(sheet, "Пароль", slip.password, 20);
  field(sheet, "Адрес страницы входа", slip.address, 11);
  sheet.paragraph("Как войти", {10.5, Weight::SemiBold});
  sheet.space(2);
  int step = 0;
  for (const char* text : {"Откройте страницу входа и выберите свой способ входа.", "Введите логин и пароль, как они напечатаны: с дефисами, строчными буквами.",
                           "Кабинет попросит придумать новый пароль. После этого пароль с этого листа больше не действует."}) {
    sheet.paragraph(fmt::format("{}. {}", ++step, text), plain);
    sheet.space(2);
  }
  sheet.space(mm(2));
  sheet.paragraph("Никому не сообщайте пароль: сотрудники предприятия его не спрашивают. Лист уничтожьте, когда смените пароль.", plain);
  sheet.space(mm(5));
  for (const auto& way : profile.sign_in) {
    if (way.kind != slip.kind || way.departments.empty()) continue;
    sheet.paragraph("Где выдают пароль", {10.5, Weight::SemiBold});
    sheet.space(2);
    for (const auto& department : way.departments) {
      sheet.paragraph(fmt::format("{}, {} — {}", department.name, department.room, department.services), plain);
      sheet.space(1);
    }
  }
  sheet.space(mm(4));
  if (!profile.contacts.phone.empty()) sheet.paragraph(fmt::format("Телефон: {}", profile.contacts.phone), plain);
  if (!profile.contacts.address.empty()) sheet.paragraph(profile.contacts.address, plain);
  sheet.space(mm(3));
  sheet.paragraph("Выдан " + long_date(api::date_of(slip.made_at, profile.utc_offset_minutes)), {8.5, Weight::Regular, Align::Left, 0.35});
  return paper.pdf();
}

}  // namespace kabinet::server::print
