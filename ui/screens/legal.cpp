// Headings and paragraphs of a legal text.
#include "ui/screens/legal.h"

#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

constexpr float kColumn = 760;  // some 90 letters a line

void load(LegalState& state, EffectsFor<LegalAction>& effects) {
  const Ticket ticket = state.text.start(effects.now_ms());
  effects.call(api::GetLegalText{state.id}, [ticket](api::Result<api::LegalText> reply) { return LegalAction{LegalReplied{ticket, std::move(reply)}}; });
}

std::string edition(const Ui& ui, const std::string& version) {
  const auto date = api::parse_date(version);
  if (!date) return ui.tr(Text::legal_edition, {version});
  return ui.tr(Text::legal_edition, {day_month(ui.frame().language, *date) + " " + std::to_string(date->year)});
}

void draw_text(Ui& ui, const api::LegalText& content) {
  heading(ui, "legal.title", 1, content.title);
  ui.gap(8);
  text(ui, "legal.edition", edition(ui, content.version), {Type::Small, ui.theme().ink2});
  ui.gap(12);
  int index = 0;
  for (const std::string& paragraph : content.paragraphs) {
    const std::string id = "legal.p" + std::to_string(index++);
    const bool is_heading = paragraph.rfind("# ", 0) == 0;
    ui.gap(is_heading ? 20 : 10);
    if (is_heading) heading(ui, id, 2, std::string_view(paragraph).substr(2), Type::Title);
    else text(ui, id, paragraph);
  }
}

}  // namespace

Text legal_title(std::string_view id) {
  if (id == "consent") return Text::registration_consent;
  return id == "policy" ? Text::legal_policy : Text::registration_agreement;
}

void enter(LegalState& state, LegalDraft&, std::string_view id, EffectsFor<LegalAction> effects) {
  if (state.id != id) {
    state = {};
    state.id = id;
  }
  if (!state.text.ready() && !state.text.loading()) load(state, effects);
}

std::optional<LegalAction> draw(Ui& ui, const Context&, const LegalState& state, LegalDraft&) {
  std::optional<LegalAction> out;
  centred(ui, "legal", kColumn, [&] {
    CardStyle style;
    style.padding = 32;
    card(ui, "legal.card", style, [&] {
      if (!state.text.ready()) heading(ui, "legal.title", 1, ui.tr(legal_title(state.id)));
      if (remote(ui, "legal", state.text, [&](const api::LegalText& content) { draw_text(ui, content); })) out = LegalRetried{};
    });
  });
  return out;
}

void update(LegalState& state, const LegalAction& action, EffectsFor<LegalAction> effects) {
  if (const auto* replied = std::get_if<LegalReplied>(&action)) state.text.finish(replied->ticket, replied->reply);
  else load(state, effects);
}

}  // namespace kabinet::ui
