// Two password fields and what their lengths tell.
#include "ui/screens/new_password.h"

#include "api/registration_rules.h"
#include "ui/widgets/layout.h"

namespace kabinet::ui {

namespace {

constexpr std::size_t kLong = 16;  // from here on length alone makes guessing hopeless

std::size_t length_of(const Ui& ui, const std::string& form, const char* key) { return std::size_t(ui.secret_length(form + "." + key)); }

std::string more(const Ui& ui, std::size_t signs) {
  return ui.count(static_cast<long long>(signs), Text::password_more_one, Text::password_more_few, Text::password_more_many);
}

std::string strength(const Ui& ui, std::size_t length) {
  if (length == 0) return ui.tr(Text::password_hint, {std::to_string(api::kMinPassword)});
  if (length < api::kMinPassword) return more(ui, api::kMinPassword - length);
  return std::string(ui.tr(length < kLong ? Text::password_enough : Text::password_strong));
}

std::string repetition(const Ui& ui, std::size_t length, std::size_t repeated) {
  if (repeated == 0 || repeated == length) return {};
  return repeated < length ? more(ui, length - repeated) : std::string(ui.tr(Text::password_longer));
}

}  // namespace

std::vector<api::FieldError> check_lengths(const Ui& ui, const std::string& form) {
  const std::size_t length = length_of(ui, form, "password"), repeated = length_of(ui, form, "password_repeat");
  std::vector<api::FieldError> errors;
  if (length == 0) errors.push_back({"password", "required"});
  else if (length < api::kMinPassword) errors.push_back({"password", "too_short"});
  else if (length > api::kMaxPassword) errors.push_back({"password", "too_long"});
  if (repeated == 0) errors.push_back({"password_repeat", "required"});
  else if (repeated != length) errors.push_back({"password_repeat", "mismatch"});
  return errors;
}

std::vector<api::SecretField> secrets_of(const std::string& form) {
  return {{"password", form + ".password"}, {"password_repeat", form + ".password_repeat"}};
}

std::optional<SecretRevealed> draw_new_password(Form& form, NewPasswordDraft& draft, std::string_view label, std::string_view repeat_label) {
  std::optional<SecretRevealed> out;
  Ui& ui = form.ui();
  const std::size_t length = length_of(ui, form.id(), "password"), repeated = length_of(ui, form.id(), "password_repeat");
  const auto field = [&](const char* key, std::string_view words, bool& revealed, std::string hint) {
    FieldStyle style;
    style.autocomplete = "new-password";
    style.required = style.marked = true;
    style.max_length = kShownLength;
    style.hint = std::move(hint);
    if (form.secret(key, words, revealed, style)) out = SecretRevealed{form.node_of(key), revealed};
  };
  row(ui, form.id() + ".passwords", 16, CrossAlign::Top,
      {share(240, [&] { field("password", label, draft.revealed, strength(ui, length)); }),
       share(240, [&] { field("password_repeat", repeat_label, draft.repeat_revealed, repetition(ui, length, repeated)); })});
  return out;
}

}  // namespace kabinet::ui
