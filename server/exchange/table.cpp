#include "server/exchange/table.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "api/rules.h"

namespace kabinet::server::exchange {

std::string to_string(const Problem& problem) {
  if (problem.line == 0) return fmt::format("{}: {}", problem.file, problem.message);
  if (problem.column == 0) return fmt::format("{}:{}: {}", problem.file, problem.line, problem.message);
  return fmt::format("{}:{}:{}: {}", problem.file, problem.line, problem.column, problem.message);
}

Table::Table(const std::string& folder, std::string file, std::vector<Column> columns, const Anchors& anchors, int utc_offset_minutes,
             Problems& problems)
    : file_(std::move(file)), anchors_(anchors), utc_offset_minutes_(utc_offset_minutes), problems_(problems) {
  for (const auto& column : columns) columns_.push_back({column, -1});
  const auto path = std::filesystem::path(folder) / file_;
  if (!std::filesystem::exists(path)) return;
  opened_ = true;
  in_.open(path, std::ios::binary);
  if (!in_) {
    problems_.add({file_, 0, 0, "файл не открывается"});
    return;
  }
  reader_.emplace(in_);
  if (!read_header()) reader_.reset();
}

bool Table::read_header() {
  const auto status = reader_->next(cells_);
  if (status == CsvReader::Status::Broken) {
    problems_.add({file_, cells_[0].line, cells_[0].column, cells_[0].text});
    return false;
  }
  if (status == CsvReader::Status::End) {
    problems_.add({file_, 1, 1, "нет строки заголовков"});
    return false;
  }
  const std::size_t before = problems_.size();
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const auto found = std::find_if(columns_.begin(), columns_.end(), [&](const Placed& one) { return one.column.name == cells_[i].text; });
    if (found == columns_.end())
      problems_.add({file_, cells_[i].line, cells_[i].column, fmt::format("неизвестный столбец «{}»", shown(cells_[i].text))});
    else if (found->index >= 0)
      problems_.add({file_, cells_[i].line, cells_[i].column, fmt::format("столбец «{}» повторяется", cells_[i].text)});
    else
      found->index = static_cast<int>(i);
  }
  for (const auto& one : columns_)
    if (one.index < 0 && one.column.need == Need::Always)
      problems_.add({file_, cells_[0].line, 0, fmt::format("нет столбца «{}»", one.column.name)});
  width_ = cells_.size();
  return problems_.size() == before;
}

bool Table::next() {
  if (!reader_) return false;
  while (!problems_.full()) {
    row_ok_ = true;
    switch (reader_->next(cells_)) {
      case CsvReader::Status::End: return false;
      case CsvReader::Status::Broken:
        problems_.add({file_, cells_[0].line, cells_[0].column, cells_[0].text});
        return false;
      case CsvReader::Status::Row: break;
    }
    if (cells_.size() == width_) {
      for (const auto& one : columns_)
        if (one.index >= 0 && one.column.need == Need::Always && cells_[static_cast<std::size_t>(one.index)].text.empty())
          fail(one.column.name, fmt::format("пустая ячейка столбца «{}»", one.column.name));
      if (row_ok_) return true;
      continue;
    }
    problems_.add({file_, cells_[0].line, 0, fmt::format("ячеек в строке {}, а столбцов {}", cells_.size(), width_)});
  }
  return false;
}

const Cell& Table::at(std::string_view column) const {
  for (const auto& one : columns_)
    if (one.column.name == column) return one.index < 0 ? missing_ : cells_[static_cast<std::size_t>(one.index)];
  return missing_;
}

void Table::fail(std::string_view column, std::string message) {
  row_ok_ = false;
  const Cell& cell = at(column);
  if (&cell == &missing_) problems_.add({file_, cells_.empty() ? 0 : cells_[0].line, 0, std::move(message)});
  else problems_.add({file_, cell.line, cell.column, std::move(message)});
}

std::string Table::shown(std::string_view text) {
  constexpr std::size_t kMost = 60;
  std::string cut;
  for (const char c : text.substr(0, kMost)) cut.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
  if (text.size() <= kMost) return cut;
  while (!cut.empty() && !api::valid_utf8(cut)) cut.pop_back();
  return cut + "…";
}

bool Table::has(std::string_view column) const { return !at(column).text.empty(); }

std::string Table::text(std::string_view column, std::size_t max_characters, SignAllowed sign) {
  const Cell& cell = at(column);
  const bool telephone = sign == SignAllowed::Plus && cell.text.size() > 1 && cell.text[0] == '+' && cell.text[1] >= '0' &&
                         cell.text[1] <= '9' && cell.text.find_first_not_of("+0123456789 ()-,доб.") == std::string::npos;
  if (!telephone && !cell.text.empty() && std::string_view("=+-@").find(cell.text.front()) != std::string_view::npos)
    fail(column, fmt::format("«{}» похоже на формулу: значение не может начинаться с =, +, - или @", shown(cell.text)));
  if (std::any_of(cell.text.begin(), cell.text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
    fail(column, "управляющие символы в тексте");
  if (api::code_points(cell.text) > max_characters) fail(column, fmt::format("длиннее {} знаков", max_characters));
  return cell.text;
}

std::string Table::text_with_dates(std::string_view column, std::size_t max_characters) {
  const std::string source = text(column, max_characters);
  std::string result;
  std::string_view rest = source;
  for (auto open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
    const auto close = rest.find('}', open);
    const auto date = close == std::string_view::npos ? std::nullopt : read_date(rest.substr(open, close - open + 1), anchors_);
    if (!date) {
      fail(column, fmt::format("не дата в скобках: «{}»", shown(rest.substr(open))));
      return {};
    }
    result.append(rest.substr(0, open)).append(api::format_date(*date));
    rest.remove_prefix(close + 1);
  }
  return result.append(rest);
}

std::optional<long long> Table::decimal(std::string_view column, int places, bool may_be_negative) {
  std::string_view text = at(column).text;
  if (text.empty()) return 0;
  const bool negative = text.front() == '-';
  if (negative && may_be_negative) text.remove_prefix(1);
  long long value = 0;
  int after = -1, digits = 0;
  for (const char c : text) {
    if ((c == ',' || c == '.') && after < 0 && digits > 0) {
      after = 0;
      continue;
    }
    if (c < '0' || c > '9' || ++digits > 12 || (after >= 0 && ++after > places)) {
      digits = 0;
      break;
    }
    value = value * 10 + (c - '0');
  }
  if (digits == 0 || after == 0) {
    fail(column, fmt::format("не число с {} знаками после запятой: «{}»", places, shown(at(column).text)));
    return std::nullopt;
  }
  for (int i = std::max(after, 0); i < places; ++i) value *= 10;
  return negative ? -value : value;
}

long long Table::whole(std::string_view column, long long low, long long high, long long otherwise) {
  if (!has(column)) return otherwise;
  const auto value = decimal(column, 0, true);
  if (!value) return otherwise;
  if (*value >= low && *value <= high) return *value;
  fail(column, fmt::format("число {} вне пределов {}…{}", *value, low, high));
  return otherwise;
}

api::Money Table::money(std::string_view column) { return {decimal(column, 2, true).value_or(0)}; }
api::Volume Table::volume(std::string_view column) { return {decimal(column, 3, false).value_or(0)}; }
api::Price Table::price(std::string_view column) { return {decimal(column, 5, false).value_or(0)}; }

std::optional<api::Date> Table::date(std::string_view column) {
  const Cell& cell = at(column);
  if (cell.text.empty()) return std::nullopt;
  const auto value = read_date(cell.text, anchors_);
  if (!value) fail(column, fmt::format("не дата: «{}»", shown(cell.text)));
  return value;
}

std::optional<api::Period> Table::period(std::string_view column) {
  const Cell& cell = at(column);
  if (cell.text.empty()) return std::nullopt;
  const auto value = read_period(cell.text, anchors_);
  if (!value) fail(column, fmt::format("не месяц: «{}»", shown(cell.text)));
  return value;
}

std::optional<api::Instant> Table::time(std::string_view column) {
  const Cell& cell = at(column);
  if (cell.text.empty()) return std::nullopt;
  const auto value = read_time(cell.text, anchors_, utc_offset_minutes_);
  if (!value) fail(column, fmt::format("не время: «{}»", shown(cell.text)));
  return value;
}

}  // namespace kabinet::server::exchange
