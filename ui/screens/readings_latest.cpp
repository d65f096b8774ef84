// The head of a meter and the reading that it already has.
#include <algorithm>

#include "ui/screens/readings_parts.h"
#include "ui/screens/readings_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {
constexpr float kPairs = 440;  // px: a label and its value are read as one line
std::string base_id(const std::string& meter_id) { return "readings.meter." + meter_id; }
}  // namespace

void draw_meter_head(Ui& ui, const api::Meter& meter, int level) {
  const Wording say = wording(ui);
  const std::string id = base_id(meter.id);
  const StatusWords window = window_words(say, meter, ui.today()), verification = verification_words(say, meter);
  std::vector<RowItem> items{share(200, [&] {
    heading(ui, id + ".title", level, meter_title(say, meter), Type::Title);
    text(ui, id + ".facts", meter_facts(say, meter), {Type::Small, ui.theme().ink2});
  })};
  if (!verification.words.empty()) {
    items.push_back(fixed(badge_width(ui, verification.words, true),
                          [&] { badge(ui, id + ".verification", verification.tone, verification.words, Icon::triangle_alert); }));
  }
  items.push_back(fixed(badge_width(ui, window.words, false), [&] { badge(ui, id + ".window", window.tone, window.words); }));
  row(ui, id + ".head", 12, CrossAlign::Center, items, false);
  for (const auto& [name, note] : {std::pair{".verification.note", verification.note}, std::pair{".window.note", window.note}}) {
    if (note.empty()) continue;
    ui.gap(6);
    text(ui, id + name, note, {Type::Small, ui.theme().ink2});
  }
}

void draw_outcome(Ui& ui, const api::Meter& meter, const Entry& entry) {
  const std::string words = outcome_words(wording(ui), entry);
  if (words.empty()) return;
  ui.gap(16);
  notice(ui, base_id(meter.id) + ".outcome", Tone::Ok, words);
}

std::optional<ReadingsAction> draw_latest(Ui& ui, const api::Meter& meter, const api::Reading& reading, const Entry& entry, bool in_window, bool several) {
  std::optional<ReadingsAction> out;
  const Wording say = wording(ui);
  const std::string id = base_id(meter.id) + ".latest";
  const StatusWords status = status_words(say, reading);
  ui.gap(20);
  const Area outer = ui.area();
  ui.area().y = ui.inside({outer.x, outer.y, std::min(outer.w, kPairs)}, [&] {
    for (const api::Register& reg : meter.registers) {
      std::string value = shown_value(reg, value_of(reading, reg.number));
      for (const api::RegisterValue& part : reading.values)
        if (part.number == reg.number && part.used.milli > 0) value += "  (+" + usage(say, meter, part.used) + ")";
      pair(ui, id + ".t" + std::to_string(reg.number), register_label(say, meter, reg), value, true);
      ui.gap(6);
    }
    if (!reading.estimate) return;
    pair(ui, id + ".estimate", ui.tr(Text::readings_preview), api::format_rubles(*reading.estimate));
    ui.gap(6);
  });
  ui.gap(8);
  const bool open = editable(reading, ui.frame().now);
  row(ui, id + ".status", 12, CrossAlign::Center,
      {fixed(badge_width(ui, status.words, false), [&] { badge(ui, id + ".badge", status.tone, status.words); }), share(200, [&] {
         std::string words = api::format_date(reading.date) + ", " + std::string(source_name(say.language, reading.source));
         if (!status.note.empty()) words += ". " + status.note;
         if (entry.outcome == Outcome::None && reading.expected_by && reading.status == api::ReadingStatus::Submitted)
           words += ". " + say.tr(Text::readings_processed_by, {api::format_date(*reading.expected_by)});
         text(ui, id + ".facts", words, {Type::Small, ui.theme().ink2});
       })},
      false);
  if (!open) return out;
  ui.gap(16);
  ButtonStyle change, remove;
  change.icon = Icon::pencil;
  remove.icon = Icon::trash_2;
  remove.kind = ButtonKind::Danger;
  const std::string_view change_label = ui.tr(Text::readings_change), remove_label = ui.tr(Text::readings_delete);
  if (several) {
    change.name = std::string(change_label) + ", " + meter_name(say, meter);
    remove.name = std::string(remove_label) + ", " + meter_name(say, meter);
  }
  const api::Instant now = ui.frame().now, ends = *reading.editable_until;
  const std::string until = ui.tr(Text::readings_editable_left, {left_words(say, ends, now)}) + " " +
                            ui.tr(Text::readings_editable_until, {api::format_date_time(ends, ui.frame().utc_offset_minutes)});
  ui.wake_at(double(now.ms + (ends.ms - now.ms) % 60'000 + 1));  // when the minute changes
  row(ui, id + ".actions", 12, CrossAlign::Center,
      {fixed(button_width(ui, change_label, change), [&] { if (button(ui, id + ".change", change_label, change)) out = EditClicked{meter.id, in_window}; }),
       fixed(button_width(ui, remove_label, remove), [&] { if (button(ui, id + ".delete", remove_label, remove)) out = DeleteClicked{meter.id}; }),
       share(160, [&] { text(ui, id + ".until", until, {Type::Small, ui.theme().ink2}); })});
  return out;
}

std::optional<ReadingsAction> draw_deletion(Ui& ui, const ReadingsState& state) {
  std::optional<ReadingsAction> out;
  if (!state.deleting) return out;
  const Deleting& deleting = *state.deleting;
  const api::Meter* meter = find_meter(state, deleting.meter_id);
  std::string value, date;
  if (meter != nullptr && meter->latest && meter->latest->id == deleting.reading_id) {
    value = shown_values(*meter, *meter->latest);
    date = api::format_date(meter->latest->date);
  }
  const bool dismissed = dialog(ui, "readings.delete", ui.tr(Text::readings_delete_title), 480, [&] {
    if (!value.empty()) {
      text(ui, "readings.delete.text", ui.tr(Text::readings_delete_text, {value, date}), {Type::Body, ui.theme().ink2});
      ui.gap(20);
    }
    if (deleting.error) {
      notice(ui, "readings.delete.error", Tone::Bad, error_words(ui, *deleting.error));
      ui.gap(20);
    }
    ButtonStyle yes, no;
    yes.kind = ButtonKind::Danger;
    const std::string_view remove = ui.tr(Text::readings_delete), keep = ui.tr(Text::readings_cancel);
    const float width = button_width(ui, remove, yes);
    yes.busy = busy(ui, deleting.sending, deleting.since_ms);
    no.auto_focus = true;
    row(ui, "readings.delete.row", 12, CrossAlign::Top,
        {fixed(width, [&] { if (button(ui, "readings.delete.confirm", remove, yes)) out = DeleteConfirmed{}; }),
         fixed(button_width(ui, keep, no), [&] { if (button(ui, "readings.delete.cancel", keep, no)) out = DeleteCancelled{}; })});
  });
  if (dismissed) out = DeleteCancelled{};
  return out;
}

}  // namespace kabinet::ui
