// The start pages.
#include "ui/screens/home.h"

#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

std::optional<PathChosen> draw_categories(Ui& ui, const Context& context) {
  std::optional<PathChosen> out;
  struct Category { const char* id; Text title, hint; Icon icon; const char* path; };
  const Category categories[] = {
      {"home.organisations", Text::home_organisations, Text::home_organisations_hint, Icon::building_2, "/organisations"},
      {"home.individuals", Text::home_individuals, Text::home_individuals_hint, Icon::house, "/individuals"}};
  centred(ui, "home", 880, [&] {
    heading(ui, "home.title", 1, context.profile.headline, ui.narrow() ? Type::Heading : Type::Display);
    ui.gap(12);
    text(ui, "home.intro", context.profile.intro, {Type::Lead, ui.theme().ink2});
    ui.gap(32);
    grid(ui, "home.grid", 2, 280, 20, [&](int i, float height) {
      const Category& category = categories[i];
      CardStyle style;
      style.min_height = height;
      card(ui, std::string(category.id) + ".card", style, [&] {
        const Area area = ui.area();
        fill(ui, {area.x, area.y, 52, 52}, ui.theme().accent_soft, kCardRadius);
        icon(ui, category.icon, area.x + 12, area.y + 12, 28, ui.theme().accent);
        ui.gap(68);
        LinkStyle look;
        look.type = Type::Title;
        look.min_height = 32;
        if (link(ui, category.id, ui.tr(category.title), context.href(category.path), look)) out = PathChosen{category.path};
        ui.gap(4);
        text(ui, std::string(category.id) + ".hint", ui.tr(category.hint), {Type::Body, ui.theme().ink2});
      });
    });
  });
  return out;
}

std::optional<PathChosen> draw_organisations(Ui& ui, const Context& context) {
  std::optional<PathChosen> out;
  centred(ui, "organisations", 840, [&] {
    heading(ui, "organisations.title", 1, ui.tr(Text::sign_in_organisations_title), ui.narrow() ? Type::Heading : Type::Display);
    ui.gap(12);
    text(ui, "organisations.intro", ui.tr(Text::home_organisations_hint), {Type::Lead, ui.theme().ink2});
    ui.gap(28);
    const auto entry = [&](const char* id, Text label, Icon symbol, const char* path) {
      LinkStyle look;
      look.boxed = true;
      look.type = Type::BodyStrong;
      look.icon = symbol;
      if (link(ui, id, ui.tr(label), context.href(path), look)) out = PathChosen{path};
    };
    LinkStyle measure;
    measure.boxed = true;
    measure.type = Type::BodyStrong;
    measure.icon = Icon::log_in;
    row(ui, "organisations.row", 12, CrossAlign::Top,
        {fixed(link_width(ui, ui.tr(Text::sign_in_submit), measure),
               [&] { entry("organisations.sign_in", Text::sign_in_submit, Icon::log_in, "/organisations/sign-in"); }),
         fixed(link_width(ui, ui.tr(Text::sign_in_registration), measure),
               [&] { entry("organisations.registration", Text::sign_in_registration, Icon::user_plus, "/organisations/registration"); })});
    ui.gap(24);
    LinkStyle back;
    back.icon = Icon::arrow_left;
    if (link(ui, "organisations.back", ui.tr(Text::sign_in_other_category), context.href("/"), back)) out = PathChosen{"/"};
  });
  return out;
}

std::optional<PathChosen> draw_not_found(Ui& ui, const Context& context) {
  std::optional<PathChosen> out;
  centred(ui, "not_found", 560, [&] {
    heading(ui, "not_found.title", 1, ui.tr(Text::not_found_title));
    ui.gap(12);
    text(ui, "not_found.text", ui.tr(Text::not_found_text), {Type::Body, ui.theme().ink2});
    ui.gap(20);
    LinkStyle back;
    back.boxed = true;
    back.type = Type::BodyStrong;
    if (link(ui, "not_found.home", ui.tr(Text::not_found_home), context.href("/"), back)) out = PathChosen{"/"};
  });
  return out;
}

}  // namespace kabinet::ui
