// Digit boxes.
#include "ui/widgets/digits.h"

#include <algorithm>

#include "ui/widgets/paint.h"

namespace kabinet::ui {

namespace {

// The value as its boxes: digits without the mark; `typed` places are filled, integer places first.
struct Places {
  std::string integer, fraction;
  bool mark = false;
};

Places split(std::string_view value) {
  Places places;
  for (const char c : value) {
    if (c == '.') places.mark = true;
    else (places.mark ? places.fraction : places.integer) += c;
  }
  return places;
}

}  // namespace

float digits_width(const DigitsStyle& style) {
  const int places = style.digits + style.decimals;
  return float(places) * style.box_w + float(places - 1) * style.gap + (style.decimals > 0 ? style.gap : 0);
}

std::string clean_digits(std::string_view typed, int digits, int decimals) {
  std::string out;
  bool mark = false;
  int integer = 0, fraction = 0;
  for (const char c : typed) {
    if (c >= '0' && c <= '9') {
      if (!mark && integer == digits) {
        if (decimals == 0) break;
        mark = true;
        out += '.';
      }
      if (mark && fraction == decimals) break;
      (mark ? fraction : integer)++;
      out += c;
    } else if ((c == '.' || c == ',') && !mark) {
      if (decimals == 0) break;
      mark = true;
      out += '.';
    }
  }
  return out;
}

bool digit_field(Ui& ui, const std::string& id, std::string_view name, std::string& value, const DigitsStyle& style) {
  bool changed = false;
  if (const std::string* typed = ui.take_input(id)) {
    std::string cleaned = clean_digits(*typed, style.digits, style.decimals);
    changed = cleaned != value;
    value = std::move(cleaned);
  }
  const bool focused = ui.focused(id);
  if (!focused && !value.empty()) {
    Places places = split(value);
    if (int(places.integer.size()) < style.digits) places.integer.insert(0, std::size_t(style.digits) - places.integer.size(), '0');
    std::string padded = places.integer + (places.mark && !places.fraction.empty() ? "." + places.fraction : "");
    changed |= padded != value;
    value = std::move(padded);
  }

  const Area area = ui.area();
  const float total = digits_width(style), scale = std::min(1.f, area.w / total);
  const float box_w = style.box_w * scale, gap = style.gap * scale;
  Node node;
  node.id = id;
  node.role = Role::TextBox;
  node.name = name;
  node.description = style.description;
  node.value = value;
  node.states = State::CanvasText | when(style.invalid, State::Invalid) | when(style.auto_focus, State::AutoFocus) | when(style.disabled, State::Disabled);
  node.rect = {area.x, area.y, total * scale, style.box_h};
  node.input.type = "text";
  node.input.inputmode = style.decimals > 0 ? "decimal" : "numeric";
  node.input.autocomplete = "off";
  node.input.font_px = spec(Type::Digit).px;
  node.input.font_weight = 600;
  node.input.letter_spacing = box_w + gap - ui.fonts().width(Type::Digit, "0");
  node.input.padding_left = (box_w - ui.fonts().width(Type::Digit, "0")) / 2;
  node.input.padding_right = 0;
  ui.leaf(std::move(node));

  const Theme& theme = ui.theme();
  const Places places = split(value);
  const int typed = places.mark ? style.digits + int(places.fraction.size()) : int(places.integer.size());
  const int active = std::min(typed, style.digits + style.decimals - 1);
  float x = area.x;
  for (int i = 0; i < style.digits + style.decimals; ++i) {
    const bool fraction = i >= style.digits;
    if (i == style.digits) {
      ui.fonts().draw(ui.list(), Type::Digit, x - gap / 2 - 4, area.y + style.box_h - 40, theme.bad, ",");
      x += gap;
    }
    const Rect box{x, area.y, box_w, style.box_h};
    fill(ui, box, style.disabled ? theme.background : fraction ? theme.bad_soft : theme.card, kRadius);
    const bool here = focused && i == active;
    const Color border = here ? theme.accent : style.invalid ? theme.bad : theme.control;
    outline(ui, box, border, kRadius, here ? 2.f : 1.f);
    const std::string& part = fraction ? places.fraction : places.integer;
    const std::size_t at = std::size_t(fraction ? i - style.digits : i);
    if (at < part.size()) {
      const std::string digit(1, part[at]);
      ui.fonts().draw(ui.list(), Type::Digit, x + (box_w - ui.fonts().width(Type::Digit, digit)) / 2, area.y + (style.box_h - 32) / 2,
                      fraction ? theme.bad : theme.ink, digit);
    }
    x += box_w + gap;
  }
  ui.area().y += style.box_h;
  return changed;
}

}  // namespace kabinet::ui
