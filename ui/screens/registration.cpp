// «Регистрация».
#include "ui/screens/registration.h"

#include "api/registration_rules.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

// A box was ticked before the document had come: it is for the edition that comes.
constexpr const char* kNotYetKnown = "?";

bool by_email(const RegistrationState& state) { return state.kind == api::SignInKind::Email; }

std::vector<FormField> fields_of(bool email) {
  if (email)
    return {{"email", Text::sign_in_email}, {"password", Text::sign_in_password}, {"password_repeat", Text::registration_repeat},
            {"agreement_version", Text::registration_agreement}, {"consent_version", Text::registration_consent}, {"captcha_answer", Text::captcha_code}};
  return {{"address", Text::registration_address}, {"inn", Text::registration_inn}, {"phone", Text::registration_phone},
          {"login", Text::registration_login}, {"email", Text::registration_email}, {"password", Text::sign_in_password},
          {"password_repeat", Text::registration_confirmation}, {"agreement_version", Text::registration_agreement},
          {"consent_version", Text::registration_consent}, {"captcha_answer", Text::captcha_code}};
}

// What is on the screen as it would be sent.
api::RegistrationInput filled(const RegistrationState& state, const RegistrationDraft& draft) {
  api::RegistrationInput input = draft.input;
  input.kind = state.kind;
  const auto accepted = [](const Remote<api::LegalText>& text, const std::string& ticked) {
    return text.ready() && text.value().version == ticked ? ticked : std::string();
  };
  input.agreement_version = accepted(state.agreement, draft.agreed);
  input.consent_version = accepted(state.consent, draft.consented);
  input.captcha_id = state.captcha.given.ready() ? state.captcha.given.value().id : "";
  input.captcha_answer = draft.captcha.typed;
  return api::tidy(std::move(input));
}

std::vector<api::FieldError> wrong_now(const Ui& ui, const api::RegistrationInput& input) {
  std::vector<api::FieldError> wrong = api::check_registration(input);
  for (api::FieldError& error : check_lengths(ui, kRegistrationForm)) wrong.push_back(std::move(error));
  return wrong;
}

FieldStyle style_of(const char* autocomplete, const char* inputmode, bool required, std::string hint = {}) {
  FieldStyle style;
  style.autocomplete = autocomplete;
  style.inputmode = inputmode;
  style.required = style.marked = required;
  style.max_length = kShownLength;
  style.hint = std::move(hint);
  return style;
}

void draw_organisation(Form& form, api::RegistrationInput& input) {
  Ui& ui = form.ui();
  form.text("address", ui.tr(Text::registration_address), input.address,
            style_of("street-address", "", true, std::string(ui.tr(Text::registration_address_hint))));
  ui.gap(16);
  row(ui, "registration.inn_phone", 16, CrossAlign::Top,
      {share(240, [&] {
         form.text("inn", ui.tr(Text::registration_inn), input.inn, style_of("off", "numeric", false, std::string(ui.tr(Text::registration_inn_hint))));
       }),
       share(240, [&] { form.text("phone", ui.tr(Text::registration_phone), input.phone, style_of("tel", "tel", true)); })});
  ui.gap(16);
  row(ui, "registration.login_email", 16, CrossAlign::Top,
      {share(240, [&] {
         form.text("login", ui.tr(Text::registration_login), input.login, style_of("username", "", true, std::string(ui.tr(Text::registration_login_hint))));
       }),
       share(240, [&] { form.text("email", ui.tr(Text::registration_email), input.email, style_of("email", "email", true)); })});
}

// One document: its own unticked box, and its full text in a new tab, so that nothing typed is lost.
void draw_document(Form& form, const Context& context, const char* key, const char* document, Text label, Text read,
                   const Remote<api::LegalText>& edition, std::string& ticked) {
  Ui& ui = form.ui();
  const std::string version = edition.ready() ? edition.value().version : kNotYetKnown;
  if (ticked == kNotYetKnown) ticked = version;
  bool checked = ticked == version;
  if (form.check(key, ui.tr(label), checked)) ticked = checked ? version : "";
  LinkStyle look;
  look.new_tab = true;
  look.name = ui.tr(Text::footer_new_tab, {ui.tr(read)});
  const Area area = ui.area();
  ui.area().y = ui.inside({area.x + 32, area.y, area.w - 32}, [&] {
    link(ui, form.id() + "." + document, ui.tr(read), context.href(std::string("/legal/") + document), look);
  });
}

void draw_documents(Form& form, const Context& context, const RegistrationState& state, RegistrationDraft& draft, std::optional<RegistrationAction>& out) {
  Ui& ui = form.ui();
  const auto* missing = state.agreement.failed() ? &state.agreement : state.consent.failed() ? &state.consent : nullptr;
  if (missing != nullptr) {
    if (failed(ui, "registration.documents.failed", missing->error())) out = LegalTextsRetried{};
    ui.gap(12);
  }
  draw_document(form, context, "agreement_version", "agreement", Text::registration_agree, Text::registration_read_agreement, state.agreement,
                draft.agreed);
  ui.gap(8);
  draw_document(form, context, "consent_version", "consent", Text::registration_consent_give, Text::registration_read_consent, state.consent,
                draft.consented);
}

void draw_form(Ui& ui, const Context& context, const RegistrationState& state, RegistrationDraft& draft, std::optional<RegistrationAction>& out) {
  const bool email = by_email(state);
  Form form(ui, kRegistrationForm, draft.moods, wrong_now(ui, filled(state, draft)), state.answered);
  form.summary(fields_of(email));
  Node node;
  node.id = kRegistrationForm;
  node.role = Role::Form;
  node.name = ui.tr(Text::sign_in_registration);
  ui.container(std::move(node), [&] {
    if (email) {
      FieldStyle style = style_of("username", "email", true);
      form.text("email", ui.tr(Text::sign_in_email), draft.input.email, style);
    } else {
      draw_organisation(form, draft.input);
    }
    ui.gap(16);
    if (auto revealed = draw_new_password(form, draft.password, ui.tr(Text::sign_in_password),
                                          ui.tr(email ? Text::registration_repeat : Text::registration_confirmation)))
      out = *revealed;
    ui.gap(16);
    draw_documents(form, context, state, draft, out);
    ui.gap(20);
    if (auto captcha = draw_captcha(form, context, state.captcha, draft.captcha)) out = RegistrationAction{*captcha};
    ui.gap(24);
    ButtonStyle submit;
    submit.kind = ButtonKind::Primary;
    submit.submit = true;
    submit.busy = busy(ui, state.sending, state.since_ms);
    if (button(ui, "registration.submit", ui.tr(email ? Text::registration_submit_email : Text::registration_submit), submit)) {
      form.sent();
      // As the fields stand now: the last letter may have come in the same frame as the press, a password manager's always do.
      api::RegistrationInput input = filled(state, draft);
      std::vector<api::FieldError> wrong = wrong_now(ui, input);
      out = RegistrationSubmitted{std::move(input), std::move(wrong)};
    }
  });
}

std::string sign_in_path(const RegistrationState& state) { return by_email(state) ? "/" : "/organisations/sign-in"; }

void draw_done(Ui& ui, const Context& context, const RegistrationState& state, std::optional<RegistrationAction>& out) {
  const std::string words = by_email(state) ? ui.tr(Text::registration_done_email, {context.profile.tagline, context.profile.legal_name})
                                            : std::string(ui.tr(Text::registration_done));
  notice(ui, "registration.done", Tone::Ok, words);
  ui.gap(16);
  text(ui, "registration.done.where", ui.tr(Text::registration_done_where, {state.sent.email}), {Type::Body, ui.theme().ink2});
  ui.gap(20);
  ButtonStyle again;
  again.icon = Icon::refresh_cw;
  again.width = ui.narrow() ? 0 : button_width(ui, ui.tr(Text::letter_again), again);
  if (button(ui, "registration.letter", ui.tr(Text::letter_again), again)) out = LetterWanted{};
}

}  // namespace

std::optional<RegistrationAction> draw(Ui& ui, const Context& context, const RegistrationState& state, RegistrationDraft& draft) {
  std::optional<RegistrationAction> out;
  centred(ui, "registration", 720, [&] {
    CardStyle style;
    style.padding = 32;
    card(ui, "registration.card", style, [&] {
      heading(ui, "registration.title", 1, ui.tr(Text::sign_in_registration));
      ui.gap(8);
      if (state.done) {
        ui.gap(8);
        draw_done(ui, context, state, out);
      } else {
        text(ui, "registration.intro", ui.tr(by_email(state) ? Text::registration_intro_email : Text::registration_intro), {Type::Body, ui.theme().ink2});
        ui.gap(20);
        if (state.error) {
          notice(ui, "registration.error", Tone::Bad, error_words(ui, *state.error));
          ui.gap(20);
        }
        draw_form(ui, context, state, draft, out);
      }
      ui.gap(16);
      const std::string path = sign_in_path(state);
      LinkStyle back;
      back.icon = Icon::arrow_left;
      if (link(ui, "registration.sign_in", ui.tr(Text::registration_sign_in), context.href(path), back)) out = RegistrationLinkFollowed{path};
    });
  });
  return out;
}

}  // namespace kabinet::ui
