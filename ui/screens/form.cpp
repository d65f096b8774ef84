// Fields, their errors and the summary of a form.
#include "ui/screens/form.h"

#include <algorithm>

#include "api/field_errors.h"
#include "api/registration_rules.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

bool is_password(std::string_view key) { return key == "password" || key == "current_password"; }

}  // namespace

std::string field_words(const Ui& ui, std::string_view key, std::string_view code) {
  const auto tr = [&](Text text) { return std::string(ui.tr(text)); };
  if (code == "required") return tr(Text::field_required);
  if (code == "too_long") return tr(Text::field_too_long);
  if (code == "too_short" && is_password(key)) return ui.tr(Text::form_password_short, {std::to_string(api::kMinPassword)});
  if (code == "too_short") return tr(Text::form_too_short);
  if (code == "bad_address") return tr(Text::form_bad_address);
  if (code == "bad_inn") return tr(Text::form_bad_inn);
  if (code == "bad_phone") return tr(Text::form_bad_phone);
  if (code == "bad_email") return tr(Text::form_bad_email);
  if (code == "bad_login") return tr(Text::form_bad_login);
  if (code == "taken") return tr(Text::form_taken);
  if (code == "weak") return tr(Text::form_weak);
  if (code == "unchanged") return tr(Text::form_unchanged);
  if (code == "mismatch") return tr(Text::form_mismatch);
  if (code == "must_accept") return tr(Text::form_must_accept);
  if (code == "old_version") return tr(Text::form_old_version);
  if (code == "wrong_code") return tr(Text::form_wrong_code);
  if (code == "expired_code") return tr(Text::form_expired_code);
  if (code == "wrong_password") return tr(Text::form_wrong_password);
  return tr(Text::form_wrong);
}

Form::Form(Ui& ui, std::string id, FormMoods& moods, std::vector<api::FieldError> local, const std::vector<api::FieldError>& answered)
    : ui_(ui), id_(std::move(id)), moods_(moods), local_(std::move(local)), answered_(answered) {}

std::string Form::error(const char* key) const {
  const auto mood = moods_.find(key);
  if (mood == moods_.end()) return {};
  const api::FieldError* found = mood->second.answered ? api::error_of(answered_, key) : nullptr;
  if (found == nullptr && mood->second.judged) found = api::error_of(local_, key);
  return found == nullptr ? std::string() : field_words(ui_, key, found->code);
}

void Form::summary(const std::vector<FormField>& fields) {
  struct Wrong { const char* key; std::string words; };
  std::vector<Wrong> wrong;
  for (const FormField& field : fields)
    if (std::string words = error(field.key); !words.empty()) wrong.push_back({field.key, std::string(ui_.tr(field.label)) + ": " + words});
  if (wrong.empty()) return;
  const std::string id = id_ + ".summary";
  const Area outer = ui_.area();
  const Rect box{outer.x, outer.y, outer.w, std::max(52.f, ui_.remembered(id))};
  fill(ui_, box, ui_.theme().bad_soft, kRadius);
  icon(ui_, Icon::triangle_alert, box.x + 16, box.y + 16, 20, ui_.theme().bad);
  Node node;
  node.id = id;
  node.role = Role::Group;
  node.name = ui_.tr(Text::form_summary);
  node.rect = box;
  ui_.node(std::move(node), [&] {
    const float bottom = ui_.inside({box.x + 48, box.y + 14, box.w - 60}, [&] {
      TextStyle title{Type::BodyStrong};
      title.role = Role::Alert;
      kabinet::ui::text(ui_, id + ".title", ui_.tr(Text::form_summary_count, {std::to_string(wrong.size())}), title);
      for (const Wrong& each : wrong) {
        ButtonStyle look;
        look.kind = ButtonKind::Quiet;
        look.left = true;
        look.height = 32;
        look.type = Type::Small;
        look.name = each.words;
        if (button(ui_, id + "." + each.key, ui_.fonts().shorten(Type::Small, each.words, ui_.width() - 32), look)) ui_.request_focus(node_of(each.key));
      }
    });
    ui_.remember(id, bottom + 12 - box.y);
  });
  ui_.area().y = outer.y + box.h;
  ui_.gap(20);
}

void Form::touched(const char* key) {
  FieldMood& mood = moods_[key];
  mood.typed = true;
  mood.answered = false;
}

void Form::follow(const char* key, bool changed) {
  FieldMood& mood = moods_[key];
  if (changed) touched(key);
  if (mood.typed && !ui_.focused(node_of(key))) mood.judged = true;  // left, or filled by the browser
}

void Form::sent() {
  for (auto& [key, mood] : moods_) mood.judged = mood.answered = true;
}

bool Form::text(const char* key, std::string_view label, std::string& value, FieldStyle style) {
  // Taken here and not by the field: what was typed and taken back within one frame has been typed too.
  bool changed = false;
  if (const std::string* typed = ui_.take_input(node_of(key))) {
    value = *typed;
    changed = true;
  }
  style.error = error(key);
  text_field(ui_, node_of(key), label, value, style);
  follow(key, changed);
  return changed;
}

bool Form::check(const char* key, std::string_view label, bool& checked) {
  const auto changed = checkbox(ui_, node_of(key), label, checked, error(key), true);
  if (changed) checked = *changed;
  follow(key, changed.has_value());
  return changed.has_value();
}

bool Form::secret(const char* key, std::string_view label, bool& revealed, FieldStyle style) {
  style.error = error(key);
  const bool changed = ui_.take_input(node_of(key)) != nullptr;
  const bool toggled = password_field(ui_, node_of(key), label, revealed, style);
  follow(key, changed);
  return toggled;
}

}  // namespace kabinet::ui
