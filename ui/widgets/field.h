// Text inputs. The canvas draws the label and the frame; the characters, caret and selection belong to a native <input> over it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/core/ui.h"

namespace kabinet::ui {

// What is too long is shown whole and said, rather than cut without a word; what is longer than this nobody typed.
inline constexpr int kShownLength = 1000;

struct FieldStyle {
  std::string autocomplete, inputmode, placeholder;
  std::string error;          // beside the field, said by screen readers; also makes it invalid
  std::string hint;
  bool required = false;      // said by screen readers
  bool marked = false;        // and with a star behind the label, in forms where not every field is required
  bool disabled = false;
  bool auto_focus = false;
  bool multi_line = false;
  int max_length = 0;
  Type type = Type::Body;
  float height = kControlHeight;
  float label_gap = 6;
  Privacy privacy = Privacy::Personal;
};

// True when the person changed `value` (in UTF-8, as typed).
bool text_field(Ui& ui, const std::string& id, std::string_view label, std::string& value, const FieldStyle& style = {});

// A value in a cell of a table: no label of its own (`name` is said), and up and down the column with Enter and the arrow keys.
struct CellFieldStyle {
  std::string placeholder, description;
  bool invalid = false, doubtful = false, disabled = false;
  std::string up, down;       // ids of the fields above and below; empty: none
};
bool cell_field(Ui& ui, const std::string& id, std::string_view name, std::string& value, const CellFieldStyle& style = {});

// A choice from a list too long for cards: a native select. `value` is the key of the chosen option; empty: `style.placeholder`, which is
// then the first of the list. True when the person chose.
struct SelectOption {
  std::string key, label;
};
bool select_field(Ui& ui, const std::string& id, std::string_view label, std::string& value, const std::vector<SelectOption>& options,
                  const FieldStyle& style = {});

// A password: the value stays in the native input (HttpRequest::secrets names it by `id`). `revealed` is toggled by the eye; true when it
// was, and the caller tells the host. Its length is Ui::secret_length(id).
bool password_field(Ui& ui, const std::string& id, std::string_view label, bool& revealed, const FieldStyle& style = {});

void mark_required(Ui& ui, float x, float y, Type type);  // the star

}  // namespace kabinet::ui
