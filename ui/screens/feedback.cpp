// «Обратная связь» as it is drawn.
#include "ui/screens/feedback.h"

#include <algorithm>

#include "api/rules.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/field.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

struct Topic { const char* key; Text label; api::FeedbackTopic topic; };
constexpr Topic kTopics[] = {{"readings", Text::feedback_topic_readings, api::FeedbackTopic::Readings},
                             {"payment", Text::feedback_topic_payment, api::FeedbackTopic::Payment},
                             {"account", Text::feedback_topic_account, api::FeedbackTopic::Account},
                             {"cabinet", Text::feedback_topic_cabinet, api::FeedbackTopic::Cabinet},
                             {"proposal", Text::feedback_topic_proposal, api::FeedbackTopic::Proposal},
                             {"other", Text::feedback_topic_other, api::FeedbackTopic::Other}};

Text topic_label(api::FeedbackTopic topic) {
  const auto found = std::find_if(std::begin(kTopics), std::end(kTopics), [&](const Topic& each) { return each.topic == topic; });
  return found == std::end(kTopics) ? Text::feedback_topic_other : found->label;
}

bool blank(const std::string& text) { return text.find_first_not_of(" \t\n") == std::string::npos; }

std::int64_t total_bytes(const std::vector<ChosenFile>& files) {
  std::int64_t sum = 0;
  for (const ChosenFile& file : files) sum += file.bytes;
  return sum;
}

std::string wrong_file(const Ui& ui, const ChosenFile& file) {
  if (file.kind.empty()) return std::string(ui.tr(Text::feedback_file_type));
  return file.bytes > std::int64_t(api::kAttachmentBytes) ? std::string(ui.tr(Text::feedback_file_large)) : std::string();
}

std::string files_words(const Ui& ui, const std::vector<ChosenFile>& files, const std::vector<api::FieldError>& answered) {
  if (files.size() > api::kMostAttachments) return ui.tr(Text::feedback_files_many, {std::to_string(files.size())});
  if (total_bytes(files) > std::int64_t(api::kAttachmentBytes)) return ui.tr(Text::feedback_files_large, {size_words(ui, total_bytes(files))});
  for (const api::FieldError& error : answered) {
    if (error.field.rfind("attachments", 0) != 0) continue;
    if (error.code == "unreadable") return std::string(ui.tr(Text::feedback_files_unreadable));
    if (error.code == "too_many") return ui.tr(Text::feedback_files_many, {std::to_string(files.size())});
    if (error.code == "too_large") return ui.tr(Text::feedback_files_large, {size_words(ui, total_bytes(files))});
    return std::string(ui.tr(Text::feedback_file_type));
  }
  return {};
}

api::FeedbackInput filled(const FeedbackState& state, const FeedbackDraft& draft) {
  api::FeedbackInput input;
  for (const Topic& each : kTopics)
    if (draft.topic == each.key) input.topic = each.topic;
  input.text = draft.text;
  if (state.signed_in) return input;
  input.name = draft.name;
  input.email = draft.email;
  input.captcha_id = state.captcha.given.ready() ? state.captcha.given.value().id : "";
  input.captcha_answer = draft.captcha.typed;
  return input;
}

// In the order of the form.
std::vector<api::FieldError> wrong_now(const Ui& ui, const FeedbackState& state, const FeedbackDraft& draft) {
  std::vector<api::FieldError> wrong;
  if (draft.topic.empty()) wrong.push_back({"topic", "required"});
  if (blank(draft.text)) wrong.push_back({"text", "required"});
  else if (api::code_points(draft.text) > api::kMostFeedbackText) wrong.push_back({"text", "too_long"});
  const bool bad_file = std::any_of(draft.files.begin(), draft.files.end(), [&](const ChosenFile& file) { return !wrong_file(ui, file).empty(); });
  if (bad_file || !files_words(ui, draft.files, {}).empty()) wrong.push_back({"attachments", "bad_type"});
  if (state.signed_in) return wrong;
  if (blank(draft.name)) wrong.push_back({"name", "required"});
  else if (api::code_points(draft.name) > api::kMostFeedbackName) wrong.push_back({"name", "too_long"});
  if (blank(draft.email)) wrong.push_back({"email", "required"});
  else if (!api::valid_email(draft.email)) wrong.push_back({"email", "bad_email"});
  if (blank(draft.captcha.typed)) wrong.push_back({"captcha_answer", "required"});
  return wrong;
}

std::vector<FormField> fields_of(bool signed_in) {
  if (signed_in) return {{"topic", Text::feedback_topic}, {"text", Text::feedback_text}};
  return {{"topic", Text::feedback_topic}, {"text", Text::feedback_text}, {"name", Text::feedback_name}, {"email", Text::sign_in_email}, {"captcha_answer", Text::captcha_code}};
}

void draw_topic(Form& form, FeedbackDraft& draft) {
  Ui& ui = form.ui();
  std::vector<SelectOption> options;
  for (const Topic& each : kTopics) options.push_back({each.key, std::string(ui.tr(each.label))});
  draft.moods["topic"];  // the summary asks for it
  FieldStyle style;
  style.required = style.marked = true;
  style.placeholder = ui.tr(Text::feedback_topic_choose);
  style.error = form.error("topic");
  if (select_field(ui, form.node_of("topic"), ui.tr(Text::feedback_topic), draft.topic, options, style)) draft.moods["topic"].answered = false;
}

void draw_person(Form& form, const Context& context, const FeedbackState& state, FeedbackDraft& draft, std::optional<FeedbackAction>& out) {
  Ui& ui = form.ui();
  row(ui, "feedback.person", 16, CrossAlign::Top,
      {share(220,
             [&] {
               FieldStyle name;
               name.required = name.marked = true;
               name.autocomplete = "name";
               name.max_length = kShownLength;
               form.text("name", ui.tr(Text::feedback_name), draft.name, name);
             }),
       share(220, [&] {
         FieldStyle email;
         email.required = email.marked = true;
         email.autocomplete = "email";
         email.inputmode = "email";
         email.max_length = kShownLength;
         email.hint = ui.tr(Text::feedback_email_hint);
         form.text("email", ui.tr(Text::sign_in_email), draft.email, email);
       })});
  ui.gap(16);
  if (auto captcha = draw_captcha(form, context, state.captcha, draft.captcha)) out = FeedbackAction{*captcha};
  ui.gap(20);
}

void draw_form(Ui& ui, const Context& context, const FeedbackState& state, FeedbackDraft& draft, std::optional<FeedbackAction>& out) {
  Form form(ui, kFeedbackForm, draft.moods, wrong_now(ui, state, draft), state.answered);
  if (state.error) {
    notice(ui, "feedback.error", Tone::Bad, error_words(ui, *state.error));
    ui.gap(20);
  }
  form.summary(fields_of(state.signed_in));
  Node node;
  node.id = kFeedbackForm;
  node.role = Role::Form;
  node.name = ui.tr(Text::header_feedback);
  ui.container(std::move(node), [&] {
    draw_topic(form, draft);
    ui.gap(16);
    FieldStyle letter;
    letter.multi_line = true;
    letter.height = 176;
    letter.required = letter.marked = true;
    letter.max_length = 5000;  // what is too long is shown and said rather than cut
    letter.hint = ui.tr(Text::feedback_counter, {std::to_string(api::code_points(draft.text)), std::to_string(api::kMostFeedbackText)});
    form.text("text", ui.tr(Text::feedback_text), draft.text, letter);
    ui.gap(16);
    FilesStyle files;
    files.accept = ".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg";
    files.hint = ui.tr(Text::feedback_files_hint);
    files.error = files_words(ui, draft.files, state.answered);
    files.disabled = state.sending;
    files.wrong = [&ui](const ChosenFile& file) { return wrong_file(ui, file); };
    file_field(ui, kFeedbackFiles, ui.tr(Text::feedback_files), draft.files, files);
    ui.gap(20);
    if (!state.signed_in) draw_person(form, context, state, draft, out);
    ButtonStyle submit;
    submit.kind = ButtonKind::Primary;
    submit.submit = true;
    submit.busy = busy(ui, state.sending, state.since_ms);
    if (!button(ui, "feedback.submit", ui.tr(Text::feedback_send), submit)) return;
    form.sent();
    std::vector<api::FieldError> wrong = wrong_now(ui, state, draft);  // what was typed in this very frame counts
    std::string chosen;
    for (const ChosenFile& file : draft.files) chosen += file.id + " ";
    const bool only_files = wrong.size() == 1 && wrong.front().field == "attachments";
    if (only_files) ui.request_focus(kFeedbackFiles);
    out = FeedbackSubmitted{filled(state, draft), std::move(chosen), std::move(wrong),
                            state.signed_in && context.session != nullptr ? context.session->email : draft.email};
  });
}

void draw_done(Ui& ui, const FeedbackState& state, std::optional<FeedbackAction>& out) {
  const Area area = ui.area();
  icon(ui, Icon::circle_check, area.x, area.y + 2, 28, ui.theme().ok);
  ui.area().y = ui.inside({area.x + 40, area.y, area.w - 40}, [&] { heading(ui, "feedback.done.title", 2, ui.tr(Text::feedback_done, {state.number}), Type::Title); });
  ui.gap(8);
  TextStyle status;
  status.role = Role::Status;
  text(ui, "feedback.done.text", ui.tr(Text::feedback_done_text, {state.answer_to}), status);
  ui.gap(20);
  ButtonStyle again;
  again.width = button_width(ui, ui.tr(Text::feedback_again), again);
  if (button(ui, "feedback.again", ui.tr(Text::feedback_again), again)) out = FeedbackAnew{};
}

void draw_letter(Ui& ui, const api::Feedback& letter) {
  const std::string id = "feedback.letter." + letter.number;
  const int offset = ui.frame().utc_offset_minutes;
  CardStyle look;
  look.name = ui.tr(Text::feedback_letter, {letter.number});
  card(ui, id, look, [&] {
    const std::string_view state = ui.tr(letter.answered_at ? Text::feedback_answered : Text::feedback_waits);
    row(ui, id + ".head", 12, CrossAlign::Top,
        {share(180,
               [&] {
                 heading(ui, id + ".title", 3, ui.tr(Text::feedback_letter, {letter.number}), Type::BodyStrong);
                 text(ui, id + ".about", std::string(ui.tr(topic_label(letter.topic))) + ", " + api::format_date_time(letter.created_at, offset), {Type::Small, ui.theme().ink2});
               }),
         fixed(badge_width(ui, state, false), [&] { badge(ui, id + ".state", letter.answered_at ? Tone::Ok : Tone::Neutral, state); })},
        false);
    ui.gap(12);
    TextStyle own;
    own.privacy = Privacy::Personal;
    text(ui, id + ".text", letter.text, own);
    if (!letter.attachments.empty()) {
      std::string names;
      for (const std::string& name : letter.attachments) names += (names.empty() ? "" : ", ") + name;
      ui.gap(8);
      text(ui, id + ".files", ui.tr(Text::feedback_with_files, {names}), {Type::Small, ui.theme().ink2});
    }
    if (!letter.answered_at) return;
    ui.gap(16);
    CardStyle answer;
    answer.background = ui.theme().accent_soft;
    answer.border = false;
    answer.padding = 16;
    card(ui, id + ".answer", answer, [&] {
      text(ui, id + ".answer.title", ui.tr(Text::feedback_answer, {api::format_date_time(*letter.answered_at, offset)}), {Type::SmallMedium, ui.theme().ink2});
      ui.gap(4);
      text(ui, id + ".answer.text", letter.answer, own);
    });
  });
}

void draw_letters(Ui& ui, const FeedbackState& state, std::optional<FeedbackAction>& out) {
  ui.gap(28);
  heading(ui, "feedback.letters.title", 2, ui.tr(Text::feedback_letters), Type::Title);
  ui.gap(12);
  if (remote(ui, "feedback.letters", state.letters, [&](const api::FeedbackList& list) {
        if (list.items.empty()) return text(ui, "feedback.letters.none", ui.tr(Text::feedback_letters_none), {Type::Body, ui.theme().ink2});
        bool first = true;
        for (const api::Feedback& letter : list.items) {
          if (!first) ui.gap(12);
          first = false;
          draw_letter(ui, letter);
        }
      }))
    out = LettersRetried{};
}

}  // namespace

std::optional<FeedbackAction> draw(Ui& ui, const Context& context, const FeedbackState& state, FeedbackDraft& draft) {
  std::optional<FeedbackAction> out;
  if (draft.round != state.round) draft = {{}, {}, {}, {}, {}, {}, {}, state.round};
  const Area outer = ui.area();
  const float width = std::min(outer.w, 760.f);
  const float x = state.signed_in ? outer.x : outer.x + (outer.w - width) / 2;
  ui.area().y = ui.inside({x, outer.y + (state.signed_in ? 0.f : ui.narrow() ? 8.f : 32.f), width}, [&] {
    heading(ui, "feedback.title", 1, ui.tr(Text::header_feedback));
    ui.gap(8);
    text(ui, "feedback.intro", ui.tr(Text::feedback_intro), {Type::Body, ui.theme().ink2});
    ui.gap(20);
    card(ui, "feedback.card", {}, [&] {
      if (state.number.empty()) draw_form(ui, context, state, draft, out);
      else draw_done(ui, state, out);
    });
    if (state.signed_in) draw_letters(ui, state, out);
  });
  ui.gap(24);
  return out;
}

}  // namespace kabinet::ui
