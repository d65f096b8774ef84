// The form that asks for a letter.
#include "ui/screens/letter_form.h"

#include "api/registration_rules.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

// What is on the screen as it would be sent.
api::LetterRequest filled(const LetterState& state, const LetterDraft& draft) {
  api::LetterRequest request;
  request.kind = state.kind;
  request.login = draft.login;
  request.captcha_id = state.captcha.given.ready() ? state.captcha.given.value().id : "";
  request.captcha_answer = draft.captcha.typed;
  return request;
}

}  // namespace

std::optional<LetterAction> draw_letter_form(Ui& ui, const Context& context, const std::string& id, Text submit, const LetterState& state, LetterDraft& draft) {
  std::optional<LetterAction> out;
  if (state.done) {
    notice(ui, id + ".done", Tone::Ok, ui.tr(Text::letter_done));
    ui.gap(12);
    text(ui, id + ".done.hint", ui.tr(Text::letter_done_hint, {context.profile.contacts.phone}), {Type::Body, ui.theme().ink2});
    return out;
  }
  const bool email = state.kind == api::SignInKind::Email;
  const Text label = email ? Text::sign_in_email : Text::letter_login;

  Form form(ui, id, draft.moods, api::check_letter_request(filled(state, draft)), state.answered);
  if (state.error) {
    notice(ui, id + ".error", Tone::Bad, error_words(ui, *state.error));
    ui.gap(20);
  }
  form.summary({{"login", label}, {"captcha_answer", Text::captcha_code}});
  Node node;
  node.id = id;
  node.role = Role::Form;
  node.name = ui.tr(submit);
  ui.container(std::move(node), [&] {
    FieldStyle login;
    login.autocomplete = "username";
    login.inputmode = email ? "email" : "";
    login.required = login.marked = true;
    login.max_length = kShownLength;
    form.text("login", ui.tr(label), draft.login, login);
    ui.gap(16);
    if (auto captcha = draw_captcha(form, context, state.captcha, draft.captcha)) out = LetterAction{*captcha};
    ui.gap(24);
    ButtonStyle look;
    look.kind = ButtonKind::Primary;
    look.submit = true;
    look.busy = busy(ui, state.sending, state.since_ms);
    if (button(ui, id + ".submit", ui.tr(submit), look)) {
      form.sent();
      api::LetterRequest request = filled(state, draft);  // the last letter may have come in the same frame
      std::vector<api::FieldError> wrong = api::check_letter_request(request);
      out = LetterSubmitted{std::move(request), std::move(wrong)};
    }
  });
  return out;
}

}  // namespace kabinet::ui
