#include "ui/screens/readings_sheet.h"

#include <algorithm>

#include "ui/screens/readings_model.h"

namespace kabinet::ui {

namespace {

// As a spreadsheet writes numbers: «1 234,5» with any kind of space.
std::string without_spaces(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ' || text[i] == '\t' || text[i] == '\r') continue;
    if (text.compare(i, 2, "\u00A0") == 0) { ++i; continue; }
    if (text.compare(i, 3, "\u202F") == 0) { i += 2; continue; }
    out += text[i];
  }
  return out;
}

bool all_empty(const std::vector<std::string>& values) {
  return std::all_of(values.begin(), values.end(), [](const std::string& each) { return each.empty(); });
}

}  // namespace

void judge_row(SheetRow& row, const api::Meter& meter) {
  row.values.resize(meter.registers.size());
  std::vector<api::RegisterRule> rules;
  for (const api::Register& reg : meter.registers) rules.push_back(api::rule_of(reg));
  std::vector<std::string> texts;
  for (const std::string& value : row.values) texts.push_back(without_spaces(value));
  row.judged = api::judge_all(texts, rules);
  row.verdict = api::overall(row.judged);
}

void type_row(SheetRow& row, const api::Meter& meter, std::size_t index, std::string text) {
  row.values.resize(meter.registers.size());
  if (index >= row.values.size()) return;
  row.values[index] = std::move(text);
  row.confirmed = false;  // it was said of other digits
  judge_row(row, meter);
}

RowState state_of(const SheetRow& row, const SheetOutcome* outcome) {
  if (all_empty(row.values)) return RowState::Empty;
  if (outcome != nullptr) return outcome->error == api::ErrorCode::NeedsConfirmation ? (row.confirmed ? RowState::Right : RowState::Check) : RowState::Wrong;
  switch (row.verdict) {
    case api::Verdict::Empty: return RowState::Partial;
    case api::Verdict::Accept: return RowState::Right;
    case api::Verdict::Confirm: return row.confirmed ? RowState::Right : RowState::Check;
    case api::Verdict::Refuse: return RowState::Wrong;
  }
  return RowState::Empty;
}

const SheetOutcome* outcome_of(const ReadingsState& state, const std::string& meter_id, const SheetRow& row) {
  const auto found = state.sheet.outcomes.find(meter_id);
  return found != state.sheet.outcomes.end() && found->second.values == row.values ? &found->second : nullptr;
}

const std::vector<api::Judgement>& judgements_of(const SheetRow& row, const SheetOutcome* outcome) {
  return outcome != nullptr && outcome->judged.size() == row.judged.size() ? outcome->judged : row.judged;
}

std::vector<std::string> with_correction(const SheetRow& row, const api::Meter& meter, const SheetOutcome* outcome) {
  std::vector<std::string> values = row.values;
  const auto& judged = judgements_of(row, outcome);
  for (std::size_t i = 0; i < judged.size() && i < values.size() && i < meter.registers.size(); ++i)
    if (judged[i].suggestion) values[i] = api::pad_reading(*judged[i].suggestion, meter.registers[i].digits, meter.registers[i].decimals);
  return values;
}

SheetTotals totals_of(const ReadingsState& state, const SheetDraft& sheet) {
  SheetTotals totals;
  for (const api::Meter& meter : state.meters.value().items) {
    if (!takes_reading(meter)) continue;
    const auto row = sheet.rows.find(meter.id);
    if (row == sheet.rows.end()) {
      ++totals.empty;
      continue;
    }
    switch (state_of(row->second, outcome_of(state, meter.id, row->second))) {
      case RowState::Empty:
      case RowState::Partial: ++totals.empty; break;
      case RowState::Right: ++totals.right; break;
      case RowState::Check: ++totals.check; break;
      case RowState::Wrong: ++totals.wrong; break;
    }
  }
  return totals;
}

std::vector<api::BatchItem> right_items(const ReadingsState& state, const SheetDraft& sheet) {
  std::vector<api::BatchItem> items;
  for (const api::Meter& meter : state.meters.value().items) {
    if (!takes_reading(meter)) continue;
    const auto row = sheet.rows.find(meter.id);
    if (row == sheet.rows.end() || state_of(row->second, outcome_of(state, meter.id, row->second)) != RowState::Right) continue;
    api::BatchItem item{meter.id, {}, row->second.confirmed};
    for (std::size_t i = 0; i < meter.registers.size(); ++i) {
      const api::Register& reg = meter.registers[i];
      const auto value = api::parse_reading(without_spaces(row->second.values[i]), reg.digits, reg.decimals);
      item.values.push_back({reg.number, value ? api::pad_reading(*value, reg.digits, reg.decimals) : row->second.values[i], {}});
    }
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace kabinet::ui
