// «Авторизация».
#include "ui/screens/sign_in.h"

#include <algorithm>

#include "api/field_errors.h"
#include "api/registration_rules.h"
#include "api/rules.h"
#include "ui/screens/departments.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/field.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

struct Words {
  Text login;
  const char* inputmode;
  std::string registration, recovery;  // paths; individuals have nothing to register
};

Words words_of(api::SignInKind kind) {
  switch (kind) {
    case api::SignInKind::Organisation: return {Text::sign_in_login, "", "/organisations/registration", "/organisations/recovery"};
    case api::SignInKind::Individual: return {Text::sign_in_account, "numeric", "", "/individuals/recovery"};
    case api::SignInKind::Email: break;
  }
  return {Text::sign_in_email, "email", "/registration", "/recovery"};
}

std::string field_error(const Ui& ui, const std::string& code) {
  if (code.empty()) return {};
  if (code == "required") return std::string(ui.tr(Text::field_required));
  if (code == "bad_login") return std::string(ui.tr(Text::form_bad_login));
  if (code == "bad_email") return std::string(ui.tr(Text::form_bad_email));
  if (code == "bad_account") return std::string(ui.tr(Text::sign_in_account_wrong));
  return std::string(ui.tr(Text::field_too_long));
}

// Why a name that did not fit looks like a slip; empty where it could be somebody's. Said only after the server's answer: it alone knows.
std::string slip_in(api::SignInKind kind, const std::string& typed) {
  const std::string login = api::fold(typed);
  if (kind == api::SignInKind::Email) return api::valid_email(login) ? "" : "bad_email";
  if (kind == api::SignInKind::Organisation) return api::valid_login(login) ? "" : "bad_login";
  const bool digits = login.find_first_of("0123456789") != std::string::npos;
  return digits && login.find_first_of("<>'\"=;") == std::string::npos ? "" : "bad_account";
}

const api::SignInWay* way_of(const api::Profile& profile, api::SignInKind kind) {
  const auto found = std::find_if(profile.sign_in.begin(), profile.sign_in.end(), [&](const api::SignInWay& way) { return way.kind == kind; });
  return found == profile.sign_in.end() ? nullptr : &*found;
}

void draw_intro(Ui& ui, const Context& context, const SignInState& state, std::optional<SignInAction>& out) {
  heading(ui, "sign_in.headline", 1, state.kind == api::SignInKind::Organisation ? ui.tr(Text::sign_in_organisations_title)
                                     : state.kind == api::SignInKind::Individual ? ui.tr(Text::sign_in_individuals_title)
                                                                                 : std::string_view(context.profile.headline),
          ui.narrow() ? Type::Heading : Type::Display);
  ui.gap(16);
  text(ui, "sign_in.intro", context.profile.intro, {Type::Lead, ui.theme().ink2});
  if (state.kind == api::SignInKind::Individual) {
    ui.gap(24);
    draw_departments(ui, context, "sign_in");
  }
  if (state.kind == api::SignInKind::Email) {
    ui.gap(28);
    LinkStyle anonymous;
    anonymous.icon = Icon::gauge;
    anonymous.type = ui.narrow() ? Type::SmallMedium : Type::BodyStrong;  // 360 px take no more
    anonymous.boxed = true;
    if (link(ui, "sign_in.anonymous", ui.tr(Text::sign_in_anonymous), context.href("/readings-without-registration"), anonymous))
      out = SignInLinkFollowed{"/readings-without-registration"};
  }
  if (context.profile.sign_in.size() > 1) {
    ui.gap(24);
    LinkStyle back;
    back.icon = Icon::arrow_left;
    if (link(ui, "sign_in.back", ui.tr(Text::sign_in_other_category), context.href("/"), back)) out = SignInLinkFollowed{"/"};
  }
}

void draw_form(Ui& ui, const Context& context, const SignInState& state, SignInDraft& draft, std::optional<SignInAction>& out) {
  const Words words = words_of(state.kind);
  heading(ui, "sign_in.title", 2, ui.tr(Text::sign_in_title), Type::Title);
  ui.gap(16);
  if (state.session_lost && !state.error) {
    notice(ui, "sign_in.session_lost", Tone::Warn, ui.tr(Text::error_session));
    ui.gap(16);
  }
  if (state.profile_deleted && !state.error) {
    notice(ui, "sign_in.profile_deleted", Tone::Ok, ui.tr(Text::profile_deleted));
    ui.gap(16);
  }
  if (state.error) {
    if (state.error->code == api::ErrorCode::NotActivated) {
      if (notice(ui, "sign_in.not_activated", Tone::Warn, error_words(ui, *state.error), ui.tr(Text::letter_again))) out = ActivationLetterWanted{draft.login};
    } else {
      notice(ui, "sign_in.error", Tone::Bad, error_words(ui, *state.error));
    }
    ui.gap(16);
  }
  Node form;
  form.id = "sign_in.form";
  form.role = Role::Form;
  form.name = ui.tr(Text::sign_in_title);
  ui.container(std::move(form), [&] {
    FieldStyle login;
    login.autocomplete = "username";
    login.inputmode = words.inputmode;
    login.required = true;
    login.auto_focus = !state.offered;
    login.max_length = kShownLength;
    login.error = field_error(ui, state.login_error);
    text_field(ui, "sign_in.login", ui.tr(words.login), draft.login, login);
    ui.gap(16);
    FieldStyle password;
    password.autocomplete = "current-password";
    password.required = true;
    password.max_length = kShownLength;
    password.auto_focus = state.offered;
    password.error = field_error(ui, state.password_error);
    if (password_field(ui, kSignInPassword, ui.tr(Text::sign_in_password), draft.revealed, password)) out = PasswordRevealToggled{draft.revealed};
    ui.gap(16);
    ButtonStyle submit;
    submit.kind = ButtonKind::Primary;
    submit.submit = true;
    submit.busy = busy(ui, state.sending, state.since_ms);
    if (button(ui, "sign_in.submit", ui.tr(Text::sign_in_submit), submit)) out = SignInClicked{draft.login, ui.secret_length(kSignInPassword) > 0};
  });
  const api::SignInWay* way = way_of(context.profile, state.kind);
  const bool self_registration = way != nullptr && way->self_registration;
  ui.gap(14);
  const std::string_view registration = ui.tr(Text::sign_in_registration), forgotten = ui.tr(Text::sign_in_forgotten);
  row(ui, "sign_in.links", 12, CrossAlign::Top,
      {share(100, [&] { if (self_registration && link(ui, "sign_in.registration", registration, context.href(words.registration))) out = SignInLinkFollowed{words.registration}; }),
       fixed(link_width(ui, forgotten), [&] { if (link(ui, "sign_in.forgotten", forgotten, context.href(words.recovery))) out = SignInLinkFollowed{words.recovery}; })});
}

}  // namespace

std::optional<SignInAction> draw(Ui& ui, const Context& context, const SignInState& state, SignInDraft& draft) {
  std::optional<SignInAction> out;
  const Area outer = ui.area();
  const float width = std::min(outer.w, 1100.f);
  const float free = std::max(0.f, ui.frame().height - kHeader - ui.remembered("sign_in"));
  ui.area() = {outer.x + (outer.w - width) / 2, outer.y + (ui.narrow() ? 16 : free / 2), width};
  const float top = ui.area().y;
  const bool stacked = width < 860;
  const auto form = [&] { card(ui, "sign_in.card", {32, 0, {0, 0, 0, 0}, true, Role::Region, std::string(ui.tr(Text::sign_in_title))},
                               [&] { draw_form(ui, context, state, draft, out); }); };
  const auto intro = [&] { draw_intro(ui, context, state, out); };
  if (stacked) {
    form();
    ui.gap(32);
    intro();
  } else {
    row(ui, "sign_in.row", 80, CrossAlign::Center, {share(420, intro), fixed(440, form)});
  }
  ui.remember("sign_in", ui.area().y - top);
  ui.gap(32);
  ui.area().x = outer.x;
  ui.area().w = outer.w;
  return out;
}

void update(SignInState& state, const SignInAction& action, EffectsFor<SignInAction> effects) {
  if (const auto* clicked = std::get_if<SignInClicked>(&action)) {
    if (state.sending) return;
    state.login_error = clicked->login.find_first_not_of(' ') == std::string::npos ? "required" : "";
    state.password_error = clicked->has_password ? "" : "required";
    state.error.reset();
    if (!state.login_error.empty() || !state.password_error.empty()) {
      effects->focus(state.login_error.empty() ? kSignInPassword : "sign_in.login");
      return;
    }
    state.sending = true;
    state.since_ms = effects.now_ms();
    api::StartSession call;
    call.sign_in.kind = state.kind;
    call.sign_in.login = state.sent_login = clicked->login;
    const Ticket ticket = ++state.ticket;
    effects.call(std::move(call), [ticket](api::Result<api::Session> reply) { return SignInAction{SignInReplied{ticket, std::move(reply)}}; },
                 {{"password", kSignInPassword}});
  } else if (const auto* replied = std::get_if<SignInReplied>(&action)) {
    if (replied->ticket != state.ticket) return;
    state.sending = false;
    if (replied->reply) {
      state.session_lost = false;
      effects->clear_secret(kSignInPassword);
      effects->signed_in(*replied->reply);
    } else {
      const api::Error& error = replied->reply.error();
      state.login_error = error.code == api::ErrorCode::BadCredentials ? slip_in(state.kind, state.sent_login) : api::code_of(error.fields, "login");
      state.password_error = api::code_of(error.fields, "password");
      const bool beside = error.code == api::ErrorCode::Invalid && !(state.login_error.empty() && state.password_error.empty());
      if (!beside) state.error = error;
      if (error.code == api::ErrorCode::NotActivated) effects->focus("sign_in.not_activated.action");
      else if (!state.login_error.empty()) effects->focus("sign_in.login");
      else if (beside || error.code == api::ErrorCode::BadCredentials) effects->focus(kSignInPassword);
    }
  } else if (const auto* toggled = std::get_if<PasswordRevealToggled>(&action)) {
    effects->reveal_secret(kSignInPassword, toggled->revealed);
  } else if (const auto* followed = std::get_if<SignInLinkFollowed>(&action)) {
    effects->go(followed->path);
  } else if (const auto* wanted = std::get_if<ActivationLetterWanted>(&action)) {
    effects->offer_letter(wanted->login);
  }
}

}  // namespace kabinet::ui
