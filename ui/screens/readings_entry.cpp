// Digit boxes with their verdicts, and the way to the server.
#include "ui/screens/readings_entry.h"

#include <algorithm>

#include "ui/screens/readings_send.h"
#include "ui/screens/readings_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

std::string base_id(const api::Meter& meter) { return "readings.meter." + meter.id; }

// While somebody is typing, half a number is no mistake: its verdict waits until the boxes are full or left.
bool held_back(const Ui& ui, const std::string& field, const std::string& typed, const api::Register& reg, const Sheet& sheet, const api::Judgement& judgement) {
  if (sheet.said || judgement.verdict == api::Verdict::Accept || !ui.focused(field)) return false;
  return int(std::min(typed.find('.'), typed.size())) < reg.digits;
}

bool is_swapped(const Sheet& sheet, std::size_t index) { return sheet.judgements[index].diagnosis == api::Diagnosis::SwappedZones; }
bool first_swapped(const Sheet& sheet, std::size_t index) {
  for (std::size_t i = 0; i < index; ++i)
    if (is_swapped(sheet, i)) return false;
  return true;
}

std::string dropped_words(const Ui& ui, Dropped dropped) {
  if (dropped == Dropped::Nothing) return {};
  return std::string(ui.tr(dropped == Dropped::NotDigits ? Text::readings_say_not_a_number : Text::readings_say_too_many_digits));
}

// Why the value is refused, doubtful or remarkable, and the correction as a button.
void draw_verdict(Ui& ui, const Entry& entry, MeterDraft& draft, const api::Meter& meter, const Sheet& sheet, std::size_t i) {
  const Wording say = wording(ui);
  const api::Register& reg = meter.registers[i];
  const api::Judgement& judgement = sheet.judgements[i];
  const std::string field = register_field_id(meter.id, reg.number);
  if (judgement.verdict == api::Verdict::Empty) {
    if (!sheet.said || draft.dropped[i] != Dropped::Nothing) return;
    ui.gap(8);
    notice(ui, field + ".verdict", Tone::Bad, ui.tr(Text::readings_say_missing));
    return;
  }
  if (is_swapped(sheet, i) && !first_swapped(sheet, i)) return;
  const bool asking = entry.asking && sheet.said;  // the panel says why
  std::string said = asking ? "" : verdict_words(say, meter, reg, sheet.rules[i], judgement), action;
  if (judgement.suggestion) {
    const Sheet better = fill_in(meter, entry, corrected(sheet, i), ui.today());
    said += (said.empty() ? "" : " ") + correction_words(say, meter, better, i) + ".";
    action = is_swapped(sheet, i) ? std::string(ui.tr(Text::readings_swap)) : ui.tr(Text::readings_correct, {better.values[i]});
  }
  if (said.empty()) return;
  const Tone tone = judgement.verdict == api::Verdict::Refuse ? Tone::Bad : judgement.verdict == api::Verdict::Confirm ? Tone::Warn : Tone::Accent;
  ui.gap(8);
  if (!notice(ui, field + ".verdict", tone, said, action)) return;
  draft.values = corrected(sheet, i);
  draft.dropped.assign(draft.values.size(), Dropped::Nothing);
  ui.request_focus(field);
  ui.animate();  // the new digits have verdicts of their own
}

void draw_register(Ui& ui, const Entry& entry, MeterDraft& draft, const api::Meter& meter, const Sheet& sheet, const EntryLook& look, std::size_t i) {
  const Wording say = wording(ui);
  const api::Register& reg = meter.registers[i];
  const api::Judgement& judgement = sheet.judgements[i];
  const std::string field = register_field_id(meter.id, reg.number);
  const bool quiet = held_back(ui, field, draft.values[i], reg, sheet, judgement);
  const bool missing = sheet.said && judgement.verdict == api::Verdict::Empty;
  const std::string dropped = dropped_words(ui, draft.dropped[i]);
  const std::string verdict = quiet ? "" : missing ? std::string(ui.tr(Text::readings_say_missing)) : verdict_words(say, meter, reg, sheet.rules[i], judgement);
  const std::string was = reg.previous_date ? ui.tr(Text::readings_was, {api::format_reading(sheet.rules[i].previous, reg.digits, reg.decimals)}) : "";
  const std::string usual = usual_range(reg);
  const std::string used = quiet || judgement.verdict == api::Verdict::Refuse ? "" : difference(say, meter, judgement);

  DigitsStyle boxes;
  boxes.digits = reg.digits;
  boxes.decimals = reg.decimals;
  boxes.auto_focus = look.auto_focus && i == 0;
  boxes.invalid = !quiet && (judgement.verdict == api::Verdict::Refuse || missing);
  boxes.doubtful = !dropped.empty() || (!quiet && judgement.verdict == api::Verdict::Confirm);
  for (const std::string& words : {was, dropped, verdict})
    if (!words.empty()) boxes.description += (boxes.description.empty() ? "" : boxes.description.back() == '.' ? " " : ". ") + words;
  row(ui, field + ".row", ui.width() < 480 ? 8 : 20, CrossAlign::Center,
      {fixed(124,
             [&] {
               words(ui, register_label(say, meter, reg), {Type::BodyStrong});
               if (!was.empty()) text(ui, field + ".was", was, {Type::Caption, ui.theme().ink2});
             }),
       fixed(digits_width(boxes), [&] { digit_field(ui, field, register_name(say, meter, reg), draft.values[i], boxes); }),
       share(100, [&] {
         TextStyle live{Type::BodyStrong, boxes.doubtful ? ui.theme().warn : ui.theme().ink};
         live.role = Role::Status;
         if (!used.empty()) text(ui, field + ".used", used, live);
         if (!usual.empty()) text(ui, field + ".usual", ui.tr(Text::readings_usual, {usual}), {Type::Caption, ui.theme().ink2});
       })});
  if (!dropped.empty()) {
    ui.gap(8);
    notice(ui, field + ".dropped", Tone::Warn, dropped);
  }
  if (!quiet) draw_verdict(ui, entry, draft, meter, sheet, i);
}

// «Проверьте: …»: the second step before an implausible reading goes.
void draw_question(Ui& ui, const Entry& entry, const api::Meter& meter, const Sheet& sheet, std::optional<ReadingsAction>& out) {
  const std::string id = base_id(meter);
  CardStyle panel;
  panel.padding = 20;
  panel.background = ui.theme().warn_soft;
  panel.border = false;
  card(ui, id + ".question", panel, [&] {
    TextStyle what{Type::BodyStrong};
    what.role = Role::Alert;
    text(ui, id + ".question.text", ui.tr(Text::readings_confirm_title, {doubts(wording(ui), meter, sheet)}), what);
    ui.gap(4);
    text(ui, id + ".question.hint", ui.tr(Text::readings_confirm_hint), {Type::Small, ui.theme().ink2});
    ui.gap(16);
    ButtonStyle yes, back;
    yes.kind = ButtonKind::Primary;
    yes.busy = busy(ui, entry.sending, entry.since_ms);
    yes.description = ui.tr(Text::readings_confirm_hint);
    back.disabled = entry.sending;
    const std::string_view yes_label = ui.tr(Text::readings_confirm), back_label = ui.tr(Text::readings_corrected);
    row(ui, id + ".question.row", 12, CrossAlign::Top,
        {fixed(button_width(ui, yes_label, yes), [&] { if (button(ui, id + ".confirm", yes_label, yes)) out = Confirmed{meter.id}; }),
         fixed(button_width(ui, back_label, back), [&] { if (button(ui, fix_button_id(meter.id), back_label, back)) out = DoubtAccepted{meter.id}; })});
  });
}

void draw_footer(Ui& ui, const Context& context, const Entry& entry, const MeterDraft& draft, const api::Meter& meter, const EntryLook& look,
                 std::optional<ReadingsAction>& out) {
  const std::string id = base_id(meter);
  const bool editing = !entry.editing.empty();
  const std::string_view label = ui.tr(editing ? Text::readings_save : look.in_window ? Text::readings_add_short : Text::readings_submit);
  ButtonStyle submit, cancel;
  submit.kind = ButtonKind::Primary;
  submit.submit = true;
  const float width = button_width(ui, label, submit);
  submit.busy = busy(ui, entry.sending, entry.since_ms);
  if (look.several) submit.name = std::string(label) + ", " + meter_name(wording(ui), meter);
  const auto send = [&] { if (button(ui, id + ".submit", label, submit)) out = SendClicked{meter.id, draft.values}; };
  const auto note = [&] {
    const Area area = ui.area();
    icon(ui, Icon::info, area.x, area.y, 20, ui.theme().ink2);
    const int hours = context.profile.edit_hours;
    const std::string words = hours == 24 ? std::string(ui.tr(Text::readings_note_day)) : ui.tr(Text::readings_note_hours, {std::to_string(hours)});
    ui.area().y = ui.inside({area.x + 26, area.y, area.w - 26}, [&] { text(ui, id + ".note", words, {Type::Small, ui.theme().ink2}); });
  };
  if (!editing) return row(ui, id + ".footer", 16, CrossAlign::Center, {share(200, note), fixed(width, send)});
  const std::string_view give_up = ui.tr(Text::readings_cancel);
  row(ui, id + ".footer", 12, CrossAlign::Top,
      {fixed(width, send), fixed(button_width(ui, give_up, cancel), [&] { if (button(ui, id + ".cancel", give_up, cancel)) out = EditCancelled{meter.id}; })});
}

}  // namespace

MeterDraft& draft_of(Ui& ui, ReadingsDraft& draft, const Entry& entry, const api::Meter& meter) {
  MeterDraft& mine = draft.meters[meter.id];
  if (mine.round != entry.round) {
    mine.values = entry.start;
    mine.round = entry.round;
    mine.dropped.clear();
  }
  mine.values.resize(meter.registers.size());
  mine.dropped.resize(meter.registers.size());
  for (std::size_t i = 0; i < mine.values.size(); ++i) {
    const api::Register& reg = meter.registers[i];
    take_digits(ui, register_field_id(meter.id, reg.number), mine.values[i], reg.digits, reg.decimals, &mine.dropped[i]);
  }
  return mine;
}

api::Period period_of_entry(const api::Meter& meter, const Entry& entry) {
  const bool changed = !entry.editing.empty() && meter.latest && meter.latest->id == entry.editing && meter.latest->period;
  return changed ? *meter.latest->period : meter.window.period;
}

std::optional<ReadingsAction> draw_entry(Ui& ui, const Context& context, const Entry& entry, MeterDraft& draft, const api::Meter& meter, const Sheet& sheet,
                                         const EntryLook& look) {
  std::optional<ReadingsAction> out;
  const std::string id = base_id(meter);
  Node form;
  form.id = id + ".form";
  form.role = Role::Form;
  form.name = ui.tr(Text::readings_value_of, {ui.tr(Text::menu_readings), meter_name(wording(ui), meter)});
  ui.container(std::move(form), [&] {
    for (std::size_t i = 0; i < meter.registers.size(); ++i) {
      if (i > 0) ui.gap(18);
      draw_register(ui, entry, draft, meter, sheet, look, i);
    }
    if (look.in_window && !meter.tariff.empty()) {
      ui.gap(20);
      draw_preview(ui, meter, sheet, period_of_entry(meter, entry), look.contract, 0);
    }
    ui.gap(24);
    if (entry.error && !entry.tried.empty()) {
      notice(ui, id + ".error", Tone::Bad, send_error_words(ui, *entry.error));
      ui.gap(16);
    }
    if (entry.asking && sheet.said) draw_question(ui, entry, meter, sheet, out);
    else draw_footer(ui, context, entry, draft, meter, look, out);
  });
  return out;
}

}  // namespace kabinet::ui
