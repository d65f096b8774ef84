// Text and password fields.
#include "ui/widgets/field.h"

#include "ui/widgets/button.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/press.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

void field_label(Ui& ui, const std::string& id, std::string_view label, const FieldStyle& style) {
  Node node;
  node.id = id + ".label";
  node.role = Role::Label;
  node.name = label;
  node.labels = id;
  const Area area = ui.area();
  ui.container(std::move(node), [&] { words(ui, label, {Type::SmallMedium, ui.theme().ink2}); });
  const float width = ui.fonts().width(Type::SmallMedium, label);
  if (style.marked && width + 12 <= area.w) mark_required(ui, area.x + width + 4, area.y, Type::SmallMedium);
  ui.gap(style.label_gap);
}

void frame(Ui& ui, const std::string& id, const Rect& rect, const FieldStyle& style) {
  const Theme& theme = ui.theme();
  fill(ui, rect, style.disabled ? theme.background : theme.card, kRadius);
  const bool focused = ui.focused(id);
  const Color border = !style.error.empty() ? theme.bad : focused ? theme.accent : theme.control;
  outline(ui, rect, border, kRadius, focused || !style.error.empty() ? 2.f : 1.f);
}

Node input_node(const std::string& id, std::string_view label, const Rect& rect, const FieldStyle& style) {
  Node node;
  node.id = id;
  node.name = label;
  node.description = !style.error.empty() ? style.error : style.hint;
  node.states = when(style.disabled, State::Disabled) | when(style.required, State::Required) | when(!style.error.empty(), State::Invalid) |
                when(style.auto_focus, State::AutoFocus) | when(style.multi_line, State::MultiLine);
  node.rect = rect;
  node.privacy = style.privacy;
  const TypeSpec look = spec(style.type);
  node.input.autocomplete = style.autocomplete;
  node.input.inputmode = style.inputmode;
  node.input.placeholder = style.placeholder;
  node.input.max_length = style.max_length;
  node.input.font_px = look.px;
  node.input.font_weight = look.weight;
  return node;
}

// The error or the hint under the frame; said as the input's description, so it has no node of its own but the live region of an error.
void below(Ui& ui, const std::string& id, const FieldStyle& style) {
  if (style.error.empty() && style.hint.empty()) return;
  ui.gap(4);
  if (style.error.empty()) {
    words(ui, style.hint, {Type::Caption, ui.theme().ink2});
    return;
  }
  TextStyle look{Type::Caption, ui.theme().bad};
  look.role = Role::Alert;
  text(ui, id + ".error", style.error, look);
}

}  // namespace

void mark_required(Ui& ui, float x, float y, Type type) { ui.fonts().draw(ui.list(), type, x, y, ui.theme().bad, "*"); }

bool text_field(Ui& ui, const std::string& id, std::string_view label, std::string& value, const FieldStyle& style) {
  field_label(ui, id, label, style);
  bool changed = false;
  if (const std::string* typed = ui.take_input(id)) {
    changed = value != *typed;
    value = *typed;
  }
  Area& area = ui.area();
  const Rect rect{area.x, area.y, area.w, style.height};
  frame(ui, id, rect, style);
  Node node = input_node(id, label, rect, style);
  node.role = Role::TextBox;
  node.value = value;
  node.input.type = "text";
  ui.leaf(std::move(node));
  area.y += rect.h;
  below(ui, id, style);
  return changed;
}

bool cell_field(Ui& ui, const std::string& id, std::string_view name, std::string& value, const CellFieldStyle& style) {
  bool changed = false;
  if (const std::string* typed = ui.take_input(id)) {
    changed = value != *typed;
    value = *typed;
  }
  if (const std::string key = ui.take_key(id); !key.empty()) {
    const std::string& next = key == "ArrowUp" ? style.up : style.down;
    if (!next.empty()) ui.request_focus(next);
  }
  const Theme& theme = ui.theme();
  const Area area = ui.area();
  const Rect rect{area.x, area.y, area.w, kControlHeight};
  fill(ui, rect, style.disabled ? theme.background : theme.card, kRadius);
  const bool focused = ui.focused(id), marked = style.invalid || style.doubtful;
  outline(ui, rect, focused ? theme.accent : style.invalid ? theme.bad : style.doubtful ? theme.warn : theme.control, kRadius, focused || marked ? 2.f : 1.f);
  Node node;
  node.id = id;
  node.role = Role::TextBox;
  node.name = name;
  node.description = style.description;
  node.value = value;
  node.states = State::InColumn | when(style.invalid, State::Invalid) | when(style.disabled, State::Disabled);
  node.rect = rect;
  const TypeSpec look = spec(Type::Body);
  node.input.type = "text";
  node.input.inputmode = "decimal";
  node.input.autocomplete = "off";
  node.input.placeholder = style.placeholder;
  node.input.max_length = kShownLength;
  node.input.font_px = look.px;
  node.input.font_weight = look.weight;
  node.input.padding_left = node.input.padding_right = 10;
  ui.leaf(std::move(node));
  ui.area().y += rect.h;
  return changed;
}

bool password_field(Ui& ui, const std::string& id, std::string_view label, bool& revealed, const FieldStyle& style) {
  field_label(ui, id, label, style);
  ui.take_input(id);
  Area& area = ui.area();
  const Rect rect{area.x, area.y, area.w, style.height};
  frame(ui, id, rect, style);
  Node node = input_node(id, label, {rect.x, rect.y, rect.w - kControlHeight, rect.h}, style);
  node.role = Role::Password;
  node.privacy = Privacy::Secret;
  node.input.type = revealed ? "text" : "password";
  node.input.padding_right = 4;
  ui.leaf(std::move(node));

  bool toggled = false;
  ui.inside({rect.x + rect.w - kControlHeight, rect.y, kControlHeight}, [&] {
    ButtonStyle eye;
    eye.kind = ButtonKind::Quiet;
    eye.icon = revealed ? Icon::eye_off : Icon::eye;
    eye.icon_only = true;
    eye.height = style.height;
    toggled = button(ui, id + ".reveal", ui.tr(revealed ? Text::field_hide_password : Text::field_show_password), eye);
  });
  if (toggled) revealed = !revealed;
  area.y = rect.y + rect.h;
  below(ui, id, style);
  return toggled;
}

bool select_field(Ui& ui, const std::string& id, std::string_view label, std::string& value, const std::vector<SelectOption>& options,
                  const FieldStyle& style) {
  field_label(ui, id, label, style);
  bool changed = false;
  if (const std::string* chosen = ui.take_input(id)) {
    changed = value != *chosen;
    value = *chosen;
  }
  Area& area = ui.area();
  const Rect rect{area.x, area.y, area.w, style.height};
  frame(ui, id, rect, style);
  icon(ui, Icon::chevron_down, rect.x + rect.w - 34, rect.y + (rect.h - 20) / 2, 20, ui.theme().ink2);
  Node node = input_node(id, label, rect, style);
  node.role = Role::ComboBox;
  node.value = value;
  node.input.padding_right = 40;
  ui.node(std::move(node), [&] {
    const auto option = [&](const std::string& key, std::string_view words) {
      Node each;
      each.id = id + ".option." + key;
      each.role = Role::Option;
      each.name = words;
      each.value = key;
      each.rect = rect;
      ui.leaf(std::move(each));
    };
    if (!style.placeholder.empty()) option("", style.placeholder);
    for (const SelectOption& each : options) option(each.key, each.label);
  });
  area.y += rect.h;
  below(ui, id, style);
  return changed;
}

}  // namespace kabinet::ui
