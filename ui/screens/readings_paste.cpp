// What comes from a spreadsheet through the clipboard: lines of cells, or one column.
#include <algorithm>
#include <unordered_map>

#include "api/rules.h"
#include "api/utf8.h"
#include "ui/screens/readings_model.h"
#include "ui/screens/readings_sheet.h"

namespace kabinet::ui {

namespace {

constexpr std::size_t kMostProblems = 50;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\r')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find(at);
    parts.push_back(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string_view> cells_of(std::string_view line) {
  auto cells = split(line, line.find('\t') != std::string_view::npos ? '\t' : ';');
  while (cells.size() > 1 && cells.back().empty()) cells.pop_back();
  return cells;
}

// «№ 30518842», «30518842» and « 30518842» are one number; a sign of the number and quotes say nothing.
std::string number_of(std::string_view cell) {
  if (cell.size() > 1 && cell.front() == '"' && cell.back() == '"') cell = cell.substr(1, cell.size() - 2);
  if (cell.compare(0, 3, "№") == 0) cell = trimmed(cell.substr(3));
  return api::fold(std::string(cell));
}

// Enough to know the line by; signs are not cut in two.
std::string beginning(std::string_view text) {
  constexpr std::size_t kShown = 30;
  const auto signs = api::split_code_points(text);
  if (signs.size() <= kShown) return std::string(text);
  return std::string(text.data(), signs[kShown].data()) + "…";
}

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

class Paste {
 public:
  Paste(SheetDraft& sheet, const std::vector<api::Meter>& meters) : sheet_(sheet), meters_(meters) { sheet_.report = {}; }

  void by_number(const std::vector<std::string_view>& lines) {
    std::unordered_map<std::string, int> places;  // -1: several meters have the number
    for (std::size_t i = 0; i < meters_.size(); ++i)
      if (!meters_[i].closed_on)
        if (const auto [place, fresh] = places.try_emplace(number_of(meters_[i].serial), int(i)); !fresh) place->second = -1;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].empty()) continue;
      const auto cells = cells_of(lines[i]);
      if (i == 0 && (cells.size() < 2 || !has_digit(cells[1]))) continue;  // a line of titles
      ++sheet_.report.lines;
      const auto found = places.find(number_of(cells[0]));
      const int line = int(i) + 1;
      if (found == places.end()) problem(line, cells[0], PasteProblem::Kind::UnknownMeter);
      else if (found->second < 0) problem(line, cells[0], PasteProblem::Kind::SeveralMeters);
      else take(line, cells[0], meters_[std::size_t(found->second)], {cells.begin() + 1, cells.end()});
    }
  }

  void in_order(const std::vector<std::string_view>& lines, const std::vector<int>& shown) {
    std::size_t line = 0;
    for (const int index : shown) {
      if (index < 0 || line >= lines.size()) continue;
      const api::Meter& meter = meters_[std::size_t(index)];
      if (!takes_reading(meter)) continue;
      std::vector<std::string_view> values;
      for (std::size_t i = 0; i < meter.registers.size() && line < lines.size(); ++i) values.push_back(lines[line++]);
      if (std::all_of(values.begin(), values.end(), [](std::string_view each) { return each.empty(); })) continue;  // an empty cell passes over
      ++sheet_.report.lines;
      take(int(line), values.front(), meter, values);
    }
    for (; line < lines.size(); ++line) {
      if (lines[line].empty()) continue;
      ++sheet_.report.lines;
      problem(int(line) + 1, lines[line], PasteProblem::Kind::NoMeterLeft);
    }
  }

 private:
  void problem(int line, std::string_view text, PasteProblem::Kind kind) {
    ++sheet_.report.failed;
    if (sheet_.report.problems.size() < kMostProblems) sheet_.report.problems.push_back({line, beginning(text), kind});
  }

  void take(int line, std::string_view text, const api::Meter& meter, std::vector<std::string_view> values) {
    if (!takes_reading(meter)) return problem(line, text, PasteProblem::Kind::NotTaken);
    if (values.size() > meter.registers.size()) return problem(line, text, PasteProblem::Kind::TooManyValues);
    if (values.size() < meter.registers.size()) return problem(line, text, PasteProblem::Kind::TooFewValues);
    ++sheet_.report.filled;
    const std::vector<std::string> now(values.begin(), values.end());
    auto& before = sheet_.pasted_values[meter.id];
    if (before == now) return;  // corrected by hand since: the correction stays
    before = now;
    SheetRow& row = sheet_.rows[meter.id];
    row.values = now;
    row.confirmed = false;
    judge_row(row, meter);
  }

  SheetDraft& sheet_;
  const std::vector<api::Meter>& meters_;
};

}  // namespace

void paste_into(SheetDraft& sheet, const std::vector<api::Meter>& meters, const std::vector<int>& shown, std::string_view text) {
  std::vector<std::string_view> lines = split(text, '\n');
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  Paste paste(sheet, meters);
  ++sheet.version;
  if (lines.empty()) return sheet.pasted_values.clear();
  const bool column = std::all_of(lines.begin(), lines.end(), [](std::string_view line) { return cells_of(line).size() == 1; });
  if (column) paste.in_order(lines, shown);
  else paste.by_number(lines);
}

}  // namespace kabinet::ui
