// «Ввод показаний счетчиков» of an organisation (K14): the table of all its meters, the chosen one, the window «Добавить показания».
#include <algorithm>

#include "api/rules.h"
#include "ui/screens/readings_entry.h"
#include "ui/screens/readings_list.h"
#include "ui/screens/readings_parts.h"
#include "ui/screens/readings_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/field.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/long_table.h"
#include "ui/widgets/tabs.h"

namespace kabinet::ui {

namespace {

constexpr const char* kAdd = "readings.add";

std::string previous_values(const api::Meter& meter) {
  std::string out;
  for (const api::Register& reg : meter.registers)
    if (reg.previous_date) out += (out.empty() ? "" : kSlash) + shown_value(reg, reg.previous);
  return out.empty() ? "—" : out;
}

TableRow row_of(Ui& ui, const api::Meter& meter) {
  const Wording say = wording(ui);
  const api::Reading* present = present_reading(meter);
  TableRow row;
  row.key = meter.id;
  row.muted = meter.closed_on.has_value();
  const auto add = [&](std::string words, std::string note = {}) {
    CellContent& cell = row.cells.emplace_back();
    cell.text = std::move(words);
    cell.note = std::move(note);
  };
  row.name = meter_name(say, meter) + (meter.object_name.empty() ? "" : ", " + meter.object_name);
  add(meter.object_name.empty() ? meter.object_address : meter.object_name, meter.object_name.empty() ? "" : meter.object_address);
  add(std::string(service_name(say.language, meter.service)));
  const std::string times = multiplier_words(say, meter);
  add(meter.model, say.tr(Text::readings_serial, {meter.serial}) + (times.empty() ? "" : ", " + times));
  add(previous_values(meter), std::string(unit_name(say.language, meter.service)));
  add(present != nullptr ? shown_values(meter, *present) : "—");
  const bool known = !meter.registers.empty() && meter.registers.front().previous_date;
  add(present != nullptr ? api::format_date(present->date) : known ? api::format_date(*meter.registers.front().previous_date) : "—");
  CellContent& status = row.cells.emplace_back();
  const StatusWords words = present != nullptr ? status_words(say, *present)
                            : meter.closed_on  ? window_words(say, meter)
                                               : StatusWords{meter.window.open ? Tone::Warn : Tone::Neutral, std::string(ui.tr(Text::readings_status_due)), {}};
  status.text = words.words;
  status.badge = words.tone;
  if (present == nullptr) return row;
  status.note = note_with_time(ui, *present);
  return row;
}

void draw_chosen(Ui& ui, const ReadingsState& state, const api::Meter* meter, std::optional<ReadingsAction>& out) {
  CardStyle style;
  style.name = ui.tr(Text::readings_chosen);
  card(ui, "readings.chosen", style, [&] {
    if (meter == nullptr) {
      text(ui, "readings.chosen.hint", ui.tr(Text::readings_choose_first), {Type::Body, ui.theme().ink2});
    } else {
      draw_meter_head(ui, *meter, 2);
      const std::string object = meter->object_name + (meter->object_name.empty() || meter->object_address.empty() ? "" : ", ") + meter->object_address;
      if (!object.empty()) text(ui, "readings.chosen.object", object, {Type::Small, ui.theme().ink2});
      draw_outcome(ui, *meter, entry_of(state, meter->id));
      if (const api::Reading* reading = shown_reading(*meter, ui.frame().now))
        if (auto action = draw_latest(ui, *meter, *reading, entry_of(state, meter->id), true, false)) out = std::move(action);
    }
    ui.gap(20);
    ButtonStyle add;
    add.kind = ButtonKind::Primary;
    add.icon = Icon::plus;
    add.description = why_not_added(wording(ui), meter);
    add.disabled = !add.description.empty();
    const std::string_view label = ui.tr(Text::readings_add), all = ui.tr(Text::readings_sheet);
    row(ui, "readings.chosen.actions", 12, CrossAlign::Center,
        {fixed(button_width(ui, label, add), [&] { if (button(ui, kAdd, label, add)) out = WindowOpened{meter->id}; }),
         fixed(button_width(ui, all, {}), [&] { if (button(ui, "readings.sheet.open", all)) out = SheetOpened{}; })},
        false);
    if (meter == nullptr || !add.disabled) return;
    ui.gap(8);
    words(ui, add.description, {Type::Small, ui.theme().ink2});
  });
}

}  // namespace

std::optional<ReadingsAction> draw_organisation(Ui& ui, const ReadingsState& state, ReadingsDraft& draft) {
  if (state.listing) return draw_sheet(ui, state, draft);
  std::optional<ReadingsAction> out;
  const auto& meters = state.meters.value().items;
  const api::Meter* chosen = find_meter(state, state.meter_id);
  const float chosen_top = ui.area().y;
  draw_chosen(ui, state, chosen, out);
  ui.gap(20);

  CardStyle style;
  style.name = ui.tr(Text::readings_meters);
  card(ui, "readings.meters", style, [&] {
    heading(ui, "readings.meters.title", 2, ui.tr(Text::readings_meters), Type::Title);
    ui.gap(12);
    draw_list_tools(ui, draft, ui.width() < TableStyle{}.stack_below);
    list_meters(draft.table, meters, state.haystacks, state.meters_version, draft.filter, draft.look, "", [](const api::Meter&) { return true; });
    const MeterListing& listing = draft.table;
    ui.gap(8);
    TextStyle count{Type::Small, ui.theme().ink2};
    count.role = Role::Status;
    text(ui, "readings.found", ui.tr(draft.filter.empty() ? Text::readings_all_shown : Text::readings_filter_found, {std::to_string(listing.found)}), count);
    ui.gap(8);
    if (listing.rows.empty()) return empty(ui, "readings.filter.empty", Icon::search, ui.tr(Text::readings_filter_empty), ui.tr(Text::readings_filter_empty_hint));
    const auto column = [&](const char* key, Text title, float part, Align align = Align::Left) {
      return Column{key, std::string(ui.tr(title)), 0, align, part, true};
    };
    TableStyle look;
    look.selectable = true;
    look.selected = state.meter_id;
    const std::size_t meter_count = meters.size();
    LongRows rows;
    rows.count = int(listing.rows.size());
    rows.version = state.meters_version * 2 + (ui.frame().language == Language::Russian ? 0 : 1);
    rows.slot = [&](int i) { const int at = listing.rows[std::size_t(i)]; return at >= 0 ? std::size_t(at) : meter_count + std::size_t(-1 - at); };
    rows.key = [&](int i) { const int at = listing.rows[std::size_t(i)]; return at >= 0 ? meters[std::size_t(at)].id : "g" + std::to_string(-1 - at); };
    rows.row = [&](int i) {
      const int at = listing.rows[std::size_t(i)];
      return at >= 0 ? row_of(ui, meters[std::size_t(at)]) : group_row_of(ui, listing.groups[std::size_t(-1 - at)], -1 - at);
    };
    const LongTableAnswer answer =
        long_table(ui, "readings.table", ui.tr(Text::readings_meters),
                   {column("object", Text::readings_column_object, 1.8f), column("service", Text::readings_column_service, 1.6f),
                    column("meter", Text::readings_column_meter, 1.5f), column("previous", Text::readings_column_previous, 1, Align::Right),
                    column("current", Text::readings_column_current, 1, Align::Right), column("date", Text::readings_column_date, 1.1f),
                    column("status", Text::readings_column_status, 1.2f)},
                   rows, draft.table_heights, look, {draft.look.sort, draft.look.descending});
    if (answer.sort) {
      draft.look.descending = draft.look.sort == *answer.sort && !draft.look.descending;
      draft.look.sort = *answer.sort;
      ui.animate();
    }
    if (answer.chosen) out = MeterChosen{*answer.chosen};
    // What was chosen stands above the table: where it is out of sight, the next step comes to the person.
    if (out && std::holds_alternative<MeterChosen>(*out) && chosen_top < kHeader) ui.request_focus(kAdd);
  });
  if (chosen == nullptr) return out;
  ui.gap(20);
  if (auto action = draw_history(ui, state, *chosen, {})) out = std::move(action);
  return out;
}

void draw_list_tools(Ui& ui, ReadingsDraft& draft, bool with_order) {
  FieldStyle search;
  search.autocomplete = "off";
  const auto box = [&] { text_field(ui, "readings.filter", ui.tr(Text::readings_filter), draft.filter, search); };
  const auto group = [&] {
    if (const auto on = checkbox(ui, "readings.group", ui.tr(Text::readings_group), draft.look.grouped)) draft.look.grouped = *on, ui.animate();
  };
  std::vector<RowItem> items{share(240, box, 2)};
  if (with_order) {  // a card has no titles to press
    items.push_back(share(200, [&] {
      FieldStyle order;
      order.placeholder = ui.tr(Text::readings_sort_none);
      const std::vector<SelectOption> options{{"object", std::string(ui.tr(Text::readings_column_object))},
                                              {"service", std::string(ui.tr(Text::readings_column_service))},
                                              {"meter", std::string(ui.tr(Text::readings_column_meter))},
                                              {"previous", std::string(ui.tr(Text::readings_column_previous))},
                                              {"date", std::string(ui.tr(Text::readings_column_date))},
                                              {"status", std::string(ui.tr(Text::readings_column_status))}};
      if (select_field(ui, "readings.sort", ui.tr(Text::readings_sort), draft.look.sort, options, order)) draft.look.descending = false, ui.animate();
    }));
  }
  items.push_back(share(220, group));
  row(ui, "readings.tools", 16, CrossAlign::Bottom, items);
}

std::string note_with_time(Ui& ui, const api::Reading& reading) {
  const Wording say = wording(ui);
  const std::string note = status_words(say, reading).note;
  const api::Instant now = ui.frame().now;
  if (!editable(reading, now)) return note;
  ui.wake_at(double(now.ms + (reading.editable_until->ms - now.ms) % 60'000 + 1));  // when the minute changes
  return note + (note.empty() ? "" : ". ") + say.tr(Text::readings_editable_left, {left_words(say, *reading.editable_until, now)});
}

TableRow group_row_of(const Ui& ui, const MeterGroup& group, int index) {
  TableRow row;
  row.key = "g" + std::to_string(index);
  row.group = true;
  std::string where = group.name + (group.name.empty() || group.address.empty() ? "" : ", ") + group.address;
  if (where.empty()) where = group.account_number;
  row.name = ui.tr(Text::readings_group_row, {where, std::to_string(group.count)});
  return row;
}

std::optional<ReadingsAction> draw_add_window(Ui& ui, const Context& context, const ReadingsState& state, ReadingsDraft& draft) {
  std::optional<ReadingsAction> out;
  const api::Meter* meter = find_meter(state, state.window_of);
  if (meter == nullptr) return out;
  const Entry& entry = entry_of(state, meter->id);
  const bool editing = !entry.editing.empty();
  const bool dismissed = dialog(ui, "readings.window", ui.tr(editing ? Text::readings_change_title : Text::readings_add), 620, [&] {
    text(ui, "readings.window.meter", meter_title(wording(ui), *meter), {Type::BodyStrong});
    if (!meter->object_name.empty()) text(ui, "readings.window.object", meter->object_name, {Type::Small, ui.theme().ink2});
    ui.gap(20);
    MeterDraft& typed = draft_of(ui, draft, entry, *meter);
    EntryLook look;
    look.in_window = true;
    look.auto_focus = true;
    look.contract = true;
    if (auto action = draw_entry(ui, context, entry, typed, *meter, fill_in(*meter, entry, typed.values, ui.today()), look)) out = std::move(action);
  });
  if (dismissed) out = WindowDismissed{};
  return out;
}

}  // namespace kabinet::ui
