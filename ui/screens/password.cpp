// «Изменение пароля».
#include "ui/screens/password.h"

#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

constexpr const char* kForm = "password.form";

std::vector<api::SecretField> all_secrets() {
  std::vector<api::SecretField> secrets = secrets_of(kForm);
  secrets.push_back({"current_password", std::string(kForm) + ".current_password"});
  return secrets;
}

void draw_form(Ui& ui, const PasswordState& state, PasswordDraft& draft, std::optional<PasswordAction>& out) {
  std::vector<api::FieldError> wrong = check_lengths(ui, kForm);
  if (ui.secret_length(std::string(kForm) + ".current_password") == 0) wrong.insert(wrong.begin(), {"current_password", "required"});
  Form form(ui, kForm, draft.moods, wrong, state.answered);
  form.summary({{"current_password", Text::password_current}, {"password", Text::password_new}, {"password_repeat", Text::registration_repeat}});
  Node node;
  node.id = kForm;
  node.role = Role::Form;
  node.name = ui.tr(Text::password_title);
  ui.container(std::move(node), [&] {
    FieldStyle current;
    current.autocomplete = "current-password";
    current.required = current.marked = true;
    current.max_length = kShownLength;
    if (form.secret("current_password", ui.tr(Text::password_current), draft.revealed, current))
      out = SecretRevealed{form.node_of("current_password"), draft.revealed};
    ui.gap(16);
    if (auto revealed = draw_new_password(form, draft.password, ui.tr(Text::password_new), ui.tr(Text::registration_repeat))) out = *revealed;
    ui.gap(20);
    ButtonStyle submit;
    submit.kind = ButtonKind::Primary;
    submit.submit = true;
    submit.busy = busy(ui, state.sending, state.since_ms);
    if (button(ui, "password.submit", ui.tr(Text::password_submit), submit)) {
      form.sent();
      out = PasswordSubmitted{std::move(wrong)};
    }
  });
}

void submit(PasswordState& state, const PasswordSubmitted& submitted, EffectsFor<PasswordAction>& effects) {
  if (state.sending) return;
  state.error.reset();
  state.answered.clear();
  state.done = false;
  if (!submitted.wrong.empty()) return effects->focus(std::string(kForm) + ".summary");
  state.sending = true;
  state.since_ms = effects.now_ms();
  const Ticket ticket = state.ticket = next_ticket();
  effects.call(api::ChangePassword{}, [ticket](api::Result<api::Session> reply) { return PasswordAction{PasswordReplied{ticket, std::move(reply)}}; },
               all_secrets());
}

void take_reply(PasswordState& state, const PasswordReplied& replied, EffectsFor<PasswordAction>& effects) {
  if (replied.ticket != state.ticket) return;
  state.sending = false;
  if (replied.reply) {
    for (const api::SecretField& secret : all_secrets()) effects->clear_secret(secret.node_id);
    state.done = true;
    effects->focus("password.done");
    return effects->session_changed(*replied.reply);
  }
  const api::Error& error = replied.reply.error();
  if (error.code == api::ErrorCode::BadCredentials) {
    state.answered = {{"current_password", "wrong_password"}};
  } else if (error.code == api::ErrorCode::Invalid && !error.fields.empty()) {
    state.answered = error.fields;
  } else {
    state.error = error;
    return effects->focus("password.error");
  }
  effects->focus(std::string(kForm) + ".summary");
}

}  // namespace

void enter(PasswordState& state, PasswordDraft& draft, EffectsFor<PasswordAction>) {
  if (!state.done) return;
  state = {};
  draft = {};
}

std::optional<PasswordAction> draw(Ui& ui, const Context& context, const PasswordState& state, PasswordDraft& draft) {
  std::optional<PasswordAction> out;
  const bool issued = context.session != nullptr && context.session->must_change_password;
  centred(ui, "password", 560, [&] {
    CardStyle style;
    style.padding = 32;
    card(ui, "password.card", style, [&] {
      heading(ui, "password.title", 1, ui.tr(Text::password_title));
      ui.gap(16);
      if (state.done) {
        notice(ui, "password.done", Tone::Ok, ui.tr(Text::password_done));
        ui.gap(20);
      } else if (issued) {
        notice(ui, "password.issued", Tone::Warn, ui.tr(Text::password_issued));
        ui.gap(20);
      }
      if (state.error) {
        notice(ui, "password.error", Tone::Bad, error_words(ui, *state.error));
        ui.gap(20);
      }
      draw_form(ui, state, draft, out);
    });
  });
  return out;
}

void update(PasswordState& state, const PasswordAction& action, EffectsFor<PasswordAction> effects) {
  if (const auto* submitted = std::get_if<PasswordSubmitted>(&action)) submit(state, *submitted, effects);
  else if (const auto* replied = std::get_if<PasswordReplied>(&action)) take_reply(state, *replied, effects);
  else if (const auto* revealed = std::get_if<SecretRevealed>(&action)) effects->reveal_secret(revealed->node_id, revealed->revealed);
}

}  // namespace kabinet::ui
