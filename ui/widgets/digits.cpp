// Digit boxes.
#include "ui/widgets/digits.h"

#include <algorithm>

#include "api/utf8.h"
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

std::string pad_digits(std::string_view value, int digits) {
  if (value.empty()) return {};
  const std::size_t mark = std::min(value.find('.'), value.size());
  const std::size_t missing = std::size_t(digits) > mark ? std::size_t(digits) - mark : 0;
  return std::string(missing, '0').append(value);
}

std::string clean_digits(std::string_view typed, int digits, int decimals) {
  std::string whole, fraction;
  bool mark = false;
  for (const char c : typed) {
    if (c == '.' || c == ',') {
      if (decimals == 0) break;  // what follows is not submitted: 412,5 is 412 here
      mark = true;
    } else if (c >= '0' && c <= '9') {
      if (!mark && int(whole.size()) < digits) whole += c;
      else if (int(fraction.size()) < decimals) fraction += c;
      else break;
    }
  }
  if (mark) whole = pad_digits(whole.empty() ? "0" : whole, digits);
  return fraction.empty() ? whole : whole + '.' + fraction;
}

std::string retype_digits(std::string_view before, std::string_view typed, int digits, int decimals) {
  const std::size_t full = std::size_t(digits + decimals) + (decimals > 0 ? 1 : 0);
  if (before.size() != full || typed.size() != full + 1) return clean_digits(typed, digits, decimals);
  const std::size_t at = std::size_t(std::mismatch(before.begin(), before.end(), typed.begin()).first - before.begin());
  std::string out(before);
  const std::size_t place = at < full && before[at] == '.' ? at + 1 : at;
  if (place < full && typed[at] >= '0' && typed[at] <= '9') out[place] = typed[at];
  return out;
}

Dropped dropped_from(std::string_view before, std::string_view typed, int digits, int decimals) {
  const std::size_t full = std::size_t(digits + decimals) + (decimals > 0 ? 1 : 0);
  const bool behind = typed.size() > before.size() && typed.substr(0, before.size()) == before;
  int whole = 0, fraction = 0;
  bool mark = false, strange = false, between = false;  // a unit after the digits is no mistake
  for (const std::string_view sign : api::split_code_points(typed)) {
    if (sign == "." || sign == ",") {
      mark = true;
    } else if (sign.size() == 1 && sign[0] >= '0' && sign[0] <= '9') {
      ++(mark ? fraction : whole);
      between = between || strange;
    } else if (sign != " " && sign != "\u00A0" && sign != "\u202F") {
      strange = true;
    }
  }
  if (between || (strange && (whole + fraction == 0 || (behind && !before.empty())))) return Dropped::NotDigits;
  if (before.size() == full && typed.size() == full + 1) return behind ? Dropped::TooMany : Dropped::Nothing;  // else one over another
  const bool more = mark ? whole > digits || (decimals > 0 && fraction > decimals) : whole > digits + decimals;
  return more ? Dropped::TooMany : Dropped::Nothing;
}

namespace {

// Which box the next digit goes into, counted over the boxes.
int active_box(const Ui& ui, const std::string& id, std::string_view value, const DigitsStyle& style) {
  const int caret = ui.caret_of(id);
  const std::size_t until = caret < 0 ? value.size() : std::min(value.size(), std::size_t(caret));
  const std::string_view left = value.substr(0, until);
  const int before = int(std::count_if(left.begin(), left.end(), [](char c) { return c != '.'; }));
  return std::min(before, style.digits + style.decimals - 1);
}

}  // namespace

bool take_digits(Ui& ui, const std::string& id, std::string& value, int digits, int decimals, Dropped* dropped) {
  std::string now = value;
  if (const std::string* typed = ui.take_input(id)) {
    now = retype_digits(value, *typed, digits, decimals);
    if (dropped != nullptr) *dropped = dropped_from(value, *typed, digits, decimals);
  }
  if (!ui.focused(id)) now = pad_digits(now, digits);
  const bool changed = now != value;
  value = std::move(now);
  return changed;
}

bool digit_field(Ui& ui, const std::string& id, std::string_view name, std::string& value, const DigitsStyle& style) {
  const bool focused = ui.focused(id);
  const bool changed = take_digits(ui, id, value, style.digits, style.decimals);

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
  const int active = active_box(ui, id, value, style);
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
    const Color border = here ? theme.accent : style.invalid ? theme.bad : style.doubtful ? theme.warn : theme.control;
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
