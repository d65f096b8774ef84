// «История показаний» of the chosen meter.
#include <algorithm>

#include "ui/screens/readings_parts.h"
#include "ui/screens/readings_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/table.h"
#include "ui/widgets/tabs.h"

namespace kabinet::ui {

namespace {

std::vector<Column> columns_of(const Ui& ui, const api::Meter& meter) {
  std::vector<Column> columns{{"date", std::string(ui.tr(Text::readings_column_date)), 0, Align::Left, 1.1f}};
  for (const api::Register& reg : meter.registers)
    columns.push_back({"t" + std::to_string(reg.number), register_short(wording(ui), meter, reg), 0, Align::Right, 0.9f});
  columns.push_back({"usage", std::string(ui.tr(Text::readings_column_usage)), 0, Align::Right, 0.9f});
  columns.push_back({"source", std::string(ui.tr(Text::readings_column_source)), 0, Align::Left, 1.6f});
  columns.push_back({"status", std::string(ui.tr(Text::readings_column_status)), 0, Align::Left, 1.3f});
  return columns;
}

TableRow row_of(const Ui& ui, const api::Meter& meter, const api::Reading& reading) {
  const Wording say = wording(ui);
  TableRow row;
  row.key = reading.id;
  row.muted = reading.status == api::ReadingStatus::Superseded || reading.status == api::ReadingStatus::Withdrawn;
  row.struck = row.muted;
  const auto add = [&](std::string words) { row.cells.emplace_back().text = std::move(words); };
  add(api::format_date(reading.date));
  api::Volume used;
  for (const api::Register& reg : meter.registers) add(shown_value(reg, value_of(reading, reg.number)));
  for (const api::RegisterValue& value : reading.values) used = used + value.used;
  add(api::format_volume(used));
  add(std::string(source_name(say.language, reading.source)));
  const StatusWords status = status_words(say, reading);
  CellContent& badge = row.cells.emplace_back();
  badge.text = status.words;
  badge.badge = status.tone;
  badge.note = status.note;
  return row;
}

}  // namespace

std::optional<ReadingsAction> draw_history(Ui& ui, const ReadingsState& state, const api::Meter& meter, const std::vector<std::size_t>& choice) {
  std::optional<ReadingsAction> out;
  const Wording say = wording(ui);
  const History& history = state.history;
  CardStyle style;
  style.name = ui.tr(Text::readings_history);
  card(ui, "readings.history", style, [&] {
    heading(ui, "readings.history.title", 2, ui.tr(Text::readings_history), Type::Title);
    ui.gap(8);
    if (choice.size() > 1) {
      const auto& meters = state.meters.value().items;
      std::vector<TabItem> items;
      int current = 0;
      for (const std::size_t index : choice) {
        if (meters[index].id == meter.id) current = int(items.size());
        items.push_back({meters[index].id, meter_title(say, meters[index])});
      }
      if (const auto chosen = tabs(ui, "readings.history.meters", ui.tr(Text::readings_meters), items, current))
        out = MeterChosen{meters[choice[std::size_t(*chosen)]].id};
      ui.gap(8);
    }
    if (history.meter_id != meter.id) return;
    const bool retried = remote(ui, "readings.history", history.list, [&](const api::ReadingList& list) {
      if (list.items.empty()) return empty(ui, "readings.history.empty", Icon::history, ui.tr(Text::readings_history_empty));
      std::vector<TableRow> rows;
      for (const api::Reading& reading : list.items) rows.push_back(row_of(ui, meter, reading));
      table(ui, "readings.history.table", ui.tr(Text::readings_history_of, {meter_name(say, meter)}), columns_of(ui, meter), rows);
      if (history.more_error) {
        ui.gap(12);
        notice(ui, "readings.history.more_error", Tone::Bad, error_words(ui, *history.more_error));
      }
      if (list.next_cursor.empty()) return;
      ui.gap(16);
      ButtonStyle more;
      more.busy = busy(ui, history.more_loading, history.more_since_ms);
      more.width = button_width(ui, ui.tr(Text::readings_more), more);
      if (button(ui, "readings.history.more", ui.tr(Text::readings_more), more)) out = MoreClicked{};
    });
    if (retried) out = HistoryRetried{};
  });
  return out;
}

}  // namespace kabinet::ui
