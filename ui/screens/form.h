// What forms with rules have in common: when to say what is wrong with a field (not at the first letter, but when it was left, and at once
// from then on), the server's word until the field is touched again, and a summary that takes the focus. Part of screens, not one.
// Must not know which form it is.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "api/result.h"
#include "ui/core/ui.h"
#include "ui/widgets/field.h"

namespace kabinet::ui {

struct FieldMood {
  bool typed = false;     // ever
  bool judged = false;    // left after typing, or the form was sent: its errors show from then on
  bool answered = false;  // not touched since the server's answer
};
using FormMoods = std::map<std::string, FieldMood, std::less<>>;  // by JSON key; part of a screen's Draft

struct FormField {
  const char* key;   // JSON key; the node is "<form>.<key>"
  Text label;
};

class Form {
 public:
  // `local`: what the rules say of the values as they stand; `answered`: what the server said of the values that were sent.
  Form(Ui& ui, std::string id, FormMoods& moods, std::vector<api::FieldError> local, const std::vector<api::FieldError>& answered);

  // «Исправьте ошибки: 2» with a way to each field; nothing where nothing shows. Its node is "<form>.summary".
  void summary(const std::vector<FormField>& fields);
  bool text(const char* key, std::string_view label, std::string& value, FieldStyle style = {});
  bool secret(const char* key, std::string_view label, bool& revealed, FieldStyle style = {});  // true when it was shown or hidden
  bool check(const char* key, std::string_view label, bool& checked);  // a required checkbox; true when it changed
  // The words for what is wrong with a field, when it is time to say so.
  std::string error(const char* key) const;
  void sent();                     // «Отправить» was pressed: everything is judged, and the answer will be about what stands now
  std::string node_of(const char* key) const { return id_ + "." + key; }
  const std::string& id() const { return id_; }
  Ui& ui() { return ui_; }

 private:
  void follow(const char* key, bool changed);
  void touched(const char* key);

  Ui& ui_;
  std::string id_;
  FormMoods& moods_;
  std::vector<api::FieldError> local_;
  const std::vector<api::FieldError>& answered_;
};

std::string field_words(const Ui& ui, std::string_view key, std::string_view code);


}  // namespace kabinet::ui
