// «Активация учетной записи».
#include "ui/screens/activation.h"

#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

constexpr const char* kForm = "activation.letter";

std::string sign_in_path(const ActivationState& state) {
  return state.letter.kind == api::SignInKind::Email ? "/" : "/organisations/sign-in";
}

void ask(ActivationState& state, EffectsFor<ActivationAction>& effects) {
  const Ticket ticket = state.answer.start(effects.now_ms());
  effects.call(api::ActivateSubscriber{{state.token}},
               [ticket](api::Result<api::Activation> reply) { return ActivationAction{ActivationReplied{ticket, std::move(reply)}}; });
}

// A link that will never work again.
bool is_dead(const api::Error& error) {
  return error.code == api::ErrorCode::LinkExpired || error.code == api::ErrorCode::LinkUsed || error.code == api::ErrorCode::NotFound ||
         error.code == api::ErrorCode::Invalid || error.code == api::ErrorCode::BadRequest;
}

Text dead_words(const api::Error& error) {
  if (error.code == api::ErrorCode::LinkExpired) return Text::activation_expired;
  return error.code == api::ErrorCode::LinkUsed ? Text::activation_used : Text::activation_unknown;
}

void draw_activated(Ui& ui, const Context& context, const api::Activation& activation, std::optional<ActivationAction>& out) {
  notice(ui, "activation.done", Tone::Ok, ui.tr(Text::activation_done));
  if (activation.kind == api::SignInKind::Organisation) {
    ui.gap(16);
    text(ui, "activation.contracts",
         activation.matched ? std::string(ui.tr(Text::activation_matched)) : ui.tr(Text::activation_awaiting, {context.profile.contacts.phone}),
         {Type::Body, ui.theme().ink2});
  }
  ui.gap(20);
  if (context.session != nullptr) {  // of somebody else: a browser has one session
    text(ui, "activation.other", ui.tr(Text::activation_signed_in, {context.session->display_name}), {Type::Body, ui.theme().ink2});
    return;
  }
  ButtonStyle go;
  go.kind = ButtonKind::Primary;
  go.width = ui.narrow() ? 0 : 200;
  if (button(ui, "activation.sign_in", ui.tr(Text::sign_in_submit), go)) out = ActivationDone{};
}

void draw_letter(Ui& ui, const Context& context, const ActivationState& state, ActivationDraft& draft, std::optional<ActivationAction>& out) {
  if (!state.letter.done) {
    heading(ui, "activation.letter.title", 2, ui.tr(Text::letter_again), Type::Title);
    ui.gap(8);
    text(ui, "activation.letter.intro", ui.tr(Text::activation_letter_intro), {Type::Body, ui.theme().ink2});
    ui.gap(16);
  }
  if (auto action = draw_letter_form(ui, context, kForm, Text::letter_again, state.letter, draft.letter)) out = ActivationAction{*action};
  ui.gap(16);
  const std::string path = sign_in_path(state);
  LinkStyle back;
  back.icon = Icon::arrow_left;
  if (link(ui, "activation.back", ui.tr(Text::registration_sign_in), context.href(path), back)) out = ActivationLinkFollowed{path};
}

void draw_content(Ui& ui, const Context& context, const ActivationState& state, ActivationDraft& draft, std::optional<ActivationAction>& out) {
  if (state.answer.ready()) return draw_activated(ui, context, state.answer.value(), out);
  if (state.answer.loading()) return loading(ui, "activation.loading", state.answer.since_ms());
  if (state.answer.failed()) {
    const api::Error& error = state.answer.error();
    if (!is_dead(error)) {
      if (failed(ui, "activation.failed", error)) out = ActivationRetried{};
      return;
    }
    notice(ui, "activation.dead", error.code == api::ErrorCode::LinkUsed ? Tone::Warn : Tone::Bad, ui.tr(dead_words(error)));
    ui.gap(24);
  }
  draw_letter(ui, context, state, draft, out);
}

}  // namespace

void enter(ActivationState& state, ActivationDraft& draft, const std::string& token, api::SignInKind kind, EffectsFor<ActivationAction> effects) {
  if (!token.empty() && token != state.token) {
    state = {};
    draft = {};
    state.token = token;
    state.letter.kind = kind;
    return ask(state, effects);
  }
  if (state.answer.idle()) enter_letter(state.letter, draft.letter, kind, effects);
}

std::optional<ActivationAction> draw(Ui& ui, const Context& context, const ActivationState& state, ActivationDraft& draft) {
  std::optional<ActivationAction> out;
  centred(ui, "activation", 560, [&] {
    CardStyle style;
    style.padding = 32;
    card(ui, "activation.card", style, [&] {
      heading(ui, "activation.title", 1, ui.tr(Text::activation_title));
      ui.gap(16);
      draw_content(ui, context, state, draft, out);
    });
  });
  return out;
}

void update(ActivationState& state, const ActivationAction& action, EffectsFor<ActivationAction> effects) {
  if (const auto* replied = std::get_if<ActivationReplied>(&action)) {
    if (!state.answer.finish(replied->ticket, replied->reply)) return;
    if (state.answer.failed() && is_dead(state.answer.error())) enter_captcha(state.letter.captcha, effects);
  } else if (std::holds_alternative<ActivationRetried>(action)) {
    ask(state, effects);
  } else if (std::holds_alternative<ActivationDone>(action)) {
    const api::Activation done = state.answer.value();
    effects->offer_sign_in(done.kind, done.login);
  } else if (const auto* followed = std::get_if<ActivationLinkFollowed>(&action)) {
    effects->go(followed->path);
  } else if (const auto* letter = std::get_if<LetterAction>(&action)) {
    update_letter<api::ResendActivation>(state.letter, *letter, kForm, effects);
  }
}

}  // namespace kabinet::ui
