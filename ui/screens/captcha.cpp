// The picture with the code, and the code in words.
#include "ui/screens/captcha.h"

#include <algorithm>

#include "ui/screens/document_link.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/picture.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

constexpr float kPictureWidth = 200, kPictureHeight = 72;

void draw_ways_out(Form& form, const CaptchaState& state, std::optional<CaptchaAction>& out) {
  Ui& ui = form.ui();
  ButtonStyle quiet;
  quiet.kind = ButtonKind::Quiet;
  quiet.left = true;
  quiet.height = 36;
  quiet.type = Type::SmallMedium;
  ButtonStyle another = quiet;
  another.icon = Icon::refresh_cw;
  another.busy = busy(ui, state.given.loading(), state.given.since_ms());
  if (button(ui, form.node_of("captcha.another"), ui.tr(Text::captcha_another), another)) out = CaptchaRenewed{};
  ButtonStyle in_words = quiet;
  in_words.icon = Icon::message_square_text;
  if (button(ui, form.node_of("captcha.in_words"), ui.tr(Text::captcha_in_words), in_words)) out = CaptchaWordsAsked{};
}

}  // namespace

bool spent(const std::vector<api::FieldError>& errors) {
  return std::any_of(errors.begin(), errors.end(), [](const api::FieldError& error) {
    return error.code == "wrong_code" || error.code == "expired_code";
  });
}

std::optional<CaptchaAction> draw_captcha(Form& form, const Context& context, const CaptchaState& state, CaptchaDraft& draft) {
  std::optional<CaptchaAction> out;
  Ui& ui = form.ui();
  if (state.given.failed()) {
    if (failed(ui, form.node_of("captcha.failed"), state.given.error())) out = CaptchaRenewed{};
    return out;
  }
  const std::string id = state.given.ready() ? state.given.value().id : "";
  if (draft.of != id) draft = {{}, id};
  row(ui, form.node_of("captcha"), 16, CrossAlign::Center,
      {fixed(kPictureWidth,
             [&] {
               const std::string source = id.empty() ? "" : document_href(context, api::GetCaptchaImage{id});
               picture(ui, form.node_of("captcha.picture"), ui.tr(Text::captcha_picture), source, kPictureWidth, kPictureHeight);
             }),
       share(140, [&] { draw_ways_out(form, state, out); })},
      false);
  if (state.in_words && state.given.ready()) {
    ui.gap(8);
    TextStyle words{Type::BodyMedium};
    words.role = Role::Status;
    text(ui, form.node_of("captcha.words"), ui.tr(Text::captcha_words, {state.given.value().words}), words);
  }
  ui.gap(12);
  FieldStyle style;
  style.required = style.marked = true;
  style.autocomplete = "off";
  style.inputmode = "numeric";
  style.max_length = kShownLength;
  form.text("captcha_answer", ui.tr(Text::captcha_code), draft.typed, style);
  const bool old = state.given.ready() && state.given.value().expires_at.ms <= ui.frame().now.ms;
  if (old && !state.given.loading() && ui.focused(form.node_of("captcha_answer"))) out = CaptchaRenewed{false};
  return out;
}

}  // namespace kabinet::ui
