// «Восстановление доступа» and the page that the letter leads to.
#include "ui/screens/recovery.h"

#include "ui/screens/departments.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

constexpr const char* kLetterForm = "recovery.letter";
constexpr const char* kForm = "recovery.form";

std::string sign_in_path(const RecoveryState& state) {
  if (state.at_office) return "/individuals";
  return state.letter.kind == api::SignInKind::Email ? "/" : "/organisations/sign-in";
}

bool is_dead(const api::Error& error) {
  return error.code == api::ErrorCode::LinkExpired || error.code == api::ErrorCode::LinkUsed || error.code == api::ErrorCode::NotFound;
}

void draw_new(Ui& ui, const RecoveryState& state, RecoveryDraft& draft, std::optional<RecoveryAction>& out) {
  if (state.error) {
    notice(ui, "recovery.error", Tone::Bad, error_words(ui, *state.error));
    ui.gap(20);
  }
  std::vector<api::FieldError> wrong = check_lengths(ui, kForm);
  Form form(ui, kForm, draft.moods, wrong, state.answered);
  form.summary({{"password", Text::password_new}, {"password_repeat", Text::registration_repeat}});
  Node node;
  node.id = kForm;
  node.role = Role::Form;
  node.name = ui.tr(Text::password_title);
  ui.container(std::move(node), [&] {
    if (auto revealed = draw_new_password(form, draft.password, ui.tr(Text::password_new), ui.tr(Text::registration_repeat))) out = *revealed;
    ui.gap(20);
    ButtonStyle submit;
    submit.kind = ButtonKind::Primary;
    submit.submit = true;
    submit.busy = busy(ui, state.sending, state.since_ms);
    if (button(ui, "recovery.submit", ui.tr(Text::password_submit), submit)) {
      form.sent();
      out = ResetSubmitted{std::move(wrong)};
    }
  });
}

void draw_request(Ui& ui, const Context& context, const RecoveryState& state, RecoveryDraft& draft, std::optional<RecoveryAction>& out) {
  if (state.dead) {
    const Text words = state.dead->code == api::ErrorCode::LinkExpired ? Text::recovery_expired
                       : state.dead->code == api::ErrorCode::LinkUsed  ? Text::recovery_used
                                                                       : Text::recovery_unknown;
    notice(ui, "recovery.dead", Tone::Bad, ui.tr(words));
    ui.gap(20);
  }
  if (!state.letter.done) {
    text(ui, "recovery.intro", ui.tr(state.letter.kind == api::SignInKind::Email ? Text::recovery_intro_email : Text::recovery_intro), {Type::Body, ui.theme().ink2});
    ui.gap(16);
  }
  if (auto action = draw_letter_form(ui, context, kLetterForm, Text::recovery_submit, state.letter, draft.letter)) out = RecoveryAction{*action};
}

void draw_content(Ui& ui, const Context& context, const RecoveryState& state, RecoveryDraft& draft, std::optional<RecoveryAction>& out) {
  if (state.at_office) {
    text(ui, "recovery.office", ui.tr(Text::recovery_office), {Type::Body, ui.theme().ink2});
    ui.gap(16);
    draw_departments(ui, context, "recovery");
  } else if (state.done) {
    notice(ui, "recovery.done", Tone::Ok, ui.tr(Text::password_done));
  } else if (!state.token.empty()) {
    draw_new(ui, state, draft, out);
  } else {
    draw_request(ui, context, state, draft, out);
  }
  ui.gap(20);
  const std::string path = sign_in_path(state);
  LinkStyle back;
  back.icon = state.done ? Icon::log_in : Icon::arrow_left;
  back.boxed = state.done;
  back.type = state.done ? Type::BodyStrong : Type::SmallMedium;
  if (link(ui, "recovery.sign_in", ui.tr(state.done ? Text::sign_in_submit : Text::recovery_back), context.href(path), back)) out = RecoveryLinkFollowed{path};
}

void reset(RecoveryState& state, const ResetSubmitted& submitted, EffectsFor<RecoveryAction>& effects) {
  if (state.sending) return;
  state.error.reset();
  state.answered.clear();
  if (!submitted.wrong.empty()) return effects->focus(std::string(kForm) + ".summary");
  state.sending = true;
  state.since_ms = effects.now_ms();
  const Ticket ticket = state.ticket = next_ticket();
  effects.call(api::ResetPassword{{state.token, {}, {}}},
               [ticket](api::Result<api::Nothing> reply) { return RecoveryAction{ResetReplied{ticket, std::move(reply)}}; }, secrets_of(kForm));
}

void take_reply(RecoveryState& state, const ResetReplied& replied, EffectsFor<RecoveryAction>& effects) {
  if (replied.ticket != state.ticket) return;
  state.sending = false;
  if (replied.reply) {
    for (const api::SecretField& secret : secrets_of(kForm)) effects->clear_secret(secret.node_id);
    state.token.clear();
    state.done = true;
    return effects->signed_out();  // the server has ended every session, this browser's too
  }
  const api::Error& error = replied.reply.error();
  if (is_dead(error)) {
    state.dead = error;
    state.token.clear();
    enter_captcha(state.letter.captcha, effects);
  } else if (error.code == api::ErrorCode::Invalid && !error.fields.empty()) {
    state.answered = error.fields;
    effects->focus(std::string(kForm) + ".summary");
  } else {
    state.error = error;
    effects->focus("recovery.error");
  }
}

}  // namespace

void enter(RecoveryState& state, RecoveryDraft& draft, std::string_view category, const std::string& token, api::SignInKind kind,
           EffectsFor<RecoveryAction> effects) {
  const bool at_office = category == "individuals";
  if (!token.empty() || state.done || at_office != state.at_office) {
    state = {};
    draft = {};
  }
  state.at_office = at_office;
  state.letter.kind = kind;
  if (!token.empty()) state.token = token;
  if (!at_office && state.token.empty()) enter_letter(state.letter, draft.letter, kind, effects);
}

std::optional<RecoveryAction> draw(Ui& ui, const Context& context, const RecoveryState& state, RecoveryDraft& draft) {
  std::optional<RecoveryAction> out;
  centred(ui, "recovery", 560, [&] {
    CardStyle style;
    style.padding = 32;
    card(ui, "recovery.card", style, [&] {
      heading(ui, "recovery.title", 1, ui.tr(!state.token.empty() || state.done ? Text::password_title : Text::recovery_title));
      ui.gap(16);
      draw_content(ui, context, state, draft, out);
    });
  });
  return out;
}

void update(RecoveryState& state, const RecoveryAction& action, EffectsFor<RecoveryAction> effects) {
  if (const auto* submitted = std::get_if<ResetSubmitted>(&action)) {
    reset(state, *submitted, effects);
  } else if (const auto* replied = std::get_if<ResetReplied>(&action)) {
    take_reply(state, *replied, effects);
  } else if (const auto* followed = std::get_if<RecoveryLinkFollowed>(&action)) {
    effects->go(followed->path);
  } else if (const auto* letter = std::get_if<LetterAction>(&action)) {
    update_letter<api::RequestRecovery>(state.letter, *letter, kLetterForm, effects);
  } else if (const auto* revealed = std::get_if<SecretRevealed>(&action)) {
    effects->reveal_secret(revealed->node_id, revealed->revealed);
  }
}

}  // namespace kabinet::ui
