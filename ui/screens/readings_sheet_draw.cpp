// «Ввести списком» on the screen: paste, totals, a column of inputs with a verdict beside each, sending.
#include <algorithm>

#include "ui/screens/readings_list.h"
#include "ui/screens/readings_parts.h"
#include "ui/screens/readings_sheet.h"
#include "ui/screens/readings_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/tabs.h"

namespace kabinet::ui {

namespace {

constexpr const char* kTable = "readings.sheet.table";
constexpr float kInputGap = 4;

std::string input_id(const api::Meter& meter, int number) { return std::string(kTable) + "." + meter.id + ".t" + std::to_string(number); }
std::string counted(int number) { return api::format_volume({std::int64_t{number} * 1000}); }

std::string problem_words(const Ui& ui, PasteProblem::Kind kind) {
  switch (kind) {
    case PasteProblem::Kind::UnknownMeter: return std::string(ui.tr(Text::readings_sheet_problem_unknown));
    case PasteProblem::Kind::SeveralMeters: return std::string(ui.tr(Text::readings_sheet_problem_several));
    case PasteProblem::Kind::NotTaken: return std::string(ui.tr(Text::readings_sheet_problem_taken));
    case PasteProblem::Kind::TooManyValues: return std::string(ui.tr(Text::readings_sheet_problem_too_many));
    case PasteProblem::Kind::TooFewValues: return std::string(ui.tr(Text::readings_sheet_problem_too_few));
    case PasteProblem::Kind::NoMeterLeft: return std::string(ui.tr(Text::readings_sheet_problem_left));
  }
  return {};
}

void draw_paste(Ui& ui, const std::vector<api::Meter>& meters, ReadingsDraft& draft) {
  SheetDraft& sheet = draft.sheet;
  FieldStyle style;
  style.multi_line = true;
  style.height = 108;
  style.autocomplete = "off";
  style.hint = ui.tr(Text::readings_sheet_paste_hint);
  if (text_field(ui, "readings.sheet.paste", ui.tr(Text::readings_sheet_paste), sheet.pasted, style)) {
    paste_into(sheet, meters, draft.sheet_table.rows, sheet.pasted);
    ui.animate();
  }
  const PasteReport& report = sheet.report;
  if (report.lines == 0) return;
  ui.gap(8);
  std::string words = report.failed == 0 ? ui.tr(Text::readings_sheet_paste_done, {counted(report.lines), counted(report.filled)})
                                         : ui.tr(Text::readings_sheet_paste_some, {counted(report.lines), counted(report.filled), counted(report.failed)});
  constexpr std::size_t kNamed = 5;
  for (std::size_t i = 0; i < report.problems.size() && i < kNamed; ++i) {
    const PasteProblem& problem = report.problems[i];
    words += (i == 0 ? " " : "; ") + ui.tr(Text::readings_sheet_paste_line, {std::to_string(problem.line), problem.text, problem_words(ui, problem.kind)});
  }
  if (report.failed > int(kNamed)) words += "; " + ui.tr(Text::readings_sheet_problem_more, {counted(report.failed - int(kNamed))});
  notice(ui, "readings.sheet.report", report.failed == 0 ? Tone::Ok : Tone::Warn, words);
}

// Why a row is wrong or doubtful, or what it comes to.
std::string verdict_of(const Ui& ui, const api::Meter& meter, const SheetRow& row, const SheetOutcome* outcome, RowState state) {
  const Wording say = wording(ui);
  if (state == RowState::Partial) return std::string(ui.tr(Text::readings_sheet_partial));
  const auto& judged = judgements_of(row, outcome);
  std::string words;
  for (std::size_t i = 0; i < judged.size() && i < meter.registers.size(); ++i) {
    const api::Register& reg = meter.registers[i];
    std::string one = verdict_words(say, meter, reg, api::rule_of(reg), judged[i]);
    if (one.empty()) one = difference(say, meter, judged[i]);
    if (one.empty() || words.find(one) != std::string::npos) continue;
    words += (words.empty() ? "" : " ") + (meter.registers.size() > 1 ? "Т" + std::to_string(reg.number) + ": " : "") + one;
  }
  if (outcome == nullptr || !outcome->judged.empty()) return words;
  if (outcome->expired) return std::string(ui.tr(Text::readings_refused_verification));
  return outcome->error == api::ErrorCode::Conflict ? std::string(ui.tr(Text::readings_sheet_there)) : error_words(ui, api::make_error(outcome->error));
}

class SheetTable {
 public:
  SheetTable(Ui& ui, const ReadingsState& state, ReadingsDraft& draft) : ui_(ui), state_(state), draft_(draft), meters_(state.meters.value().items) {}

  TableRow row(int at) {
    const int index = draft_.sheet_table.rows[std::size_t(at)];
    if (index < 0) return group_row_of(ui_, draft_.sheet_table.groups[std::size_t(-1 - index)], -1 - index);
    const api::Meter& meter = meters_[std::size_t(index)];
    const Wording say = wording(ui_);
    TableRow row;
    row.key = meter.id;
    row.cells.resize(6);
    row.cells[0].text = meter.object_name.empty() ? meter.object_address : meter.object_name;
    if (!meter.object_name.empty()) row.cells[0].note = meter.object_address;
    const std::string times = multiplier_words(say, meter);
    row.cells[1].text = say.tr(Text::readings_serial, {meter.serial});
    row.cells[1].note = meter.model + ", " + std::string(service_name(say.language, meter.service)) + (times.empty() ? "" : ", " + times);
    for (const api::Register& reg : meter.registers)
      row.cells[2].text += (row.cells[2].text.empty() ? "" : kSlash) + (reg.previous_date ? shown_value(reg, reg.previous) : std::string("—"));
    row.cells[2].note = unit_name(say.language, meter.service);
    if (!takes_reading(meter)) {
      const api::Reading* present = present_reading(meter);
      row.muted = true;
      row.cells[3].text = present != nullptr ? shown_values(meter, *present) : "—";
      const StatusWords words = present != nullptr ? status_words(say, *present) : window_words(say, meter);
      row.cells[4].text = words.words;
      row.cells[4].badge = words.tone;
      row.cells[4].note = present != nullptr ? note_with_time(ui_, *present) : words.note;
      return row;
    }
    fill_input(row, meter, at);
    return row;
  }

 private:
  void fill_input(TableRow& row, const api::Meter& meter, int at) {
    static const SheetRow kEmpty;
    const auto found = draft_.sheet.rows.find(meter.id);
    const SheetRow& typed = found == draft_.sheet.rows.end() ? kEmpty : found->second;
    const SheetOutcome* outcome = outcome_of(state_, meter.id, typed);
    const RowState state = state_of(typed, outcome);
    const std::string why = state == RowState::Empty ? "" : verdict_of(ui_, meter, typed, outcome, state);
    CellContent& input = row.cells[3];
    input.draw_height = float(meter.registers.size()) * (kControlHeight + kInputGap) - kInputGap;
    input.draw = [this, &meter, at, state, why] { draw_inputs(meter, at, state, why); };
    CellContent& verdict = row.cells[4];
    switch (state) {
      case RowState::Empty:
      case RowState::Partial: verdict.text = ui_.tr(Text::readings_sheet_empty); verdict.badge = Tone::Neutral; break;
      case RowState::Right: verdict.text = ui_.tr(Text::readings_sheet_right); verdict.badge = Tone::Ok; break;
      case RowState::Check: verdict.text = ui_.tr(Text::readings_sheet_check); verdict.badge = Tone::Warn; break;
      case RowState::Wrong: verdict.text = ui_.tr(Text::readings_sheet_wrong); verdict.badge = Tone::Bad; break;
    }
    verdict.note = why;
    const auto& judged = judgements_of(typed, outcome);
    const bool doubtful = state == RowState::Check || (state == RowState::Right && typed.confirmed);
    const bool mended = std::any_of(judged.begin(), judged.end(), [](const api::Judgement& each) { return each.suggestion.has_value(); });
    if (state == RowState::Empty || (!doubtful && !mended)) return;
    row.cells[5].draw_height = doubtful && mended ? 2 * kControlHeight + kInputGap : kControlHeight;
    row.cells[5].draw = [this, &meter, doubtful, mended] { draw_action(meter, doubtful, mended); };
  }

  void draw_inputs(const api::Meter& meter, int at, RowState state, const std::string& why) {
    const Wording say = wording(ui_);
    for (std::size_t i = 0; i < meter.registers.size(); ++i) {
      const api::Register& reg = meter.registers[i];
      if (i > 0) ui_.gap(kInputGap);
      const auto row = draft_.sheet.rows.find(meter.id);
      std::string value = row != draft_.sheet.rows.end() && i < row->second.values.size() ? row->second.values[i] : "";
      CellFieldStyle style;
      style.placeholder = meter.registers.size() > 1 ? "Т" + std::to_string(reg.number) : "";
      style.description = (reg.previous_date ? say.tr(Text::readings_was, {shown_value(reg, reg.previous)}) : "") + (why.empty() ? "" : ". " + why);
      // Half a number is no mistake while it is being typed.
      const bool quiet = ui_.focused(input_id(meter, reg.number));
      style.invalid = state == RowState::Wrong && !quiet;
      style.doubtful = state == RowState::Check;
      style.disabled = state_.sheet.sending;
      style.up = i > 0 ? input_id(meter, meter.registers[i - 1].number) : neighbour(at, -1);
      style.down = i + 1 < meter.registers.size() ? input_id(meter, meter.registers[i + 1].number) : neighbour(at, 1);
      if (!cell_field(ui_, input_id(meter, reg.number), register_name(say, meter, reg), value, style)) continue;
      type_row(draft_.sheet.rows[meter.id], meter, i, std::move(value));
      ui_.animate();
    }
  }

  void draw_action(const api::Meter& meter, bool doubtful, bool mended) {
    SheetRow& row = draft_.sheet.rows[meter.id];
    const std::string id = std::string(kTable) + "." + meter.id;
    const std::string of = ", " + meter_name(wording(ui_), meter);
    if (mended) {
      const std::vector<std::string> values = with_correction(row, meter, outcome_of(state_, meter.id, row));
      std::string shown;
      for (std::size_t i = 0; i < values.size(); ++i)
        if (i >= row.values.size() || values[i] != row.values[i]) shown += (shown.empty() ? "" : kSlash) + values[i];
      ButtonStyle fix;
      fix.type = Type::SmallMedium;
      const std::string label = ui_.tr(Text::readings_correct, {shown});
      fix.name = label + of;
      fix.disabled = state_.sheet.sending;
      if (button(ui_, id + ".fix", label, fix)) {
        row.values = values;
        row.confirmed = false;
        judge_row(row, meter);
        ui_.animate();
      }
      ui_.gap(kInputGap);
    }
    if (!doubtful) return;
    if (const auto on = checkbox(ui_, id + ".confirm", ui_.tr(Text::readings_sheet_confirm), row.confirmed)) {
      row.confirmed = *on;
      ui_.animate();
    }
  }

  // The first or last field of the next meter that takes a reading.
  std::string neighbour(int at, int step) const {
    const auto& rows = draft_.sheet_table.rows;
    for (int i = at + step; i >= 0 && i < int(rows.size()); i += step) {
      if (rows[std::size_t(i)] < 0) continue;
      const api::Meter& meter = meters_[std::size_t(rows[std::size_t(i)])];
      if (!takes_reading(meter) || meter.registers.empty()) continue;
      return input_id(meter, (step > 0 ? meter.registers.front() : meter.registers.back()).number);
    }
    return {};
  }

  Ui& ui_;
  const ReadingsState& state_;
  ReadingsDraft& draft_;
  const std::vector<api::Meter>& meters_;
};

void draw_send(Ui& ui, const ReadingsState& state, const ReadingsDraft& draft, std::optional<ReadingsAction>& out) {
  const SheetTotals totals = totals_of(state, draft.sheet);
  TextStyle look{Type::BodyStrong};
  look.role = Role::Status;
  const std::string words = ui.tr(Text::readings_sheet_totals, {counted(totals.right), counted(totals.check), counted(totals.wrong), counted(totals.empty)});
  const std::string label = ui.tr(Text::readings_sheet_send, {counted(totals.right)});
  const SheetState& sheet = state.sheet;
  ButtonStyle send;
  send.kind = ButtonKind::Primary;
  const float width = button_width(ui, label, send);
  send.disabled = totals.right == 0 && !sheet.sending;
  if (send.disabled) send.description = ui.tr(Text::readings_sheet_none);
  send.busy = busy(ui, sheet.sending, sheet.since_ms);
  row(ui, "readings.sheet.footer", 16, CrossAlign::Center, {share(240, [&] { text(ui, "readings.sheet.totals", words, look); }), fixed(width, [&] {
        if (!button(ui, "readings.sheet.send", label, send) || sheet.sending) return;
        SheetSendClicked clicked{right_items(state, draft.sheet), {}};
        for (const api::BatchItem& item : clicked.items) clicked.typed[item.meter_id] = draft.sheet.rows.find(item.meter_id)->second.values;
        out = std::move(clicked);
      })});
  if (sheet.error) {
    ui.gap(12);
    notice(ui, "readings.sheet.error", Tone::Bad, error_words(ui, *sheet.error));
  } else if (sheet.said) {
    ui.gap(12);
    notice(ui, "readings.sheet.done", sheet.refused == 0 ? Tone::Ok : Tone::Warn,
           sheet.refused == 0 ? ui.tr(Text::readings_sheet_done, {counted(sheet.accepted)})
                              : ui.tr(Text::readings_sheet_done_some, {counted(sheet.accepted), counted(sheet.refused)}));
  }
}

void draw_tools(Ui& ui, ReadingsDraft& draft) {
  draw_list_tools(ui, draft, true);
  ui.gap(12);
  static constexpr const char* kKeys[] = {"", "empty", "check", "wrong"};
  std::string chosen = kKeys[std::size_t(draft.sheet.filter)];
  FieldStyle style;
  style.placeholder = ui.tr(Text::readings_sheet_all);
  const std::vector<SelectOption> options{{"empty", std::string(ui.tr(Text::readings_sheet_only_empty))},
                                          {"check", std::string(ui.tr(Text::readings_sheet_only_check))},
                                          {"wrong", std::string(ui.tr(Text::readings_sheet_only_wrong))}};
  const Area outer = ui.area();
  ui.area().y = ui.inside({outer.x, outer.y, std::min(outer.w, 280.f)}, [&] {
    if (!select_field(ui, "readings.sheet.show", ui.tr(Text::readings_sheet_show), chosen, options, style)) return;
    for (std::size_t i = 0; i < std::size(kKeys); ++i)
      if (chosen == kKeys[i]) draft.sheet.filter = SheetFilter(i);
    ++draft.sheet.filter_round;
    ui.animate();
  });
}

bool kept_by(const ReadingsState& state, const SheetDraft& sheet, const api::Meter& meter) {
  if (sheet.filter == SheetFilter::All) return true;
  if (!takes_reading(meter)) return false;
  static const SheetRow kEmpty;
  const auto found = sheet.rows.find(meter.id);
  const SheetRow& row = found == sheet.rows.end() ? kEmpty : found->second;
  switch (state_of(row, outcome_of(state, meter.id, row))) {
    case RowState::Empty:
    case RowState::Partial: return sheet.filter == SheetFilter::Empty;
    case RowState::Check: return sheet.filter == SheetFilter::Check;
    case RowState::Wrong: return sheet.filter == SheetFilter::Wrong;
    case RowState::Right: break;
  }
  return false;
}

void judge_anew(const ReadingsState& state, SheetDraft& sheet) {
  if (sheet.judged_with == state.meters_version) return;
  sheet.judged_with = state.meters_version;
  if (sheet.rows.empty()) return;
  for (const api::Meter& meter : state.meters.value().items)
    if (const auto row = sheet.rows.find(meter.id); row != sheet.rows.end()) judge_row(row->second, meter);
}

}  // namespace

std::optional<ReadingsAction> draw_sheet(Ui& ui, const ReadingsState& state, ReadingsDraft& draft) {
  std::optional<ReadingsAction> out;
  const auto& meters = state.meters.value().items;
  judge_anew(state, draft.sheet);
  CardStyle style;
  style.name = ui.tr(Text::readings_sheet_title);
  card(ui, "readings.sheet", style, [&] {
    const std::string_view back = ui.tr(Text::readings_sheet_back);
    row(ui, "readings.sheet.head", 12, CrossAlign::Center,
        {share(240, [&] { heading(ui, "readings.sheet.title", 2, ui.tr(Text::readings_sheet_title), Type::Title); }),
         fixed(button_width(ui, back, {}), [&] { if (button(ui, "readings.sheet.close", back)) out = SheetClosed{}; })},
        false);
    ui.gap(8);
    text(ui, "readings.sheet.hint", ui.tr(Text::readings_sheet_hint), {Type::Small, ui.theme().ink2});
    ui.gap(16);
    const auto list = [&] {
      const std::string kind = "sheet" + std::to_string(int(draft.sheet.filter)) + "." + std::to_string(draft.sheet.filter_round);
      list_meters(draft.sheet_table, meters, state.haystacks, state.meters_version, draft.filter, draft.look, kind,
                  [&](const api::Meter& meter) { return !meter.closed_on && kept_by(state, draft.sheet, meter); });
    };
    list();
    draw_paste(ui, meters, draft);
    ui.gap(16);
    draw_tools(ui, draft);
    list();
    ui.gap(16);
    draw_send(ui, state, draft, out);
    ui.gap(12);
    const MeterListing& listing = draft.sheet_table;
    if (listing.rows.empty()) return empty(ui, "readings.sheet.none", Icon::search, ui.tr(Text::readings_filter_empty));
    const auto column = [&](const char* key, Text title, float part, Align align = Align::Left) { return Column{key, std::string(ui.tr(title)), 0, align, part}; };
    SheetTable table(ui, state, draft);
    const std::size_t meter_count = meters.size();
    LongRows rows;
    rows.count = int(listing.rows.size());
    rows.version = (state.meters_version + draft.sheet.version) * 2 + (ui.frame().language == Language::Russian ? 0 : 1);
    rows.slot = [&](int i) { const int at = listing.rows[std::size_t(i)]; return at >= 0 ? std::size_t(at) : meter_count + std::size_t(-1 - at); };
    rows.key = [&](int i) { const int at = listing.rows[std::size_t(i)]; return at >= 0 ? meters[std::size_t(at)].id : "g" + std::to_string(-1 - at); };
    rows.row = [&](int i) { return table.row(i); };
    TableStyle look;
    look.stack_below = 760;
    long_table(ui, kTable, ui.tr(Text::readings_sheet_title),
               {column("object", Text::readings_column_object, 1.5f), column("meter", Text::readings_column_meter, 1.4f),
                column("previous", Text::readings_column_previous, 1, Align::Right), column("value", Text::readings_sheet_column_value, 1.3f),
                column("verdict", Text::readings_sheet_column_verdict, 2), column("action", Text::readings_sheet_column_action, 1.7f)},
               rows, draft.sheet_heights, look, {});
  });
  return out;
}

}  // namespace kabinet::ui
